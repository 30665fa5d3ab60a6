//! Stage 1: a box office that passes every test with one customer.

use crate::office::{Answer, BoxOffice, Log, Stats};
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

/// Every field can be shared, and that is all that can be said for it.
pub struct Office {
    /// Whether each seat is sold.
    sold: Vec<AtomicBool>,
    turned_away: AtomicUsize,
    closed: AtomicBool,
    log: Mutex<Box<dyn Log>>,
}

impl BoxOffice for Office {
    fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        Office {
            sold: (0..seats).map(|seat| AtomicBool::new(sold.contains(&seat))).collect(),
            turned_away: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            log: Mutex::new(log),
        }
    }

    // ANCHOR: buy
    fn buy(&self, seat: usize) -> Answer {
        if self.closed.load(SeqCst) {
            return Answer::Closed;
        }
        let Some(sold) = self.sold.get(seat) else { return Answer::NoSuchSeat };
        if sold.load(SeqCst) {
            self.turned_away.fetch_add(1, SeqCst);
            return Answer::Taken;
        }
        sold.store(true, SeqCst);
        let logged = self.log.lock().unwrap().append(&[seat]);
        if logged.is_err() {
            sold.store(false, SeqCst);
            return Answer::NotLogged;
        }
        Answer::Sold
    }
    // ANCHOR_END: buy

    fn stats(&self) -> Stats {
        let sold = self.sold.iter().filter(|sold| sold.load(SeqCst)).count();
        let turned_away = self.turned_away.load(SeqCst);
        Stats { sold, free: self.sold.len() - sold, turned_away }
    }

    // ANCHOR: close
    fn close(&self) {
        self.closed.store(true, SeqCst);
    }
    // ANCHOR_END: close
}
