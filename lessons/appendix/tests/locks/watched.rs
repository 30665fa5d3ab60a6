//! The ways to wait, on the explorer. Each notes that it was called, and how.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use interleave::sync::{LockResult, MutexGuard, WaitTimeoutResult};
use interleave::time::Duration;

/// How a thread waits, from the busiest to the quietest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// With a spin hint.
    Spins,
    /// With crossbeam's `snooze`, which spins at first and yields later.
    Snoozes,
    /// Parked, on a futex, or on a condvar.
    Sleeps,
}

// The threads of a model take turns on one thread of the system, so they share these. They aren't steps.
thread_local! {
    static WAITED: Cell<bool> = const { Cell::new(false) };
    static EVER: RefCell<BTreeSet<How>> = const { RefCell::new(BTreeSet::new()) };
}

fn note(how: How) {
    WAITED.set(true);
    EVER.with_borrow_mut(|ever| ever.insert(how));
}

/// At the beginning of an execution: no thread has waited yet.
pub fn forget() {
    WAITED.set(false);
}

/// Whether a thread has waited in this execution.
pub fn waited() -> bool {
    WAITED.get()
}

/// All the ways in which threads have waited since this was last called.
pub fn ways() -> BTreeSet<How> {
    EVER.take()
}

/// Spin hints.
pub mod hint {
    /// As in std.
    #[track_caller]
    pub fn spin_loop() {
        super::note(super::How::Spins);
        interleave::hint::spin_loop();
    }
}

/// Waiting longer each time.
pub mod backoff {
    /// As in crossbeam.
    pub struct Backoff(interleave::backoff::Backoff);

    impl Backoff {
        /// At the beginning.
        pub fn new() -> Self {
            Backoff(interleave::backoff::Backoff::new())
        }

        /// Spins, or yields.
        #[track_caller]
        pub fn snooze(&self) {
            super::note(super::How::Snoozes);
            self.0.snooze();
        }

        /// Whether it's time to sleep.
        pub fn is_completed(&self) -> bool {
            self.0.is_completed()
        }
    }
}

/// Sleeping on an atomic.
pub mod futex {
    pub use interleave::futex::{wake_all, wake_one};
    use interleave::sync::atomic::AtomicU32;

    /// As in `atomic-wait`.
    #[track_caller]
    pub fn wait(atomic: &AtomicU32, value: u32) {
        super::note(super::How::Sleeps);
        interleave::futex::wait(atomic, value);
    }
}

/// As in std.
#[track_caller]
pub fn park() {
    note(How::Sleeps);
    interleave::thread::park();
}

/// As in std.
#[derive(Default)]
pub struct Condvar(interleave::sync::Condvar);

impl Condvar {
    /// With no waiter.
    pub const fn new() -> Self {
        Condvar(interleave::sync::Condvar::new())
    }

    /// Notes every call, because every call sleeps.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        note(How::Sleeps);
        self.0.wait(guard)
    }

    /// Notes only that it sleeps: if the condition is false at first, it doesn't.
    #[track_caller]
    pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(
        &self,
        guard: MutexGuard<'a, T>,
        condition: F,
    ) -> LockResult<MutexGuard<'a, T>> {
        self.0.wait_while(guard, noted(condition))
    }

    /// The same, with a limit.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F: FnMut(&mut T) -> bool>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Duration,
        condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        self.0.wait_timeout_while(guard, limit, noted(condition))
    }

    /// Wakes one.
    #[track_caller]
    pub fn notify_one(&self) {
        self.0.notify_one();
    }

    /// Wakes all.
    #[track_caller]
    pub fn notify_all(&self) {
        self.0.notify_all();
    }
}

fn noted<T>(mut condition: impl FnMut(&mut T) -> bool) -> impl FnMut(&mut T) -> bool {
    move |value| {
        let sleeps = condition(value);
        if sleeps {
            note(How::Sleeps);
        }
        sleeps
    }
}
