//! rejected: assertion — `book` and `book_any` take different locks
//! by: book_any_is_not_refused_because_book_took_the_first_seat, book_any_is_not_refused_however_often_seats_change_hands, book_any_is_not_refused_while_a_seat_is_exchanged_for_another

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, Ordering::Relaxed};

pub struct Cinema {
    sold: Vec<AtomicBool>,
    one: Mutex<()>,
    any: Mutex<()>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        let sold = (0..seats).map(|_| AtomicBool::new(false)).collect();
        Cinema { sold, one: Mutex::new(()), any: Mutex::new(()) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let _guard = self.one.lock().unwrap();
        if self.sold[seat].load(Relaxed) {
            return false;
        }
        self.sold[seat].store(true, Relaxed);
        true
    }

    pub fn book_any(&self) -> Option<usize> {
        let _guard = self.any.lock().unwrap();
        let seat = self.sold.iter().position(|sold| !sold.load(Relaxed))?;
        self.sold[seat].store(true, Relaxed);
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        let _guard = self.one.lock().unwrap();
        self.sold[seat].store(false, Relaxed);
    }
}
