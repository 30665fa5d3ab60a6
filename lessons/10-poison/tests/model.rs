//! Every claim of chapter 10 about threads, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Mutex, PoisonError, atomic};
}

use interleave::{cell, hint, thread};

#[path = "../src/s1_ledger.rs"]
mod s1_ledger;
#[path = "../src/s2_ignored.rs"]
mod s2_ignored;
#[allow(dead_code, reason = "the right mark has the same methods")]
#[path = "../src/s3_mark.rs"]
mod s3_mark;
#[allow(dead_code, reason = "its `into_inner` is for the book")]
#[path = "../src/s4_mark_right.rs"]
mod s4_mark_right;
#[path = "../src/s5_prepared.rs"]
mod s5_prepared;
#[path = "../src/s6_repaired.rs"]
mod s6_repaired;

use expect_test::{ExpectFile, expect_file};
use interleave::FailureKind;
use interleave::sync::RwLock;
use s1_ledger::PRICES;

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[test]
fn a_panic_under_the_lock_makes_the_next_holder_panic() {
    let found = interleave::check(|| {
        let ledger = s1_ledger::Ledger::default();
        thread::scope(|s| {
            let a = s.spawn(|| ledger.sell(7));
            assert!(a.join().is_err());
            let b = s.spawn(|| ledger.report());
            assert!(b.join().is_ok(), "B has panicked too, although it did nothing wrong");
        });
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/poisoned.json"], &found);
}

// ANCHOR: half-done
/// A sells an item that doesn't exist, and B asks for the report.
fn a_sells_and_b_asks() {
    let ledger = s2_ignored::Ledger::default();
    thread::scope(|s| {
        let a = s.spawn(|| ledger.sell(7));
        let b = s.spawn(|| ledger.report());
        assert!(a.join().is_err());
        let (items, total) = b.join().unwrap();
        assert!(items.is_empty(), "B has read items {items:?}, but the total is {total}");
    });
}
// ANCHOR_END: half-done

#[test]
fn a_thread_that_ignores_the_poison_reads_what_is_half_done() {
    let found = interleave::check(a_sells_and_b_asks).expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/ignored.json"], &found);
}

#[test]
fn every_schedule_of_the_ignored_poison_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        let ledger = s2_ignored::Ledger::default();
        thread::scope(|s| {
            let a = s.spawn(|| ledger.sell(7));
            let b = s.spawn(|| ledger.report());
            _ = a.join();
            let (items, total) = b.join().unwrap();
            if items.is_empty() && total == 0 {
                "B reads a whole day"
            } else {
                "B reads half a sale"
            }
        })
    });
    tree.goal = "B reads a whole day.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/ignored-schedules.json"].assert_eq(&(json + "\n"));
}

#[test]
fn with_everything_prepared_no_report_is_half_done() {
    interleave::model(|| {
        // Room for one more sale of item 1, and for none of item 2: that panics under the lock.
        let ledger = s5_prepared::Ledger::with_earnings(u32::MAX - 8);
        thread::scope(|s| {
            let a = s.spawn(|| ledger.sell(2));
            let b = s.spawn(|| ledger.sell(7));
            s.spawn(|| ledger.sell(1));
            let (items, total) = ledger.report();
            let sum: u32 = items.iter().map(|&item| PRICES[item]).sum();
            assert_eq!(total, u32::MAX - 8 + sum);
            assert!(a.join().is_err() && b.join().is_err());
        });
        assert_eq!(ledger.report(), (vec![1], u32::MAX));
    });
}

#[test]
fn a_repaired_ledger_is_whole_again_and_loses_no_sale() {
    interleave::model(|| {
        let ledger = s6_repaired::Ledger::default();
        thread::scope(|s| {
            let a = s.spawn(|| ledger.sell(7));
            s.spawn(|| ledger.sell(1));
            assert!(a.join().is_err());
        });
        assert_eq!(ledger.report(), (vec![1], 8));
        assert!(!ledger.is_poisoned());
    });
}

/// Whether the lock is marked after `work` has panicked, or not.
macro_rules! marked_after {
    ($stage:ident, |$lock:ident| $work:expr) => {{
        let $lock = $stage::Lock::new(0);
        thread::scope(|s| _ = s.spawn(|| $work).join());
        $lock.is_poisoned()
    }};
}

/// Calls a closure when it is dropped, during a panic as well.
// ANCHOR: at-the-end
struct AtTheEnd<F: FnMut()>(F);

impl<F: FnMut()> Drop for AtTheEnd<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
// ANCHOR_END: at-the-end

#[test]
fn a_panic_under_the_lock_marks_it() {
    interleave::model(|| {
        assert!(marked_after!(s3_mark, |lock| {
            let _guard = lock.lock();
            panic!("on purpose");
        }));
        assert!(marked_after!(s4_mark_right, |lock| {
            let _guard = lock.lock();
            panic!("on purpose");
        }));
    });
}

#[test]
fn without_a_panic_nothing_is_marked() {
    interleave::model(|| {
        assert!(!marked_after!(s3_mark, |lock| drop(lock.lock())));
        assert!(!marked_after!(s4_mark_right, |lock| drop(lock.lock())));
    });
}

#[test]
fn the_obvious_mark_is_a_false_alarm_where_a_destructor_locks() {
    interleave::model(|| {
        // ANCHOR: false-alarm
        let log = s3_mark::Lock::new(Vec::new());
        thread::scope(|s| {
            let a = s.spawn(|| {
                let _note = AtTheEnd(|| {
                    if let Ok(mut log) = log.lock() {
                        log.push("A has ended");
                    }
                });
                panic!("while A holds no lock");
            });
            assert!(a.join().is_err());
        });
        assert!(log.is_poisoned());
        // ANCHOR_END: false-alarm
    });
}

#[test]
fn the_right_mark_is_no_false_alarm_where_a_destructor_locks() {
    interleave::model(|| {
        let log = s4_mark_right::Lock::new(Vec::new());
        thread::scope(|s| {
            let a = s.spawn(|| {
                let _note = AtTheEnd(|| {
                    if let Ok(mut log) = log.lock() {
                        log.push("A has ended");
                    }
                });
                panic!("while A holds no lock");
            });
            assert!(a.join().is_err());
        });
        assert!(!log.is_poisoned());
    });
}

// ANCHOR: none-misses
#[test]
fn no_later_holder_misses_the_mark() {
    interleave::model(|| {
        let lock = s4_mark_right::Lock::new(0);
        thread::scope(|s| {
            let a = s.spawn(|| {
                let Ok(mut value) = lock.lock() else { return };
                *value = 1;
                panic!("before the value is 2");
            });
            s.spawn(|| {
                // Either B comes first, or it gets the error.
                if let Ok(value) = lock.lock() {
                    assert_eq!(*value, 0, "B got a half-changed value without a warning");
                }
            });
            assert!(a.join().is_err());
        });
        assert!(lock.lock().is_err());
        lock.clear_poison();
        assert!(lock.lock().is_ok());
    });
}
// ANCHOR_END: none-misses

#[test]
fn readers_do_not_poison_a_read_write_lock_and_writers_do() {
    interleave::model(|| {
        let lock = RwLock::new(0);
        thread::scope(|s| {
            let reader = s.spawn(|| {
                let _guard = lock.read();
                panic!("while it reads");
            });
            assert!(reader.join().is_err());
            assert!(!lock.is_poisoned());
            let writer = s.spawn(|| {
                let _guard = lock.write();
                panic!("while it writes");
            });
            assert!(writer.join().is_err());
        });
        assert!(lock.is_poisoned());
    });
}

/// How a sale ends after half of it was done, and whether the mutex says so.
#[test]
fn the_answers_to_the_quiz_are_what_runs_show() {
    use interleave::sync::Mutex;
    type Ends = (&'static str, fn(&Mutex<u32>));
    let options: [Ends; 5] = [
        ("by a panic", |day| {
            let _day = day.lock();
            panic!("half done");
        }),
        ("by an early `return`", |day| {
            let _day = day.lock();
        }),
        ("by a `?`", |day| {
            let half = || -> Option<()> {
                let _day = day.lock();
                None?
            };
            _ = half();
        }),
        ("by a panic in a function that it calls", |day| {
            let _day = day.lock();
            let empty: Vec<u32> = Vec::new();
            _ = empty[0];
        }),
        (
            "by a panic that the holder catches with `catch_unwind` while it holds the guard",
            |day| {
                let _day = day.lock();
                let caught = std::panic::catch_unwind(|| panic!("half done"));
                assert!(caught.is_err());
            },
        ),
    ];
    let poisons = |(_, ends): &&Ends| {
        let found = interleave::outcomes(|| {
            let day = Mutex::new(0);
            thread::scope(|s| _ = s.spawn(|| ends(&day)).join());
            day.is_poisoned()
        });
        found.values().eq(&[true])
    };
    let answers: Vec<&str> = options.iter().filter(poisons).map(|(name, _)| *name).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "A holder stops in the middle of a change, and its guard is dropped. How did it end, if the mutex is poisoned now?",
        "options": options.map(|(name, _)| name),
        "answers": answers,
        "replies": {
            "by an early `return`": "A return is no panic. The data is just as half done, but nothing marks it.",
            "by a `?`": "A `?` returns. Only you can know whether an error leaves something half done.",
            "by a panic that the holder catches with `catch_unwind` while it holds the guard": "When the guard is dropped, the thread is no longer panicking.",
        },
        "why": "The guard asks whether its thread is panicking when it is dropped, and wasn't when the guard was made. In \
                whichever function the panic began, it counts. A `return` or a `?` can leave the data half done as \
                well, and nothing marks it.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
