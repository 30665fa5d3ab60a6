//! Stage 3: everything behind one lock.

use crate::office::{Answer, BoxOffice, Log, Stats};
use crate::sync::Mutex;

// ANCHOR: office
/// One lock for all that has to agree: the seats, the log and the numbers.
pub struct Office {
    state: Mutex<State>,
}

struct State {
    /// Whether each seat is sold. Each that is has its record in the log.
    seats: Vec<bool>,
    sold: usize,
    turned_away: usize,
    /// None after closing.
    log: Option<Box<dyn Log>>,
}
// ANCHOR_END: office

impl BoxOffice for Office {
    fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let mut state =
            State { seats: vec![false; seats], sold: 0, turned_away: 0, log: Some(log) };
        for &seat in sold {
            state.sold += usize::from(!std::mem::replace(&mut state.seats[seat], true));
        }
        Office { state: Mutex::new(state) }
    }

    fn buy(&self, seat: usize) -> Answer {
        self.state.lock().unwrap().buy(seat)
    }

    fn stats(&self) -> Stats {
        let state = self.state.lock().unwrap();
        let free = state.seats.len() - state.sold;
        Stats { sold: state.sold, free, turned_away: state.turned_away }
    }

    // ANCHOR: close
    fn close(&self) {
        // A sale holds the lock until it is in the log, so none is in progress now.
        self.state.lock().unwrap().log = None;
    }
    // ANCHOR_END: close
}

impl State {
    // ANCHOR: buy
    /// What one thread does at a time.
    fn buy(&mut self, seat: usize) -> Answer {
        let Some(log) = &mut self.log else { return Answer::Closed };
        let Some(is_sold) = self.seats.get_mut(seat) else { return Answer::NoSuchSeat };
        if *is_sold {
            self.turned_away += 1;
            return Answer::Taken;
        }
        if log.append(&[seat]).is_err() {
            return Answer::NotLogged;
        }
        *is_sold = true;
        self.sold += 1;
        Answer::Sold
    }
    // ANCHOR_END: buy
}
