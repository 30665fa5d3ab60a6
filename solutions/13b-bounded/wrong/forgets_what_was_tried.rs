//! rejected: assertion — `try_acquire` takes a permit without counting that it's out
//! by: a_permit_is_out_as_soon_as_another_thread_can_tell, each_semaphore_has_a_bound_of_its_own, the_greatest_number_is_refused_like_any_other, what_is_out_may_come_back_and_nothing_else

use interleave::sync::{Condvar, Mutex};

/// More permits were released than were out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

/// Lets in as many threads as it has permits, and never has more of them than at the start.
pub struct BoundedSemaphore {
    state: Mutex<State>,
    released: Condvar,
}

impl BoundedSemaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore {
            state: Mutex::new(State { free: permits, out: 0 }),
            released: Condvar::new(),
        }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        while state.free == 0 {
            state = self.released.wait(state).unwrap();
        }
        state.free -= 1;
        state.out += 1;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.free == 0 {
            return false;
        }
        state.free -= 1;
        true
    }

    /// Puts this many permits back, and wakes threads that wait for one.
    ///
    /// # Errors
    ///
    /// Fewer permits than that are out. Then nothing changes.
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut state = self.state.lock().unwrap();
        state.out = state.out.checked_sub(permits).ok_or(OverRelease)?;
        state.free += permits;
        for _ in 0..permits {
            self.released.notify_one();
        }
        Ok(())
    }
}

struct State {
    free: usize,
    out: usize,
}
