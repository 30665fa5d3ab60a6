//! rejected: assertion — those turned away are counted in a byte
//! by: there_can_be_no_seats_or_hundreds

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    state: Mutex<State>,
}

struct State {
    seats: Vec<bool>,
    sold: usize,
    turned_away: u8,
    log: Option<Box<dyn Log>>,
}

impl BoxOffice {
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let mut map = vec![false; seats];
        for &seat in sold {
            map[seat] = true;
        }
        BoxOffice {
            state: Mutex::new(State {
                seats: map,
                sold: sold.len(),
                turned_away: 0,
                log: Some(log),
            }),
        }
    }

    pub fn buy(&self, seat: usize) -> Answer {
        let mut guard = self.state.lock().unwrap();
        let state = &mut *guard;
        let Some(log) = state.log.as_mut() else { return Answer::Closed };
        if seat >= state.seats.len() {
            return Answer::NoSuchSeat;
        }
        if state.seats[seat] {
            state.turned_away = state.turned_away.wrapping_add(1);
            return Answer::Taken;
        }
        if log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        state.seats[seat] = true;
        state.sold += 1;
        Answer::Sold
    }

    pub fn stats(&self) -> Stats {
        let state = self.state.lock().unwrap();
        Stats {
            sold: state.sold,
            free: state.seats.len() - state.sold,
            turned_away: usize::from(state.turned_away),
        }
    }

    pub fn close(&self) {
        self.state.lock().unwrap().log = None;
    }
}
