//! rejected: assertion — the seat is marked under the lock, and the record is written after it
//! by: a_customer_finds_the_sale_in_the_log_and_in_the_statistics, a_sale_that_is_not_logged_is_no_sale, the_statistics_count_only_what_is_in_the_log, two_threads_can_close_and_each_can_rely_on_it, when_it_has_closed_the_log_is_complete_and_stays_so

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    state: Mutex<State>,
    log: Mutex<Option<Box<dyn Log>>>,
}

struct State {
    /// Whether each seat is sold. Each that is has its record in the log.
    seats: Vec<bool>,
    turned_away: usize,
    is_open: bool,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let seats = (0..seats).map(|seat| sold.contains(&seat)).collect();
        BoxOffice {
            state: Mutex::new(State { seats, turned_away: 0, is_open: true }),
            log: Mutex::new(Some(log)),
        }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        let mut state = self.state.lock().unwrap();
        let State { seats, turned_away, is_open } = &mut *state;
        if !*is_open {
            return Answer::Closed;
        }
        let Some(is_sold) = seats.get_mut(seat) else { return Answer::NoSuchSeat };
        if *is_sold {
            *turned_away += 1;
            return Answer::Taken;
        }
        // With the lock held: until the record is written, the seat is neither sold nor free.
        *is_sold = true;
        drop(state);
        let written = self.log.lock().unwrap().as_mut().is_some_and(|log| log.append(seat).is_ok());
        if !written {
            self.state.lock().unwrap().seats[seat] = false;
            return Answer::NotLogged;
        }
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
        // A sale holds the lock from beginning to end, so none is in progress now.
        self.state.lock().unwrap().is_open = false;
        *self.log.lock().unwrap() = None;
    }
}
