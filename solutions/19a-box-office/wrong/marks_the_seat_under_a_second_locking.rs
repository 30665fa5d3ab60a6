//! rejected: assertion — the log has a lock of its own, and the seat is marked after that is released
//! by: a_customer_finds_the_sale_in_the_log_and_in_the_statistics, a_seat_is_sold_to_one_of_three_customers, a_seat_is_sold_to_one_of_two_customers, two_threads_can_close_and_each_can_rely_on_it, when_it_has_closed_the_log_is_complete_and_stays_so

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    state: Mutex<State>,
    /// None after closing.
    log: Mutex<Option<Box<dyn Log>>>,
}

struct State {
    /// Whether each seat is sold. Each that is has its record in the log.
    seats: Vec<bool>,
    turned_away: usize,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let seats = (0..seats).map(|seat| sold.contains(&seat)).collect();
        let state = Mutex::new(State { seats, turned_away: 0 });
        BoxOffice { state, log: Mutex::new(Some(log)) }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        let mut state = self.state.lock().unwrap();
        if self.log.lock().unwrap().is_none() {
            return Answer::Closed;
        }
        let Some(&is_sold) = state.seats.get(seat) else { return Answer::NoSuchSeat };
        if is_sold {
            state.turned_away += 1;
            return Answer::Taken;
        }
        drop(state);
        // With the lock held: until the record is written, the seat is neither sold nor free.
        match &mut *self.log.lock().unwrap() {
            None => return Answer::Closed,
            Some(log) => {
                if log.append(seat).is_err() {
                    return Answer::NotLogged;
                }
            }
        }
        self.state.lock().unwrap().seats[seat] = true;
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
        *self.log.lock().unwrap() = None;
    }
}
