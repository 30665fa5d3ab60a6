//! rejected: deadlock — a customer whose seat is sold waits for the sale that is being written
//! by: a_customer_is_turned_away_while_another_sale_is_written, a_thread_that_waits_to_close_keeps_no_other_from_looking

#[path = "../../../exercises/19b-seat-map/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    /// Whether each seat is sold. Set with the lock held, when the sale is in the log, and never cleared.
    seats: Vec<AtomicBool>,
    /// How many are. Changed with the lock held.
    sold: AtomicUsize,
    turned_away: AtomicUsize,
    closed: AtomicBool,
    /// None after closing.
    log: Mutex<Option<Box<dyn Log>>>,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        BoxOffice {
            seats: (0..seats).map(|seat| AtomicBool::new(sold.contains(&seat))).collect(),
            sold: AtomicUsize::new(sold.len()),
            turned_away: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            log: Mutex::new(Some(log)),
        }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        // Relaxed: only a call that begins after `close` has returned must see it, and it does.
        if self.closed.load(Relaxed) {
            return Answer::Closed;
        }
        let Some(is_sold) = self.seats.get(seat) else { return Answer::NoSuchSeat };
        let mut log = self.log.lock().unwrap();
        let Some(log) = &mut *log else { return Answer::Closed };
        // Again: it may have been sold before this thread got the lock. Relaxed: the lock orders it.
        if is_sold.load(Relaxed) {
            return self.turn_away();
        }
        if log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        // The count first: a thread that finds the seat sold finds it counted.
        // Release: pairs with the load in `stats`.
        self.sold.fetch_add(1, Release);
        // Release: pairs with the first load above.
        is_sold.store(true, Release);
        Answer::Sold
    }

    /// How things stand.
    pub fn stats(&self) -> Stats {
        // Acquire: pairs with the addition in `buy`, so that each sale that is counted is in the log.
        let sold = self.sold.load(Acquire);
        // Relaxed: the number says nothing about anything else.
        let turned_away = self.turned_away.load(Relaxed);
        Stats { sold, free: self.seats.len() - sold, turned_away }
    }

    /// Closes for good.
    pub fn close(&self) {
        *self.log.lock().unwrap() = None;
        self.closed.store(true, Relaxed);
    }

    fn turn_away(&self) -> Answer {
        // Relaxed: the number says nothing about anything else.
        self.turned_away.fetch_add(1, Relaxed);
        Answer::Taken
    }
}
