//! The questions that only a read-write lock has to answer.

use interleave::{FailureKind, Verdict, thread};

use crate::questions::{self, Holds, Unseen};
use crate::*;

/// A lock that can be held to read, too.
pub trait Reads: Holds {
    /// Does this while it holds the lock to read.
    fn read(&self, inside: impl FnOnce());
}

macro_rules! read_guards {
    ($($lock:ty),*) => {$(
        impl Reads for $lock {
            fn read(&self, inside: impl FnOnce()) {
                let _guard = self.read();
                inside();
            }
        }
    )*};
}

read_guards!(
    s1_rwlock::RwLock,
    s2_writers_first::RwLock,
    s3_one_number::RwLock<()>,
    s5_upgradable::RwLock<()>
);

/// `main` reads, and a writer waits for it. Can another reader come in before the writer?
pub fn late_reader<L: Reads>() -> &'static str {
    let verdict = questions::explore(|| {
        let (lock, written) = (L::free(), Unseen::default());
        thread::scope(|s| {
            Reads::read(&lock, || {
                s.spawn(|| lock.hold(|| written.set()));
                s.spawn(|| {
                    // Once, so that it's known which of the writer's steps came before the second time.
                    Reads::read(&lock, || ());
                    let waits = watched::waited();
                    Reads::read(&lock, || assert!(!waits || written.get(), "overtaken"));
                });
            });
        });
    });
    match verdict {
        Verdict::Holds(_) => "waits, too",
        Verdict::Fails(found) => {
            assert_eq!(found.failure.kind(), FailureKind::Assertion, "{found}");
            "goes first"
        }
    }
}

/// A reader reads again, and a writer may be waiting by then.
pub fn reads_twice<L: Reads>() -> &'static str {
    let gets_in = questions::always(|| {
        let lock = L::free();
        thread::scope(|s| {
            s.spawn(|| lock.hold(|| ()));
            Reads::read(&lock, || Reads::read(&lock, || ()));
        });
    });
    if gets_in { "gets in" } else { "may deadlock" }
}
