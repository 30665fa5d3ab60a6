//! right: the sales are counted, and the seats are a set

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use std::collections::BTreeSet;

use interleave::sync::Mutex;
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    state: Mutex<State>,
}

struct State {
    /// The seats that are sold. Each has its record in the log.
    sold: BTreeSet<usize>,
    seats: usize,
    turned_away: usize,
    /// None after closing.
    log: Option<Box<dyn Log>>,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let sold = sold.iter().copied().collect();
        BoxOffice { state: Mutex::new(State { sold, seats, turned_away: 0, log: Some(log) }) }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        let mut state = self.state.lock().unwrap();
        let State { sold, seats, turned_away, log } = &mut *state;
        let Some(log) = log else { return Answer::Closed };
        if seat >= *seats {
            return Answer::NoSuchSeat;
        }
        if sold.contains(&seat) {
            *turned_away += 1;
            return Answer::Taken;
        }
        // With the lock held: until the record is written, the seat is neither sold nor free.
        if log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        sold.insert(seat);
        Answer::Sold
    }

    /// How things stand.
    pub fn stats(&self) -> Stats {
        let state = self.state.lock().unwrap();
        let sold = state.sold.len();
        Stats { sold, free: state.seats - sold, turned_away: state.turned_away }
    }

    /// Closes for good.
    pub fn close(&self) {
        // A sale holds the lock from beginning to end, so none is in progress now.
        self.state.lock().unwrap().log = None;
    }
}
