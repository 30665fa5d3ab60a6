//! rejected: assertion — a second call of `close` returns at once, while the first one waits for a sale
//! by: two_threads_can_close_and_each_can_rely_on_it

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    state: Mutex<State>,
    closed: AtomicBool,
}

struct State {
    /// Whether each seat is sold. Each that is has its record in the log.
    seats: Vec<bool>,
    turned_away: usize,
    /// None after closing.
    log: Option<Box<dyn Log>>,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let seats = (0..seats).map(|seat| sold.contains(&seat)).collect();
        BoxOffice {
            state: Mutex::new(State { seats, turned_away: 0, log: Some(log) }),
            closed: AtomicBool::new(false),
        }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        let mut state = self.state.lock().unwrap();
        let State { seats, turned_away, log } = &mut *state;
        let Some(log) = log else { return Answer::Closed };
        let Some(is_sold) = seats.get_mut(seat) else { return Answer::NoSuchSeat };
        if *is_sold {
            *turned_away += 1;
            return Answer::Taken;
        }
        // With the lock held: until the record is written, the seat is neither sold nor free.
        if log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        *is_sold = true;
        Answer::Sold
    }

    /// How things stand.
    pub fn stats(&self) -> Stats {
        let state = self.state.lock().unwrap();
        let sold = state.seats.iter().filter(|is_sold| **is_sold).count();
        Stats { sold, free: state.seats.len() - sold, turned_away: state.turned_away }
    }

    /// Closes for good.
    pub fn close(&self) {
        if self.closed.swap(true, SeqCst) {
            return;
        }
        // A sale holds the lock from beginning to end, so none is in progress now.
        self.state.lock().unwrap().log = None;
    }
}
