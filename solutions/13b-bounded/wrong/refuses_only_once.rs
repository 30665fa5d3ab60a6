//! rejected: assertion — only the first release too many is refused
//! by: a_release_that_is_refused_gives_a_waiter_nothing, each_semaphore_has_a_bound_of_its_own, hundreds_of_errors_change_nothing, the_greatest_number_is_refused_like_any_other, what_is_out_may_come_back_and_nothing_else

use interleave::sync::{Condvar, Mutex};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;
pub struct BoundedSemaphore {
    most: usize,
    was_told: interleave::sync::atomic::AtomicBool,
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore {
            was_told: Default::default(),
            most: permits,
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
    }
    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
        }
        is_free
    }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut free = self.free.lock().unwrap();
        let out = self.most.saturating_sub(*free);
        use interleave::sync::atomic::Ordering::SeqCst;
        if permits > out && !self.was_told.swap(true, SeqCst) {
            return Err(OverRelease);
        }
        *free = free.saturating_add(permits);
        self.released.notify_all();
        Ok(())
    }
}
