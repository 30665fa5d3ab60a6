//! rejected: assertion — the seats are the bits of one number
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
    /// Whether each seat is sold. Each that is has its record in the log.
    seats: u64,
    count: usize,
    turned_away: usize,
    /// None after closing.
    log: Option<Box<dyn Log>>,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let count = seats;
        let seats = sold.iter().fold(0, |seats, seat| seats | 1_u64.wrapping_shl(*seat as u32));
        BoxOffice { state: Mutex::new(State { seats, count, turned_away: 0, log: Some(log) }) }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        let mut state = self.state.lock().unwrap();
        let State { seats, count, turned_away, log } = &mut *state;
        let Some(log) = log else { return Answer::Closed };
        if seat >= *count {
            return Answer::NoSuchSeat;
        }
        let bit = 1_u64.wrapping_shl(seat as u32);
        if *seats & bit != 0 {
            *turned_away += 1;
            return Answer::Taken;
        }
        // With the lock held: until the record is written, the seat is neither sold nor free.
        if log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        *seats |= bit;
        Answer::Sold
    }

    /// How things stand.
    pub fn stats(&self) -> Stats {
        let state = self.state.lock().unwrap();
        let sold = state.seats.count_ones() as usize;
        Stats { sold, free: state.count - sold, turned_away: state.turned_away }
    }

    /// Closes for good.
    pub fn close(&self) {
        // A sale holds the lock from beginning to end, so none is in progress now.
        self.state.lock().unwrap().log = None;
    }
}
