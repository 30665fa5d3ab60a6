//! rejected: deadlock — the map is locked for writing while the record is written
//! by: a_customer_is_turned_away_while_another_sale_is_written, a_thread_that_waits_to_close_keeps_no_other_from_looking, the_statistics_answer_while_a_sale_is_written

#[path = "../../../exercises/19b-seat-map/src/office.rs"]
pub mod office;

use interleave::sync::{Mutex, RwLock};
use office::{Answer, Log, Stats};

pub struct BoxOffice {
    map: RwLock<Map>,
    turned_away: Mutex<usize>,
    log: Mutex<Option<Box<dyn Log>>>,
}

struct Map {
    seats: Vec<bool>,
    is_open: bool,
}

impl BoxOffice {
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let seats = (0..seats).map(|seat| sold.contains(&seat)).collect();
        let map = RwLock::new(Map { seats, is_open: true });
        BoxOffice { map, turned_away: Mutex::new(0), log: Mutex::new(Some(log)) }
    }

    pub fn buy(&self, seat: usize) -> Answer {
        if let Some(answer) = self.look(seat) {
            return answer;
        }
        let mut log = self.log.lock().unwrap();
        if let Some(answer) = self.look(seat) {
            return answer;
        }
        let Some(log) = &mut *log else { return Answer::Closed };
        let mut map = self.map.write().unwrap();
        if log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        map.seats[seat] = true;
        Answer::Sold
    }

    /// An answer that needs no sale.
    fn look(&self, seat: usize) -> Option<Answer> {
        let map = self.map.read().unwrap();
        if !map.is_open {
            return Some(Answer::Closed);
        }
        match map.seats.get(seat) {
            None => Some(Answer::NoSuchSeat),
            Some(true) => {
                *self.turned_away.lock().unwrap() += 1;
                Some(Answer::Taken)
            }
            Some(false) => None,
        }
    }

    pub fn stats(&self) -> Stats {
        let map = self.map.read().unwrap();
        let sold = map.seats.iter().filter(|is_sold| **is_sold).count();
        let turned_away = *self.turned_away.lock().unwrap();
        Stats { sold, free: map.seats.len() - sold, turned_away }
    }

    pub fn close(&self) {
        let mut log = self.log.lock().unwrap();
        self.map.write().unwrap().is_open = false;
        *log = None;
    }
}
