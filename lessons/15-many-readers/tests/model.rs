//! Every claim of chapter 15 about threads, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, atomic};
}

use interleave::{cell, futex, thread};

#[path = "../src/s1_rwlock.rs"]
mod s1_rwlock;
#[path = "../src/s2_writers_first.rs"]
mod s2_writers_first;
#[path = "../src/s3_one_number.rs"]
mod s3_one_number;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Mutex, RwLock};
use interleave::{Checker, FailureKind, ReplayError, SearchError};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// What the locks of this chapter have in common.
trait ReadWrite: Default + Sync {
    fn reading(&self, work: impl FnOnce());
    fn writing(&self, work: impl FnOnce());
}

macro_rules! read_write {
    ($name:ty $(, $ok:ident)?) => {
        impl ReadWrite for $name {
            #[track_caller]
            fn reading(&self, work: impl FnOnce()) {
                let _guard = <$name>::read(self)$(.$ok())?;
                work();
            }

            #[track_caller]
            fn writing(&self, work: impl FnOnce()) {
                let _guard = <$name>::write(self)$(.$ok())?;
                work();
            }
        }
    };
}

read_write!(s1_rwlock::RwLock);
read_write!(s2_writers_first::RwLock);
read_write!(s3_one_number::RwLock<()>);
read_write!(RwLock<()>, unwrap);

/// A mutex, which makes no difference between the two.
#[derive(Default)]
struct Plain(Mutex<()>);

impl ReadWrite for Plain {
    fn reading(&self, work: impl FnOnce()) {
        let _guard = self.0.lock();
        work();
    }

    fn writing(&self, work: impl FnOnce()) {
        self.reading(work);
    }
}

// ANCHOR: readers-inside
/// Two threads read. Returns how many of them were inside at once, at most.
fn readers_inside<L: ReadWrite>() -> usize {
    let (lock, inside, most) = (L::default(), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                lock.reading(|| {
                    let now = inside.fetch_add(1, SeqCst) + 1;
                    most.fetch_max(now, SeqCst);
                    inside.fetch_sub(1, SeqCst);
                });
            });
        }
    });
    most.into_inner()
}
// ANCHOR_END: readers-inside

#[track_caller]
fn check_readers_inside<L: ReadWrite>(expected: &[usize]) {
    let found = Checker::new().order_only().outcomes(readers_inside::<L>);
    assert!(found.values().eq(expected), "{found:?}");
}

#[test]
fn two_readers_can_be_inside_at_once() {
    check_readers_inside::<s1_rwlock::RwLock>(&[1, 2]);
    check_readers_inside::<s2_writers_first::RwLock>(&[1, 2]);
    check_readers_inside::<s3_one_number::RwLock<()>>(&[1, 2]);
    check_readers_inside::<RwLock<()>>(&[1, 2]);
    check_readers_inside::<Plain>(&[1]);
}

// ANCHOR: visits
/// So many threads read and so many write, once each. No writer is inside together with another thread.
fn visits<L: ReadWrite>(readers: usize, writers: usize) {
    let (lock, reading, writing) = (L::default(), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..readers {
            s.spawn(|| {
                lock.reading(|| {
                    reading.fetch_add(1, SeqCst);
                    assert_eq!(writing.load(SeqCst), 0, "a reader is inside with a writer");
                    reading.fetch_sub(1, SeqCst);
                });
            });
        }
        for _ in 0..writers {
            s.spawn(|| {
                lock.writing(|| {
                    let others = writing.fetch_add(1, SeqCst) + reading.load(SeqCst);
                    assert_eq!(others, 0, "a writer isn't alone");
                    writing.fetch_sub(1, SeqCst);
                });
            });
        }
    });
}
// ANCHOR_END: visits

// ANCHOR: proof
#[test]
fn no_writer_meets_another_thread_and_none_is_stranded() {
    interleave::model(|| visits::<s1_rwlock::RwLock>(1, 1));
    interleave::model(|| visits::<s1_rwlock::RwLock>(0, 2));
    interleave::model(|| visits::<s1_rwlock::RwLock>(1, 2));
    interleave::model(|| visits::<s1_rwlock::RwLock>(2, 1));
}
// ANCHOR_END: proof

#[test]
fn with_writers_first_no_writer_meets_another_thread_and_none_is_stranded() {
    interleave::model(|| visits::<s2_writers_first::RwLock>(1, 1));
    interleave::model(|| visits::<s2_writers_first::RwLock>(0, 2));
    interleave::model(|| visits::<s2_writers_first::RwLock>(1, 2));
    interleave::model(|| visits::<s2_writers_first::RwLock>(2, 1));
}

#[test]
fn in_one_number_no_writer_meets_another_thread_and_none_is_stranded() {
    interleave::model(|| visits::<s3_one_number::RwLock<()>>(1, 1));
    let few = Checker::new().order_only().max_preemptions(2);
    few.model(|| visits::<s3_one_number::RwLock<()>>(1, 2));
    few.model(|| visits::<s3_one_number::RwLock<()>>(2, 1));
}

#[test]
fn readers_see_what_a_writer_wrote_and_no_data_race() {
    interleave::model(|| {
        let pair = s3_one_number::RwLock::new((0, 0));
        thread::scope(|s| {
            s.spawn(|| {
                let mut pair = pair.write();
                pair.0 += 1;
                pair.1 += 1;
            });
            let pair = pair.read();
            assert_eq!(pair.0, pair.1);
        });
        assert_eq!(*pair.read(), (1, 1));
    });
}

#[test]
fn a_writer_comes_after_both_readers_without_a_data_race() {
    Checker::new().max_preemptions(2).model(|| {
        let number = s3_one_number::RwLock::new(0);
        thread::scope(|s| {
            let a = s.spawn(|| *number.read());
            let b = s.spawn(|| *number.read());
            *number.write() = 1;
            assert!([a, b].map(|reader| reader.join().unwrap()).iter().all(|seen| *seen <= 1));
        });
    });
}

/// C wants to write, while A and B read in turns that overlap. Returns how often each of them has read when C gets in.
fn relay(rounds: usize) -> usize {
    // ANCHOR: relay
    let (lock, read) = (s1_rwlock::RwLock::default(), AtomicUsize::new(0));
    let reads = || {
        for _ in 0..rounds {
            let _guard = lock.read();
            read.fetch_add(1, SeqCst);
        }
    };
    thread::scope(|s| {
        s.spawn(reads);
        s.spawn(reads);
        let c = s.spawn(|| {
            let _guard = lock.write();
            read.load(SeqCst)
        });
        c.join().unwrap()
    })
    // ANCHOR_END: relay
}

/// A comes in, C waits, and then B comes in before A goes out, and A before B, and so on. A reader takes five steps each
/// time: two to come in, one inside, and two to go out (three when it is the last).
fn relay_schedule(rounds: usize) -> String {
    let mut schedule = String::from("A A A C C ");
    for round in 0..rounds {
        schedule += "B B B A A ";
        if round + 1 < rounds {
            schedule += "A A A B B ";
        }
    }
    schedule
}

#[test]
fn readers_that_overlap_keep_a_writer_out_for_as_long_as_they_like() {
    for rounds in [1, 2, 3, 100] {
        let schedule = relay_schedule(rounds);
        let run = Checker::new().order_only().try_replay(&schedule, || relay(rounds));
        // The schedule ends here, and the writer still waits.
        let Err(ReplayError::Search(SearchError::Schedule { run, problem })) = run else {
            panic!("{run:?}")
        };
        let inside = run.steps.iter().filter(|s| s.read.is_some() && s.wrote.is_some()).count();
        assert!(problem.contains("ends"), "{problem}");
        assert!(run.steps.iter().any(|step| step.thread == 3), "{run}");
        assert_eq!(inside, 2 * rounds, "{run}");
        if rounds == 2 {
            check_snapshot(expect_file!["../traces/starved.json"], &run);
        }
    }
}

#[test]
fn no_new_reader_passes_a_writer_that_waits() {
    interleave::model(|| {
        let (lock, written) = (s2_writers_first::RwLock::default(), AtomicUsize::new(0));
        let first = lock.read();
        thread::scope(|s| {
            s.spawn(|| lock.writing(|| _ = written.fetch_add(1, SeqCst)));
            // As long as the writer hasn't come, there may be other readers. Once it waits, there are none.
            if lock.try_read().is_none() {
                assert!(lock.try_read().is_none(), "the writer still waits");
                drop(first);
                lock.reading(|| assert_eq!(written.load(SeqCst), 1, "a reader passed the writer"));
            }
        });
    });
}

// ANCHOR: recursive
/// A reads, and reads again before it has finished. B writes.
fn reads_twice<L: ReadWrite>() {
    let lock = L::default();
    thread::scope(|s| {
        s.spawn(|| lock.reading(|| lock.reading(|| ())));
        s.spawn(|| lock.writing(|| ()));
    });
}
// ANCHOR_END: recursive

#[test]
fn with_writers_first_a_reader_that_reads_again_deadlocks() {
    let found = interleave::check(reads_twice::<s2_writers_first::RwLock>)
        .expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/reads-again.json"], &found);
}

#[test]
fn where_readers_pass_a_reader_may_read_again() {
    interleave::model(reads_twice::<s1_rwlock::RwLock>);
    interleave::model(reads_twice::<s3_one_number::RwLock<()>>);
}

#[test]
fn stds_lock_promises_nothing_to_a_reader_that_reads_again() {
    interleave::check(reads_twice::<RwLock<()>>).expect_fails(FailureKind::Deadlock);
}

#[test]
fn a_reader_that_wants_to_write_waits_for_itself() {
    let found = interleave::check(|| {
        let lock = s1_rwlock::RwLock::default();
        lock.reading(|| lock.writing(|| ()));
    })
    .expect_fails(FailureKind::LostWakeup);
    assert_eq!(found.preemptions, 0);
}

/// How many threads can be inside at once, over all runs.
#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let answers = Checker::new().order_only().outcomes(|| {
        let (lock, inside, most) =
            (s1_rwlock::RwLock::default(), AtomicUsize::new(0), AtomicUsize::new(0));
        // ANCHOR: quiz
        let visit = || {
            let now = inside.fetch_add(1, SeqCst) + 1;
            most.fetch_max(now, SeqCst);
            inside.fetch_sub(1, SeqCst);
        };
        thread::scope(|s| {
            s.spawn(|| {
                let _guard = lock.read();
                visit();
            });
            s.spawn(|| {
                let _guard = lock.read();
                visit();
            });
            s.spawn(|| {
                let _guard = lock.write();
                visit();
            });
        });
        // ANCHOR_END: quiz
        most.into_inner()
    });
    assert!(answers.explored().is_exhaustive());
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Two threads read and one writes, with the first lock of this chapter. What can `most` be at the end?",
        "code": "../tests/model.rs:quiz",
        "options": ["0", "1", "2", "3"],
        "answers": answers.values().map(ToString::to_string).collect::<Vec<_>>(),
        "replies": {
            "0": "Each thread gets in at some time, and counts itself.",
            "3": "The third one is a writer, and it gets in only when no reader is inside.",
        },
        "why": "2 if the readers overlap, and 1 if they happen to come one after the other. The lock allows them to \
                overlap. It doesn't force them to.",
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
