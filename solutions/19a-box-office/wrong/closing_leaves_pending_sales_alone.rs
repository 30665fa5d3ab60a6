//! rejected: assertion — `close` does not wait for a sale that is pending
//! by: a_sale_the_statistics_and_closing_never_wait_for_each_other_in_a_circle, two_threads_can_close_and_each_can_rely_on_it, when_it_has_closed_the_log_is_complete_and_stays_so

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::{Condvar, Mutex};
use office::{Answer, Log, Stats};

#[derive(Clone, Copy, PartialEq)]
enum Seat {
    Free,
    Pending,
    Sold,
}

pub struct BoxOffice {
    state: Mutex<State>,
    decided: Condvar,
    log: Mutex<Option<Box<dyn Log>>>,
}

struct State {
    seats: Vec<Seat>,
    turned_away: usize,
    pending: usize,
    is_open: bool,
}

impl BoxOffice {
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let seat = |seat| if sold.contains(&seat) { Seat::Sold } else { Seat::Free };
        let seats = (0..seats).map(seat).collect();
        let state = Mutex::new(State { seats, turned_away: 0, pending: 0, is_open: true });
        BoxOffice { state, decided: Condvar::new(), log: Mutex::new(Some(log)) }
    }

    pub fn buy(&self, seat: usize) -> Answer {
        let mut state = self.state.lock().unwrap();
        if state.is_open && seat >= state.seats.len() {
            return Answer::NoSuchSeat;
        }
        state = self
            .decided
            .wait_while(state, |state| state.is_open && state.seats[seat] == Seat::Pending)
            .unwrap();
        if !state.is_open {
            return Answer::Closed;
        }
        if state.seats[seat] == Seat::Sold {
            state.turned_away += 1;
            return Answer::Taken;
        }
        state.seats[seat] = Seat::Pending;
        state.pending += 1;
        drop(state);
        let written = match &mut *self.log.lock().unwrap() {
            Some(log) => log.append(seat).is_ok(),
            None => unreachable!("`close` waits for pending sales"),
        };
        let mut state = self.state.lock().unwrap();
        state.pending -= 1;
        state.seats[seat] = if written { Seat::Sold } else { Seat::Free };
        self.decided.notify_all();
        if written { Answer::Sold } else { Answer::NotLogged }
    }

    pub fn stats(&self) -> Stats {
        let state = self.state.lock().unwrap();
        let sold = state.seats.iter().filter(|seat| **seat == Seat::Sold).count();
        Stats { sold, free: state.seats.len() - sold, turned_away: state.turned_away }
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_open = false;
        self.decided.notify_all();
        drop(state);
        *self.log.lock().unwrap() = None;
    }
}
