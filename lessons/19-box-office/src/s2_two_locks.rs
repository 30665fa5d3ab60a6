//! Stage 2: a lock for the seats and one for the log. They are taken in two orders.

use crate::office::{Answer, BoxOffice, Log, Stats};
use crate::sync::Mutex;

/// Seats and log have a lock each.
pub struct Office {
    seats: Mutex<Seats>,
    /// The log, and how many sales are in it. None after closing.
    log: Mutex<Option<Book>>,
}

struct Seats {
    sold: Vec<bool>,
    turned_away: usize,
}

struct Book {
    log: Box<dyn Log>,
    sales: usize,
}

impl BoxOffice for Office {
    fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let sold: Vec<bool> = (0..seats).map(|seat| sold.contains(&seat)).collect();
        let sales = sold.iter().filter(|sold| **sold).count();
        Office {
            seats: Mutex::new(Seats { sold, turned_away: 0 }),
            log: Mutex::new(Some(Book { log, sales })),
        }
    }

    // ANCHOR: buy
    fn buy(&self, seat: usize) -> Answer {
        let mut seats = self.seats.lock().unwrap();
        match seats.sold.get(seat) {
            None => return Answer::NoSuchSeat,
            Some(true) => {
                seats.turned_away += 1;
                return Answer::Taken;
            }
            Some(false) => {}
        }
        let mut book = self.log.lock().unwrap();
        let Some(book) = &mut *book else { return Answer::Closed };
        if book.log.append(&[seat]).is_err() {
            return Answer::NotLogged;
        }
        book.sales += 1;
        seats.sold[seat] = true;
        Answer::Sold
    }
    // ANCHOR_END: buy

    // ANCHOR: stats
    fn stats(&self) -> Stats {
        let book = self.log.lock().unwrap(); // No sale comes in between.
        let seats = self.seats.lock().unwrap();
        let sold = book.as_ref().map_or(0, |book| book.sales);
        Stats { sold, free: seats.sold.len() - sold, turned_away: seats.turned_away }
    }
    // ANCHOR_END: stats

    fn close(&self) {
        *self.log.lock().unwrap() = None;
    }
}
