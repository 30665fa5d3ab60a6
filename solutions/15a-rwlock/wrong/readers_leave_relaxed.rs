//! rejected: data_race — a reader leaves with `Relaxed`, so the next writer may write while it reads
//! by: each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it, the_lock_hands_on_what_was_done_under_it

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::*};

const WRITING: u32 = u32::MAX;

#[derive(Default)]
pub struct ReadWriteLock {
    state: AtomicU32,
}

#[must_use = "a guard without a name releases the lock immediately"]
pub struct ReadGuard<'a> {
    lock: &'a ReadWriteLock,
}

#[must_use = "a guard without a name releases the lock immediately"]
pub struct WriteGuard<'a> {
    lock: &'a ReadWriteLock,
}

impl ReadWriteLock {
    pub fn read(&self) -> ReadGuard<'_> {
        let mut state = self.state.load(Relaxed);
        loop {
            if state == WRITING {
                futex::wait(&self.state, WRITING);
                state = self.state.load(Relaxed);
            } else {
                match self.state.compare_exchange(state, state + 1, Acquire, Relaxed) {
                    Ok(_) => return ReadGuard { lock: self },
                    Err(now) => state = now,
                }
            }
        }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        while let Err(now) = self.state.compare_exchange(0, WRITING, Acquire, Relaxed) {
            futex::wait(&self.state, now);
        }
        WriteGuard { lock: self }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        if self.lock.state.fetch_sub(1, Relaxed) == 1 {
            futex::wake_all(&self.lock.state);
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.store(0, Release);
        futex::wake_all(&self.lock.state);
    }
}
