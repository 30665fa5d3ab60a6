//! rejected: assertion — it never has more than two readers
//! by: a_lock_that_counts_its_readers_wrong_is_refused

#[path = "../../../exercises/15d-test-the-readers/src/shared.rs"]
mod shared;

use interleave::sync::Barrier;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, Verdict, check, model, thread};

pub use shared::{Guard, Held, Shared};

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Shared>) {
    model(|| visits(&*new(), &[Way::Reads, Way::Writes]));
    model(|| visits(&*new(), &[Way::Writes, Way::Writes]));
    // With three threads there are many schedules, and two preemptions are enough for two readers beside a writer.
    let two_preemptions = Checker::new().order_only().max_preemptions(2);
    two_preemptions.model(|| visits(&*new(), &[Way::Reads, Way::Writes, Way::Reads]));
    two_preemptions.model(|| waiting_readers_go_in_together(&*new()));
    model(|| another_lock_is_free(new));
    a_waiting_thread_sleeps(new, Way::Reads, 1, Way::Writes);
    a_waiting_thread_sleeps(new, Way::Writes, 1, Way::Reads);
    a_waiting_thread_sleeps(new, Way::Writes, 1, Way::Writes);
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Reads,
    Writes,
}

impl Way {
    fn hold(self, lock: &dyn Shared) -> Guard<'_> {
        match self {
            Way::Reads => lock.read(),
            Way::Writes => lock.write(),
        }
    }
}

/// Each thread comes once. A writer adds one to a number in two steps, and a reader reads it twice: both see if they aren't
/// apart. `Relaxed`, so that it shows if the lock hands nothing on.
fn visits(lock: &dyn Shared, ways: &[Way]) {
    let (number, reading) = (&AtomicU32::new(0), &AtomicU32::new(0));
    thread::scope(|s| {
        for &way in ways {
            s.spawn(move || {
                let _guard = way.hold(lock);
                let seen = number.load(Relaxed);
                if way == Way::Reads {
                    reading.fetch_add(1, Relaxed);
                    assert!(
                        number.load(Relaxed) == seen,
                        "a thread writes while another one reads"
                    );
                    reading.fetch_sub(1, Relaxed);
                } else {
                    assert!(reading.load(Relaxed) == 0, "a thread reads while another one writes");
                    number.store(seen + 1, Relaxed);
                }
            });
        }
    });
    let writers = ways.iter().filter(|way| **way == Way::Writes).count();
    assert!(number.load(Relaxed) as usize == writers, "two threads write at the same time");
    drop(lock.write());
}

/// Each reader stays until both are inside.
fn waiting_readers_go_in_together(lock: &dyn Shared) {
    let both = Barrier::new(2);
    let guard = lock.write();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let _guard = lock.read();
                both.wait();
            });
        }
        drop(guard);
    });
}

fn another_lock_is_free(new: fn() -> Box<dyn Shared>) {
    let (one, other) = (new(), new());
    let _guard = one.write();
    drop(other.write());
    drop(other.read());
}

/// The lock is never released, so a thread that waits for it must sleep forever.
fn a_waiting_thread_sleeps(new: fn() -> Box<dyn Shared>, holds: Way, guards: usize, waits: Way) {
    let verdict = check(|| {
        let lock = new();
        let _guards: Vec<_> = (0..guards).map(|_| holds.hold(&*lock)).collect();
        thread::scope(|s| {
            s.spawn(|| drop(waits.hold(&*lock)));
        });
    });
    match verdict {
        Verdict::Holds(_) => panic!("a thread comes in beside another one"),
        Verdict::Fails(found) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{found}");
        }
    }
}
