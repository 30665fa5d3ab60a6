//! right: a spin lock of its own, which gives no hint, and an atomic for each seat

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

pub struct Cinema {
    busy: AtomicBool,
    sold: Vec<AtomicBool>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        let sold = (0..seats).map(|_| AtomicBool::new(false)).collect();
        Cinema { busy: AtomicBool::new(false), sold }
    }

    fn locked<T>(&self, f: impl FnOnce(&[AtomicBool]) -> T) -> T {
        while self.busy.swap(true, Acquire) {}
        let value = f(&self.sold);
        self.busy.store(false, Release);
        value
    }

    pub fn book(&self, seat: usize) -> bool {
        self.locked(|sold| !sold[seat].swap(true, Relaxed))
    }

    pub fn book_any(&self) -> Option<usize> {
        self.locked(|sold| {
            let seat = sold.iter().position(|sold| !sold.load(Relaxed))?;
            sold[seat].store(true, Relaxed);
            Some(seat)
        })
    }

    pub fn cancel(&self, seat: usize) {
        self.locked(|sold| sold[seat].store(false, Relaxed));
    }
}
