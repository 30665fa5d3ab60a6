//! What is not tried because nothing comes of it, and what has to be tried although that is hard to see.

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::sync::{Arc, mpsc};
use interleave::trace::{Counterexample, Failure};
use interleave::{Checker, Verdict, hint, thread};

#[track_caller]
fn fails(program: impl Fn()) -> Counterexample {
    match Checker::new().check(program) {
        Verdict::Fails(found) => found,
        Verdict::Holds(explored) => panic!("holds in {explored}"),
    }
}

/// May be shared, although nothing orders its accesses.
#[derive(Default)]
struct Shared(Cell<u32>);

// SAFETY: threads of a model share one OS thread; whether they may share the cell is what a model finds out.
unsafe impl Sync for Shared {}

impl Shared {
    fn read(&self) {
        self.0.get();
    }

    fn write(&self) {
        self.0.set(1);
    }
}

#[test]
fn a_thread_that_tells_of_its_end_too_early_may_never_come_to_it() {
    let found = fails(|| {
        let log = Arc::new(AtomicU32::new(0));
        let (sender, receiver) = mpsc::channel();
        let theirs = Arc::clone(&log);
        drop(thread::spawn(move || {
            sender.send(()).unwrap();
            theirs.store(1, SeqCst);
        }));
        receiver.recv().unwrap();
    });
    assert!(matches!(found.failure, Failure::NeverJoined { .. }), "{found}");
}

/// The last look may come before the store that it would have learned of, which changes nothing that it could see.
#[test]
fn a_loop_that_gives_up_may_have_looked_too_early() {
    let found = fails(|| {
        let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
        let data = Shared::default();
        thread::scope(|s| {
            s.spawn(|| {
                data.write();
                y.store(0, SeqCst);
            });
            s.spawn(|| {
                for _ in 0..2 {
                    if x.load(SeqCst) == 1 || y.load(SeqCst) == 1 {
                        return;
                    }
                    hint::spin_loop();
                }
                data.read();
            });
        });
    });
    assert!(matches!(found.failure, Failure::DataRace { .. }), "{found}");
}

#[test]
fn of_two_who_spin_alone_the_one_that_gives_up_lets_the_other_go() {
    let verdict = Checker::new().check(|| {
        let (flag, never) = (AtomicBool::new(false), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..3 {
                    if never.load(SeqCst) {
                        return;
                    }
                    hint::spin_loop();
                }
                flag.store(true, SeqCst);
            });
            s.spawn(|| {
                while !flag.load(SeqCst) {
                    hint::spin_loop();
                }
            });
        });
    });
    let Verdict::Holds(explored) = verdict else { panic!("{verdict:?}") };
    assert_eq!(explored.interleavings(), 2, "the flag is seen at the first look, or after it");
}
