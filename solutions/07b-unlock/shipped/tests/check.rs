//! Nurses write into a chart, in every order, and see as little as the orderings allow.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only one of two operations is tested: what `acquire` must show is asked of `try_acquire` as well, with an atomic and
//!   with plain data;
//! - only the first time round: `the_lock_passes_on_what_was_written_every_time` has both come twice, and
//!   `a_third_thread_sees_what_the_first_wrote`;
//! - "never waits" is tested against a holder only: `try_acquire_does_not_wait_for_a_waiting_thread`,
//!   `try_acquire_does_not_wait_for_another_try`;
//! - retries before it answers: `try_acquire_answers_after_one_try`.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, cell::Cell, thread, trace::Operation};
use unlock::BinaryLock;

/// A drawer: a lock, and a chart that is read and written only under it.
#[derive(Default)]
struct Drawer {
    lock: BinaryLock,
    // Relaxed throughout: only the lock passes on what was written.
    tablets: AtomicU32,
}

impl Drawer {
    fn write_one_more(&self) {
        let tablets = self.tablets.load(Relaxed);
        self.tablets.store(tablets + 1, Relaxed);
    }
}

/// A note in the drawer. It is no atomic.
#[derive(Default)]
struct Note {
    lock: BinaryLock,
    text: Cell<u32>,
}

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Note {}

#[test]
fn acquire_shows_what_was_written_under_the_lock() {
    interleave::model(|| {
        let drawer = Drawer::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    drawer.lock.acquire();
                    drawer.write_one_more();
                    drawer.lock.release();
                });
            }
        });
        let tablets = drawer.tablets.load(Relaxed);
        assert!(tablets == 2, "two threads added 1 under the lock, but the chart reads {tablets}");
    });
}

#[test]
fn try_acquire_shows_what_was_written_under_the_lock() {
    interleave::model(|| {
        let drawer = Drawer::default();
        let given = thread::scope(|s| {
            s.spawn(|| {
                drawer.lock.acquire();
                drawer.write_one_more();
                drawer.lock.release();
            });
            let got_it = drawer.lock.try_acquire();
            if got_it {
                drawer.write_one_more();
                drawer.lock.release();
            }
            1 + u32::from(got_it)
        });
        let tablets = drawer.tablets.load(Relaxed);
        assert!(
            tablets == given,
            "1 was added {given} times under the lock, but the chart reads {tablets}"
        );
    });
}

#[test]
fn no_data_race_on_plain_data_under_acquire() {
    interleave::model(|| {
        let note = Note::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let note = &note;
                    note.lock.acquire();
                    note.text.set(note.text.get() + 1);
                    note.lock.release();
                });
            }
        });
        assert!(
            note.text.get() == 2,
            "two threads added 1 under the lock, but the note says something else"
        );
    });
}

#[test]
fn no_data_race_on_plain_data_under_try_acquire() {
    interleave::model(|| {
        let note = Note::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let note = &note;
                    if note.lock.try_acquire() {
                        note.text.set(note.text.get() + 1);
                        note.lock.release();
                    }
                });
            }
        });
    });
}

#[test]
fn a_third_thread_sees_what_the_first_wrote() {
    // Bounded, so that weak exchanges and loops without a hint do not take minutes.
    Checker::new().max_preemptions(2).max_executions(10_000).model(|| {
        let drawer = Drawer::default();
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    drawer.lock.acquire();
                    drawer.write_one_more();
                    drawer.lock.release();
                });
            }
        });
        let tablets = drawer.tablets.load(Relaxed);
        assert!(
            tablets == 3,
            "three threads added 1 under the lock, but the chart reads {tablets}"
        );
    });
}

#[test]
fn the_lock_passes_on_what_was_written_every_time() {
    // Bounded, so that weak exchanges and loops without a hint do not take minutes.
    Checker::new().max_preemptions(2).max_executions(10_000).model(|| {
        let drawer = Drawer::default();
        let given = thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..2 {
                    drawer.lock.acquire();
                    drawer.write_one_more();
                    drawer.lock.release();
                }
            });
            let mut given = 2;
            for _ in 0..2 {
                if drawer.lock.try_acquire() {
                    drawer.write_one_more();
                    drawer.lock.release();
                    given += 1;
                }
            }
            given
        });
        let tablets = drawer.tablets.load(Relaxed);
        assert!(
            tablets == given,
            "1 was added {given} times under the lock, but the chart reads {tablets}"
        );
    });
}

#[test]
fn try_acquire_does_not_wait_for_a_waiting_thread() {
    Checker::new().order_only().max_preemptions(2).max_executions(10_000).model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                lock.release();
            });
            // The thread may wait meanwhile. Main still holds the lock, and must not wait for itself.
            assert!(!lock.try_acquire(), "main holds the lock, but `try_acquire` returned true");
            lock.release();
        });
        assert!(
            lock.try_acquire(),
            "every thread has released the lock, but `try_acquire` returned false"
        );
    });
}

#[test]
fn try_acquire_does_not_wait_for_another_try() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        // The thread that takes the lock keeps it, so if the other one waits, it waits forever.
        let took = thread::scope(|s| {
            let other = s.spawn(|| lock.try_acquire());
            u32::from(lock.try_acquire()) + u32::from(other.join().unwrap())
        });
        assert!(took == 1, "the lock was free and two threads tried, but {took} of them took it");
    });
}

#[test]
fn try_acquire_answers_after_one_try() {
    let attempts = |tries| {
        let run = interleave::replay("", || {
            let lock = BinaryLock::default();
            lock.acquire();
            for _ in 0..tries {
                lock.try_acquire();
            }
        });
        // A look before the try is no attempt.
        let tried =
            run.steps.iter().filter(|s| s.object.is_some() && s.operation != Operation::Load);
        let (tried, all) = (tried.map(|s| 1 + s.spins), run.steps.iter().map(|s| 1 + s.spins));
        (tried.sum::<usize>(), all.sum::<usize>())
    };
    let ((before, all_before), (after, all_after)) = (attempts(0), attempts(1));
    let (tried, steps) = (after - before, all_after - all_before);
    assert!(
        tried <= 1 && steps <= 3,
        "the lock is taken, and one call of `try_acquire` tries {tried} times, in {steps} steps, before it answers: it \
         should never wait"
    );
}

#[test]
fn at_most_one_thread_holds_the_lock() {
    interleave::model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    assert!(
                        !lock.try_acquire(),
                        "main holds the lock, but `try_acquire` returned true"
                    )
                });
            }
        });
        lock.release();
        assert!(lock.try_acquire(), "the lock is free, but `try_acquire` returned false");
        assert!(!lock.try_acquire(), "`try_acquire` took the lock, and then took it again");
        lock.release();
        lock.acquire();
        assert!(
            !lock.try_acquire(),
            "`acquire` took the lock, and then `try_acquire` took it again"
        );
    });
}

#[test]
fn two_locks_are_independent() {
    interleave::model(|| {
        let (lock, other) = (BinaryLock::default(), BinaryLock::default());
        lock.acquire();
        assert!(
            other.try_acquire(),
            "only another lock is taken, but `try_acquire` returned false"
        );
        lock.release();
        assert!(
            !other.try_acquire(),
            "only another lock was released, but `try_acquire` returned true"
        );
    });
}
