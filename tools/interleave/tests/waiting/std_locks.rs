//! The algorithms of std's own locks on Linux: a mutex of three states, and a read-write lock with two queues.
//!
//! Both look a hundred times before they sleep, and again after each wakeup.

use interleave::futex::{wait, wake_all, wake_one};
use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

const LOOKS: u32 = 100;

/// Looks until the state is worth an attempt, or often enough.
fn look_until(state: &AtomicU32, worth_it: impl Fn(u32) -> bool) -> u32 {
    let mut left = LOOKS;
    loop {
        let seen = state.load(Relaxed);
        if worth_it(seen) || left == 0 {
            return seen;
        }
        hint::spin_loop();
        left -= 1;
    }
}

const UNLOCKED: u32 = 0;
const LOCKED: u32 = 1;
/// Locked, and somebody may be asleep.
const CONTENDED: u32 = 2;

#[derive(Default)]
pub struct Mutex(AtomicU32);

impl Mutex {
    pub fn lock(&self) {
        if self.0.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_err() {
            self.lock_contended();
        }
    }

    fn lock_contended(&self) {
        let mut seen = look_until(&self.0, |state| state != LOCKED);
        if seen == UNLOCKED {
            match self.0.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed) {
                Ok(_) => return,
                Err(now) => seen = now,
            }
        }
        loop {
            if seen != CONTENDED && self.0.swap(CONTENDED, Acquire) == UNLOCKED {
                return;
            }
            wait(&self.0, CONTENDED);
            seen = look_until(&self.0, |state| state != LOCKED);
        }
    }

    pub fn unlock(&self) {
        if self.0.swap(UNLOCKED, Release) == CONTENDED {
            wake_one(&self.0);
        }
    }
}

const READER: u32 = 1;
const READERS: u32 = (1 << 30) - 1;
/// In place of the number of readers.
const WRITER: u32 = READERS;
const READERS_WAIT: u32 = 1 << 30;
const WRITERS_WAIT: u32 = 1 << 31;

#[derive(Default)]
pub struct RwLock {
    state: AtomicU32,
    /// What writers sleep on.
    freed: AtomicU32,
}

fn is_free(state: u32) -> bool {
    state & READERS == 0
}

fn is_readable(state: u32) -> bool {
    state & READERS < READERS - 1 && state & (READERS_WAIT | WRITERS_WAIT) == 0
}

impl RwLock {
    pub fn read(&self) {
        let mut seen = self.state.load(Relaxed);
        if is_readable(seen)
            && self.state.compare_exchange(seen, seen + READER, Acquire, Relaxed).is_ok()
        {
            return;
        }
        let worth_it =
            |state| state & READERS != WRITER || state & (READERS_WAIT | WRITERS_WAIT) != 0;
        seen = look_until(&self.state, worth_it);
        loop {
            if is_readable(seen) {
                match self.state.compare_exchange(seen, seen + READER, Acquire, Relaxed) {
                    Ok(_) => return,
                    Err(now) => seen = now,
                }
                continue;
            }
            if seen & READERS_WAIT == 0
                && let Err(now) =
                    self.state.compare_exchange(seen, seen | READERS_WAIT, Relaxed, Relaxed)
            {
                seen = now;
                continue;
            }
            wait(&self.state, seen | READERS_WAIT);
            seen = look_until(&self.state, worth_it);
        }
    }

    pub fn read_unlock(&self) {
        let left = self.state.fetch_sub(READER, Release) - READER;
        if is_free(left) && left & WRITERS_WAIT != 0 {
            self.wake(left);
        }
    }

    pub fn write(&self) {
        if self.state.compare_exchange(0, WRITER, Acquire, Relaxed).is_ok() {
            return;
        }
        let worth_it = |state| is_free(state) || state & WRITERS_WAIT != 0;
        let mut seen = look_until(&self.state, worth_it);
        // Others may sleep as well once this one has slept.
        let mut others = 0;
        loop {
            if is_free(seen) {
                let taken = seen | WRITER | others;
                match self.state.compare_exchange(seen, taken, Acquire, Relaxed) {
                    Ok(_) => return,
                    Err(now) => seen = now,
                }
                continue;
            }
            if seen & WRITERS_WAIT == 0
                && let Err(now) =
                    self.state.compare_exchange(seen, seen | WRITERS_WAIT, Relaxed, Relaxed)
            {
                seen = now;
                continue;
            }
            others = WRITERS_WAIT;
            let turn = self.freed.load(Acquire);
            seen = self.state.load(Relaxed);
            if is_free(seen) || seen & WRITERS_WAIT == 0 {
                continue;
            }
            wait(&self.freed, turn);
            seen = look_until(&self.state, worth_it);
        }
    }

    pub fn write_unlock(&self) {
        let left = self.state.fetch_sub(WRITER, Release) - WRITER;
        if left != 0 {
            self.wake(left);
        }
    }

    fn wake(&self, mut state: u32) {
        if state == WRITERS_WAIT {
            match self.state.compare_exchange(state, 0, Relaxed, Relaxed) {
                Ok(_) => return self.wake_writer(),
                Err(now) => state = now,
            }
        }
        if state == READERS_WAIT | WRITERS_WAIT {
            if self.state.compare_exchange(state, READERS_WAIT, Relaxed, Relaxed).is_err() {
                return;
            }
            // Whether a writer was woken is not known everywhere, so the readers are woken too.
            self.wake_writer();
            state = READERS_WAIT;
        }
        if state == READERS_WAIT && self.state.compare_exchange(state, 0, Relaxed, Relaxed).is_ok()
        {
            wake_all(&self.state);
        }
    }

    fn wake_writer(&self) {
        self.freed.fetch_add(1, Release);
        wake_one(&self.freed);
    }
}
