//! The questions that the explorer answers for each lock.

use std::cell::Cell;

use interleave::{FailureKind, Verdict, thread};

use crate::watched::{self, How};

/// A lock, however it is acquired and released.
pub trait Holds: Sync {
    /// It is free.
    fn free() -> Self;

    /// Does this while it holds the lock. Returns whether the lock said that a holder had panicked.
    fn hold(&self, inside: impl FnOnce()) -> bool;
}

/// Explores a program that begins without a waiter.
pub fn explore(program: impl Fn()) -> Verdict {
    interleave::check(|| {
        watched::forget();
        program();
    })
}

/// Whether it never fails.
pub fn always(program: impl Fn()) -> bool {
    matches!(explore(program), Verdict::Holds(_))
}

// ANCHOR: order
/// `main` holds the lock, releases it and wants it again. Can it come before a waiter
/// that has waited all the while?
pub fn order<L: Holds>() -> &'static str {
    let verdict = explore(|| {
        let (lock, entered) = (L::free(), Unseen::default());
        thread::scope(|s| {
            lock.hold(|| {
                s.spawn(|| lock.hold(|| entered.set()));
            });
            // So far, only the other thread can have waited.
            let waits = watched::waited();
            lock.hold(|| assert!(!waits || entered.get(), "a waiter was overtaken"));
        });
    });
    match verdict {
        Verdict::Holds(_) => "first come",
        Verdict::Fails(found) => {
            assert_eq!(found.failure.kind(), FailureKind::Assertion, "{found}");
            "any"
        }
    }
}
// ANCHOR_END: order

/// A thread waits for a lock that is never released. What does it do all the time?
pub fn waits<L: Holds>() -> &'static str {
    _ = watched::ways();
    let stuck = !always(|| {
        let lock = L::free();
        lock.hold(|| {
            // The scope waits for the other thread, and `main` holds the lock.
            thread::scope(|s| {
                s.spawn(|| lock.hold(|| ()));
            });
        });
    });
    assert!(stuck, "two threads hold the lock");
    in_words()
}

/// The ways to wait that were noted, in the order in which a waiter goes through them.
pub fn in_words() -> &'static str {
    match &*watched::ways().into_iter().collect::<Vec<_>>() {
        [How::Spins] => "spins",
        [How::Snoozes] => "spins, then yields",
        [How::Snoozes, How::Sleeps] => "spins, yields, then sleeps",
        [How::Sleeps] => "sleeps",
        _ => panic!("this way of waiting has no name yet"),
    }
}

/// A holder panics. What does the next thread find?
pub fn panic<L: Holds>() -> &'static str {
    let marked = Cell::new(false);
    let opens = always(|| {
        let lock = L::free();
        thread::scope(|s| {
            let holder = s.spawn(|| _ = lock.hold(|| panic!("on purpose")));
            assert!(holder.join().is_err());
        });
        marked.set(lock.hold(|| ()));
    });
    match (opens, marked.get()) {
        (false, _) => "stays locked",
        (true, false) => "opens",
        (true, true) => "opens, marked",
    }
}

/// A holder acquires the lock once more.
pub fn again<L: Holds>() -> &'static str {
    let gets_in = always(|| {
        let lock = L::free();
        lock.hold(|| _ = lock.hold(|| ()));
    });
    if gets_in { "gets in" } else { "waits for itself" }
}

/// What the explorer needn't see, because it decides nothing in the program.
#[derive(Default)]
pub struct Unseen(Cell<bool>);

impl Unseen {
    /// From now on, it's true.
    pub fn set(&self) {
        self.0.set(true);
    }

    /// Whether it was set.
    pub fn get(&self) -> bool {
        self.0.get()
    }
}

// SAFETY: the threads of a model take turns on one thread of the system.
unsafe impl Sync for Unseen {}
