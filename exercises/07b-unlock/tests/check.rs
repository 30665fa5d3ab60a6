//! Nurses write into a chart, in every order, and see as little as the orderings allow.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, cell::Cell, thread};
use unlock::BinaryLock;

/// A drawer: a lock, and a chart that is read and written only under it.
#[derive(Default)]
struct Drawer {
    lock: BinaryLock,
    // Relaxed throughout: it is for the lock to hand on what was written.
    tablets: AtomicU32,
}

impl Drawer {
    fn write_one_more(&self) {
        let tablets = self.tablets.load(Relaxed);
        self.tablets.store(tablets + 1, Relaxed);
    }
}

/// A note in the drawer that is no atomic.
#[derive(Default)]
struct Note {
    lock: BinaryLock,
    text: Cell<u32>,
}

// SAFETY: the explorer looks at every access to the cell, and reports it if nothing orders two of them.
unsafe impl Sync for Note {}

#[test]
fn no_tablet_is_missing_from_the_chart() {
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
        assert!(tablets == 2, "two tablets were given, but the chart says {tablets}");
    });
}

#[test]
fn nor_is_one_when_a_nurse_only_tries() {
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
        assert!(tablets == given, "tablets given: {given}, but the chart says {tablets}");
    });
}

#[test]
fn what_is_written_inside_needs_no_atomic() {
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
        assert!(note.text.get() == 2, "two nurses have written, but the note says otherwise");
    });
}

#[test]
fn nor_does_it_when_a_nurse_only_tries() {
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
fn the_third_sees_what_the_first_has_written() {
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
        assert!(tablets == 3, "three tablets were given, but the chart says {tablets}");
    });
}

#[test]
fn nobody_gets_in_while_somebody_is_inside() {
    interleave::model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| assert!(!lock.try_acquire(), "main is inside, and another got in"));
            }
        });
        lock.release();
        assert!(lock.try_acquire(), "the lock is free, but trying says no");
        assert!(!lock.try_acquire(), "the lock was taken by trying, and taken again");
        lock.release();
        lock.acquire();
        assert!(!lock.try_acquire(), "the lock was taken, and taken again by trying");
    });
}

#[test]
fn each_drawer_has_a_lock_of_its_own() {
    interleave::model(|| {
        let (lock, other) = (BinaryLock::default(), BinaryLock::default());
        lock.acquire();
        assert!(other.try_acquire(), "another drawer is locked, and this one is not");
        lock.release();
        assert!(!other.try_acquire(), "another drawer was unlocked, and this one was not");
    });
}
