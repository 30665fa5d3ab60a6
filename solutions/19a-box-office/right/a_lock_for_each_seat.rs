//! right: each seat has its own lock, and the log comes last

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use office::{Answer, Log, Stats};

pub struct BoxOffice {
    seats: Vec<Mutex<bool>>,
    turned_away: Mutex<usize>,
    log: Mutex<Option<Box<dyn Log>>>,
}

impl BoxOffice {
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let seats = (0..seats).map(|seat| Mutex::new(sold.contains(&seat))).collect();
        BoxOffice { seats, turned_away: Mutex::new(0), log: Mutex::new(Some(log)) }
    }

    pub fn buy(&self, seat: usize) -> Answer {
        let mut is_sold = match self.seats.get(seat) {
            Some(seat) => Some(seat.lock().unwrap()),
            None => None,
        };
        let mut log = self.log.lock().unwrap();
        let Some(log) = &mut *log else { return Answer::Closed };
        let Some(is_sold) = &mut is_sold else { return Answer::NoSuchSeat };
        if **is_sold {
            *self.turned_away.lock().unwrap() += 1;
            return Answer::Taken;
        }
        if log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        **is_sold = true;
        Answer::Sold
    }

    pub fn stats(&self) -> Stats {
        let sold = self.seats.iter().filter(|seat| *seat.lock().unwrap()).count();
        Stats {
            sold,
            free: self.seats.len() - sold,
            turned_away: *self.turned_away.lock().unwrap(),
        }
    }

    pub fn close(&self) {
        *self.log.lock().unwrap() = None;
    }
}
