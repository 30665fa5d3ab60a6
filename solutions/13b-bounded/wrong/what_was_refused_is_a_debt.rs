//! rejected: assertion — what was refused is taken off the next release
//! by: a_release_that_is_refused_disturbs_no_other_that_is_right (lost wakeup), a_release_that_is_refused_gives_a_waiter_nothing (lost wakeup), a_release_that_is_refused_lets_no_thread_in, a_try_that_gets_nothing_makes_no_wrong_release_right, hundreds_of_errors_change_nothing, the_greatest_number_is_refused_like_any_other, what_is_out_may_come_back_and_nothing_else

use interleave::sync::{Condvar, Mutex};

/// More permits were released than were out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

/// Lets in as many threads as it has permits, and never has more of them than at the start.
pub struct BoundedSemaphore {
    debt: Mutex<usize>,
    most: usize,
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore {
            debt: Mutex::new(0),
            most: permits,
            free: Mutex::new(permits),
            released: Condvar::new(),
        }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
        }
        is_free
    }

    /// Puts this many permits back, and wakes threads that wait for one.
    ///
    /// # Errors
    ///
    /// Fewer permits than that are out. Then nothing changes.
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut debt = self.debt.lock().unwrap();
        let mut free = self.free.lock().unwrap();
        let out = self.most - *free;
        if permits > out {
            *debt = debt.saturating_add(permits - out);
            return Err(OverRelease);
        }
        let pays = permits.min(*debt);
        *debt -= pays;
        *free += permits - pays;
        self.released.notify_all();
        Ok(())
    }
}
