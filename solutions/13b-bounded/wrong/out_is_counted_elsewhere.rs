//! rejected: assertion — how many are out is an atomic, which changes apart from the count
//! by: of_two_threads_that_bring_the_same_permit_back_one_is_refused

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

pub struct BoundedSemaphore {
    out: AtomicUsize,
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore {
            out: AtomicUsize::new(0),
            free: Mutex::new(permits),
            released: Condvar::new(),
        }
    }

    pub fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
        self.out.fetch_add(1, SeqCst);
    }

    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
            self.out.fetch_add(1, SeqCst);
        }
        is_free
    }

    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let out = self.out.load(SeqCst);
        if permits > out {
            return Err(OverRelease);
        }
        self.out.fetch_sub(permits.min(out), SeqCst);
        *self.free.lock().unwrap() += permits;
        self.released.notify_all();
        Ok(())
    }
}
