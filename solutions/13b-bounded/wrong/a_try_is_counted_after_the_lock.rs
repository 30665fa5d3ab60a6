//! rejected: assertion — a permit that `try_acquire` took counts as out only after the guard is gone
//! by: a_permit_is_out_as_soon_as_another_thread_can_tell

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
        BoundedSemaphore { out: AtomicUsize::new(0), free: Mutex::new(permits), released: Condvar::new() }
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
        if is_free { *free -= 1; }
        drop(free);
        if is_free { self.out.fetch_add(1, SeqCst); }
        is_free
    }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        self.out.try_update(SeqCst, SeqCst, |out| out.checked_sub(permits)).map_err(|_| OverRelease)?;
        *self.free.lock().unwrap() += permits;
        self.released.notify_all();
        Ok(())
    }
}
