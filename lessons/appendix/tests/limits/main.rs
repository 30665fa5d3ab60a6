//! What `what-it-cant-tell-you.md` says: programs that are wrong, and pass.

/// The programs' atomics and locks, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, atomic};
}

use interleave::{futex, thread};

#[path = "../../slots/tests/draft/slots.rs"]
mod draft;
mod forgetful;
mod pointer;
mod twice;

use expect_test::expect_file;
use interleave::cell::UnsafeCell;
use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use interleave::time::Duration;
use interleave::{Checker, Counterexample, FailureKind};

#[track_caller]
fn check_snapshot(name: &str, found: &Counterexample) {
    let path = format!("{}/traces/{name}.json", env!("CARGO_MANIFEST_DIR"));
    expect_file![path].assert_eq(&(serde_json::to_string_pretty(found).unwrap() + "\n"));
}

// ANCHOR: adds
/// `threads` threads each add 1 under the lock, `rounds` times.
fn adds(threads: u32, rounds: u32) {
    let (lock, total) = (forgetful::Lock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..rounds {
                    lock.acquire();
                    total.store(total.load(Relaxed) + 1, Relaxed);
                    lock.release();
                }
            });
        }
    });
    assert_eq!(total.load(Relaxed), threads * rounds);
}
// ANCHOR_END: adds

#[test]
fn two_threads_find_nothing_wrong_with_the_forgetful_lock() {
    interleave::model(|| adds(2, 1));
    interleave::model(|| adds(2, 2));
}

#[test]
fn a_third_thread_sleeps_forever_at_the_forgetful_lock() {
    let found = interleave::check(|| adds(3, 1)).expect_fails(FailureKind::LostWakeup);
    check_snapshot("forgetful", &found);
}

#[test]
fn two_ifs_survive_all_spurious_wakeups_that_are_explored() {
    interleave::model(|| {
        let mailbox = twice::Mailbox::default();
        thread::scope(|s| {
            s.spawn(|| assert_eq!(mailbox.take(), 7));
            s.spawn(|| mailbox.put(7));
        });
    });
}

#[test]
fn two_wakeups_for_nothing_are_too_many_for_two_ifs() {
    let found = interleave::check(|| {
        let mailbox = twice::Mailbox::default();
        thread::scope(|s| {
            let taker = s.spawn(|| mailbox.take());
            s.spawn(|| {
                mailbox.ring();
                mailbox.put(7);
            });
            assert!(taker.join().is_ok(), "the taker has found no letter");
        });
    })
    .expect_fails(FailureKind::Assertion);
    assert!(found.to_string().contains("no letter"), "{found}");
}

fn two_threads(add_one: impl Fn() + Sync) {
    thread::scope(|s| {
        s.spawn(&add_one);
        s.spawn(&add_one);
    });
}

#[test]
fn a_data_race_through_a_plain_pointer_is_out_of_sight() {
    let program = || {
        let counter = pointer::Counter::new();
        two_threads(|| counter.add_one());
    };
    let explored = interleave::check(program).expect_holds();
    let text = format!("{explored}\n");
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/outputs/pointer.txt")].assert_eq(&text);
}

#[test]
fn the_same_data_race_on_a_cell_of_the_explorer_is_found() {
    #[derive(Default)]
    struct Counter(UnsafeCell<u32>);
    // SAFETY: as broken as that of the other counter.
    unsafe impl Sync for Counter {}
    impl Counter {
        fn add_one(&self) {
            // SAFETY: the pointer is valid. No lock is held, and the explorer has to find that.
            unsafe { *self.0.get() += 1 };
        }
    }
    interleave::check(|| {
        let counter = Counter::default();
        two_threads(|| counter.add_one());
    })
    .expect_fails(FailureKind::DataRace);
}

/// Two threads want the only slot of the first draft.
fn draft_of_the_slots() {
    let (slots, inside) = (draft::Slots::new(1), AtomicUsize::new(0));
    let enter = || {
        if let Some(_slot) = slots.try_take() {
            assert_eq!(inside.fetch_add(1, Relaxed), 0, "two are inside");
            inside.fetch_sub(1, Relaxed);
        }
    };
    thread::scope(|s| {
        s.spawn(enter);
        s.spawn(enter);
    });
}

#[test]
fn a_bound_of_one_preemption_hides_a_bug_that_takes_two() {
    let bounded =
        Checker::new().order_only().max_preemptions(1).check(draft_of_the_slots).expect_holds();
    let all = interleave::check(draft_of_the_slots).expect_fails(FailureKind::Assertion);
    let preemptions = all.preemptions;
    let text =
        format!("max_preemptions(1)\n  {bounded}\nno bound\n  fails: {preemptions} preemptions\n");
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/outputs/bound.txt")].assert_eq(&text);
}

#[test]
fn a_sleep_of_an_hour_orders_nothing() {
    // ANCHOR: sleep
    let program = || {
        let ready = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| ready.store(1, Relaxed));
            thread::sleep(Duration::from_secs(3600));
            assert_eq!(ready.load(Relaxed), 1, "an hour was not enough");
        });
    };
    // ANCHOR_END: sleep
    interleave::check(program).expect_fails(FailureKind::Assertion);
}

/// How many executions a few more steps cost.
#[test]
fn the_number_of_executions_grows_with_threads_and_rounds() {
    let racy = |threads: u32, rounds: u32| {
        let count = Checker::new().order_only().check(|| {
            let total = AtomicU32::new(0);
            thread::scope(|s| {
                for _ in 0..threads {
                    s.spawn(|| {
                        (0..rounds).for_each(|_| total.store(total.load(Relaxed) + 1, Relaxed))
                    });
                }
            });
        });
        count.expect_holds().interleavings()
    };
    let mut text = String::new();
    for (threads, rounds) in [(2, 1), (2, 2), (2, 3), (3, 1), (4, 1)] {
        text += &format!(
            "threads: {threads}, rounds: {rounds}, executions: {}\n",
            racy(threads, rounds)
        );
    }
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/outputs/growth.txt")].assert_eq(&text);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/outputs/proofs-limits.txt")]
        .assert_eq(&proofs);
}
