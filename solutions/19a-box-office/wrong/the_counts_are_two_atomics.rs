//! rejected: assertion — `sold` and `free` are read one after the other, without the lock
//! by: the_statistics_count_only_what_is_in_the_log

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    state: Mutex<State>,
    sold: AtomicUsize,
    free: AtomicUsize,
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
        let free = AtomicUsize::new(seats - sold.len());
        let seats = (0..seats).map(|seat| sold.contains(&seat)).collect();
        let sold = AtomicUsize::new(sold.len());
        BoxOffice { state: Mutex::new(State { seats, turned_away: 0, log: Some(log) }), sold, free }
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
        self.sold.fetch_add(1, SeqCst);
        self.free.fetch_sub(1, SeqCst);
        Answer::Sold
    }

    /// How things stand.
    pub fn stats(&self) -> Stats {
        let (sold, free) = (self.sold.load(SeqCst), self.free.load(SeqCst));
        Stats { sold, free, turned_away: self.state.lock().unwrap().turned_away }
    }

    /// Closes for good.
    pub fn close(&self) {
        // A sale holds the lock from beginning to end, so none is in progress now.
        self.state.lock().unwrap().log = None;
    }
}
