//! A box office that works correctly with one customer, to be rebuilt around a thread that owns the seats and the log.

pub mod office;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    /// Whether each seat is sold.
    seats: Vec<AtomicBool>,
    turned_away: AtomicUsize,
    closed: AtomicBool,
    log: Mutex<Box<dyn Log>>,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        BoxOffice {
            seats: (0..seats).map(|seat| AtomicBool::new(sold.contains(&seat))).collect(),
            turned_away: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            log: Mutex::new(log),
        }
    }

    /// Asks for a seat.
    // TODO: another thread can come in between any two of these steps.
    pub fn buy(&self, seat: usize) -> Answer {
        if self.closed.load(SeqCst) {
            return Answer::Closed;
        }
        let Some(is_sold) = self.seats.get(seat) else { return Answer::NoSuchSeat };
        if is_sold.load(SeqCst) {
            self.turned_away.fetch_add(1, SeqCst);
            return Answer::Taken;
        }
        is_sold.store(true, SeqCst);
        if self.log.lock().unwrap().append(seat).is_err() {
            is_sold.store(false, SeqCst);
            return Answer::NotLogged;
        }
        Answer::Sold
    }

    /// How things stand.
    // TODO: this counts sales that are not in the log yet.
    pub fn stats(&self) -> Stats {
        let sold = self.seats.iter().filter(|is_sold| is_sold.load(SeqCst)).count();
        let turned_away = self.turned_away.load(SeqCst);
        Stats { sold, free: self.seats.len() - sold, turned_away }
    }

    /// Closes for good.
    // TODO: when this returns, a sale may still be in progress, and the log is still open.
    pub fn close(&self) {
        self.closed.store(true, SeqCst);
    }
}
