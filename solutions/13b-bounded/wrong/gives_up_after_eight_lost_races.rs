//! rejected: assertion — a right release is refused if other threads change the count eight times meanwhile
//! by: a_right_release_is_accepted_however_often_the_count_changes_meanwhile

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;
pub struct BoundedSemaphore { most: usize, free: AtomicUsize, sleep: Mutex<()>, released: Condvar }
impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self { BoundedSemaphore { most: permits, free: AtomicUsize::new(permits), sleep: Mutex::new(()), released: Condvar::new() } }
    pub fn acquire(&self) {
        let mut guard = self.sleep.lock().unwrap();
        while !self.try_acquire() { guard = self.released.wait(guard).unwrap(); }
    }
    pub fn try_acquire(&self) -> bool { self.free.try_update(SeqCst, SeqCst, |free| free.checked_sub(1)).is_ok() }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut free = self.free.load(SeqCst);
        for _ in 0..8 {
            if self.most - free < permits { return Err(OverRelease); }
            match self.free.compare_exchange(free, free + permits, SeqCst, SeqCst) {
                Ok(_) => { drop(self.sleep.lock().unwrap()); self.released.notify_all(); return Ok(()); }
                Err(now) => free = now,
            }
        }
        Err(OverRelease)
    }
}
