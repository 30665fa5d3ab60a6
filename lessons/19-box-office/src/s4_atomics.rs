//! Stage 4: a lock for sales, and atomics for threads that only look.

use crate::office::{Answer, BoxOffice, Log, Stats};
use crate::sync::Mutex;
use crate::sync::atomic::{
    AtomicBool, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};

/// A sale needs the lock. That a seat is sold can be read without it, because it stays true.
pub struct Office {
    /// Whether each seat is sold. Set with the lock held, when the sale is in the log, and never cleared.
    seats: Vec<AtomicBool>,
    /// How many are. Changed with the lock held.
    sold: AtomicUsize,
    turned_away: AtomicUsize,
    closed: AtomicBool,
    /// None after closing.
    log: Mutex<Option<Box<dyn Log>>>,
}

impl BoxOffice for Office {
    fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let mut is_sold = vec![false; seats];
        for &seat in sold {
            is_sold[seat] = true;
        }
        Office {
            sold: AtomicUsize::new(is_sold.iter().filter(|sold| **sold).count()),
            seats: is_sold.into_iter().map(AtomicBool::new).collect(),
            turned_away: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            log: Mutex::new(Some(log)),
        }
    }

    // ANCHOR: buy
    fn buy(&self, seat: usize) -> Answer {
        // Relaxed: it has to be seen only by calls that begin after `close` has returned, and those see it.
        if self.closed.load(Relaxed) {
            return Answer::Closed;
        }
        let Some(is_sold) = self.seats.get(seat) else { return Answer::NoSuchSeat };
        // Acquire: pairs with the store below, so that the record in the log is visible too.
        if is_sold.load(Acquire) {
            return self.turn_away();
        }
        let mut log = self.log.lock().unwrap();
        let Some(log) = &mut *log else { return Answer::Closed };
        // Again: another thread may have sold it before this one got the lock. Relaxed: the lock orders it.
        if is_sold.load(Relaxed) {
            return self.turn_away();
        }
        if log.append(&[seat]).is_err() {
            return Answer::NotLogged;
        }
        // First the count, then the seat: a thread that finds the seat sold finds it counted as well.
        // Release: pairs with the load in `stats`.
        self.sold.fetch_add(1, Release);
        // Release: pairs with the first load above.
        is_sold.store(true, Release);
        Answer::Sold
    }
    // ANCHOR_END: buy

    fn stats(&self) -> Stats {
        // Acquire: pairs with the addition in `buy`, so that each sale that is counted is in the log.
        let sold = self.sold.load(Acquire);
        // Relaxed: the number says nothing about anything else.
        let turned_away = self.turned_away.load(Relaxed);
        Stats { sold, free: self.seats.len() - sold, turned_away }
    }

    // ANCHOR: close
    fn close(&self) {
        let mut log = self.log.lock().unwrap();
        *log = None;
        // Relaxed: see `buy`.
        self.closed.store(true, Relaxed);
    }
    // ANCHOR_END: close
}

impl Office {
    fn turn_away(&self) -> Answer {
        self.turned_away.fetch_add(1, Relaxed);
        Answer::Taken
    }
}
