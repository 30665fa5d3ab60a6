//! A clerk who waits, gives up or comes again, and travellers who come meanwhile, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations: `write` and `write_timeout`, behind a reader and behind a writer; a reader that came
//!   before a writer gave up, and one that came after.
//! - 2 and 9, the first time only: every test ends with `check_free`, which reads twice and writes.
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits": `again` behind one and two waiting writers.
//! - 6, the boundary: no patience at all, and one of `Duration::MAX`; two waiting writers, of which one gives up; the last of several guards.
//! - one state for two locks: `locks_do_not_know_of_each_other`.

use std::panic::panic_any;
use std::time::Duration;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::time::Instant;
use interleave::{Checker, Verdict, cell, thread};
use writer_preference::ReadWriteLock;

const MOMENT: Duration = Duration::from_millis(1);
const PATIENCE: Duration = Duration::from_millis(10);

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_preemptions(2).max_executions(1_000)
}

/// Returns when all other threads wait, and takes no time: the first three may end too early, and the fourth ends when no
/// other thread can go.
fn settle() {
    for _ in 0..4 {
        thread::park_timeout(Duration::ZERO);
    }
}

/// The lock must be free: two readers don't wait, and neither does a writer after them.
#[track_caller]
fn check_free(lock: &ReadWriteLock) {
    let readers = (lock.read(), lock.read());
    assert!(lock.write_timeout(Duration::ZERO).is_none(), "two read, and a writer came in");
    drop(readers);
    assert!(lock.write_timeout(Duration::ZERO).is_some(), "the lock is free, and a writer gave up");
    drop(lock.write());
}

/// How a writer comes: with endless patience, or with much.
#[derive(Clone, Copy)]
enum Comes {
    Write,
    Timeout,
}
use Comes::{Timeout, Write};

/// Writes, and counts it. Returns whether it gave up instead.
#[track_caller]
fn gives_up(lock: &ReadWriteLock, written: &AtomicUsize, comes: Comes) -> bool {
    let start = Instant::now();
    let guard = match comes {
        Write => Some(lock.write()),
        Timeout => lock.write_timeout(PATIENCE),
    };
    if guard.is_some() {
        written.fetch_add(1, SeqCst);
    } else {
        assert!(start.elapsed() >= PATIENCE, "a writer gave up too early");
    }
    guard.is_none()
}

/// Main holds the lock, to write or to read. These writers come, and then a reader, while all writers wait.
#[track_caller]
fn check_goes_last(main_writes: bool, writers: &[Comes]) {
    in_time().model(|| {
        let (lock, written) = (ReadWriteLock::default(), AtomicUsize::new(0));
        let (mut reads, mut wrote) = (None, None);
        if main_writes {
            wrote = Some(lock.write());
        } else {
            reads = Some(lock.read());
        }
        let (gave_up, seen) = thread::scope(|s| {
            let clerks: Vec<_> = writers
                .iter()
                .map(|&comes| {
                    let (lock, written) = (&lock, &written);
                    s.spawn(move || gives_up(lock, written, comes))
                })
                .collect();
            settle();
            let reader = s.spawn(|| {
                let _guard = lock.read();
                written.load(SeqCst)
            });
            settle();
            drop((reads.take(), wrote.take()));
            let gave_up =
                clerks.into_iter().filter_map(|clerk| clerk.join().ok()).any(|gave_up| gave_up);
            (gave_up, reader.join().unwrap())
        });
        assert!(
            gave_up || seen == writers.len(),
            "{} writers waited, a reader came, and it went in after {seen} of them",
            writers.len()
        );
        check_free(&lock);
    });
}

#[test]
fn a_reader_does_not_pass_a_writer_that_waits_for_readers() {
    check_goes_last(false, &[Write]);
    check_goes_last(false, &[Timeout]);
}

#[test]
fn a_reader_does_not_pass_a_writer_that_waits_for_a_writer() {
    check_goes_last(true, &[Write]);
    check_goes_last(true, &[Timeout]);
}

#[test]
fn a_reader_waits_for_all_writers_that_wait() {
    check_goes_last(false, &[Write, Write]);
    check_goes_last(true, &[Write, Write]);
    check_goes_last(false, &[Timeout, Write]);
}

#[test]
fn again_never_waits_and_counts_like_any_other_guard() {
    for writers in 1..=2 {
        in_time().model(|| {
            let (lock, written) = (ReadWriteLock::default(), AtomicUsize::new(0));
            let first = lock.read();
            thread::scope(|s| {
                for _ in 0..writers {
                    s.spawn(|| gives_up(&lock, &written, Write));
                }
                let second = first.again();
                settle();
                let third = second.again();
                drop(second);
                drop(first);
                settle();
                let now = written.load(SeqCst);
                assert!(now == 0, "a guard from `again` is left, and a writer came in");
                drop(third);
            });
            check_free(&lock);
        });
    }
}

#[test]
fn a_writer_that_gave_up_does_not_count() {
    in_time().model(|| {
        let lock = ReadWriteLock::default();
        let _reads = lock.read();
        thread::scope(|s| {
            let clerk = s.spawn(|| lock.write_timeout(PATIENCE).is_some());
            settle();
            // They may wait behind the clerk, but not longer.
            let readers = [(); 2].map(|()| s.spawn(|| drop(lock.read())));
            assert!(!clerk.join().unwrap(), "main reads, and a writer came in");
            for reader in readers {
                reader.join().unwrap();
            }
            // No writer waits now.
            drop(lock.read());
        });
    });
}

#[test]
fn two_writers_that_gave_up_do_not_count() {
    in_time().max_preemptions(1).model(|| {
        let lock = ReadWriteLock::default();
        let reads = lock.read();
        thread::scope(|s| {
            let clerks = [1, 2].map(|n| {
                let lock = &lock;
                s.spawn(move || lock.write_timeout(n * PATIENCE).is_some())
            });
            let reader = s.spawn(|| drop(lock.read()));
            let came = clerks.map(|clerk| clerk.join().unwrap());
            assert!(came == [false, false], "main reads, and a writer came in");
            reader.join().unwrap();
            drop(lock.read());
        });
        drop(reads);
        check_free(&lock);
    });
}

#[test]
fn a_writer_that_gave_up_leaves_the_other_one_waiting() {
    in_time().model(|| {
        let (lock, written) = (ReadWriteLock::default(), AtomicUsize::new(0));
        let reads = lock.read();
        thread::scope(|s| {
            s.spawn(|| gives_up(&lock, &written, Write));
            let clerk = s.spawn(|| lock.write_timeout(PATIENCE).is_some());
            assert!(!clerk.join().unwrap(), "main reads, and a writer came in");
            settle();
            s.spawn(|| {
                let _guard = lock.read();
                let written = written.load(SeqCst);
                assert!(written == 1, "one of two writers gave up, and a reader passed the other");
            });
            settle();
            drop(reads);
        });
        check_free(&lock);
    });
}

#[test]
fn a_writer_gives_up_exactly_when_its_patience_has_passed() {
    for patience in [Duration::ZERO, PATIENCE, PATIENCE + Duration::from_nanos(1)] {
        for main_writes in [true, false] {
            // Without a preemption, no time passes between two steps of a thread that can go.
            in_time().max_preemptions(0).model(|| {
                let lock = ReadWriteLock::default();
                let (mut reads, mut wrote) = (None, None);
                if main_writes {
                    wrote = Some(lock.write());
                } else {
                    reads = Some(lock.read());
                }
                thread::scope(|s| {
                    let clerk = s.spawn(|| {
                        let start = Instant::now();
                        assert!(lock.write_timeout(patience).is_none(), "a writer came in");
                        let passed = start.elapsed();
                        assert!(
                            passed == patience,
                            "its patience was {patience:?}, and a writer gave up after {passed:?}"
                        );
                    });
                    settle();
                    if !patience.is_zero() {
                        // A wakeup for no reason may come now, or after 4 ms.
                        thread::sleep(4 * MOMENT);
                    }
                    clerk.join().unwrap();
                });
                drop((reads.take(), wrote.take()));
                check_free(&lock);
            });
        }
    }
}

#[test]
fn a_writer_with_endless_patience_waits_as_long_as_it_takes() {
    in_time().model(|| {
        let lock = ReadWriteLock::default();
        let reads = lock.read();
        thread::scope(|s| {
            let clerk = s.spawn(|| lock.write_timeout(Duration::MAX).is_some());
            settle();
            drop(reads);
            let is_in =
                clerk.join().expect("a patience of `Duration::MAX` makes `write_timeout` panic");
            assert!(is_in, "a writer with a patience of `Duration::MAX` gave up");
        });
        check_free(&lock);
    });
}

#[test]
fn all_who_wait_for_a_writer_get_in() {
    in_time().model(|| {
        let (lock, written) = (ReadWriteLock::default(), AtomicUsize::new(0));
        let guard = lock.write();
        thread::scope(|s| {
            s.spawn(|| drop(lock.read()));
            s.spawn(|| gives_up(&lock, &written, Write));
            s.spawn(|| drop(lock.read()));
            drop(guard);
        });
        check_free(&lock);
    });
}

#[test]
fn a_writer_is_alone_and_readers_share() {
    for comes in [Write, Timeout] {
        in_time().model(|| {
            let (lock, written, inside) =
                (ReadWriteLock::default(), AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    let guard = lock.read();
                    inside.fetch_add(1, SeqCst);
                    let again = guard.again();
                    drop(guard);
                    inside.fetch_sub(1, SeqCst);
                    drop(again);
                });
                s.spawn(|| gives_up(&lock, &written, comes));
                let _guard = lock.write();
                assert!(inside.load(SeqCst) == 0, "a reader and a writer are inside");
                let before = written.load(SeqCst);
                thread::yield_now();
                assert!(written.load(SeqCst) == before, "two writers are inside");
            });
            check_free(&lock);
        });
    }
}

#[test]
fn a_holder_that_panics_releases_the_lock() {
    in_time().model(|| {
        let lock = ReadWriteLock::default();
        for writes in [true, false] {
            thread::scope(|s| {
                let a = s.spawn(|| {
                    let _guards =
                        if writes { (Some(lock.write()), None) } else { (None, Some(lock.read())) };
                    panic_any("on purpose");
                });
                assert!(a.join().is_err());
            });
            check_free(&lock);
        }
    });
}

#[test]
fn threads_that_wait_are_asleep() {
    let verdict = in_time().try_check(|| {
        let lock = ReadWriteLock::default();
        let _reads = lock.read();
        thread::scope(|s| {
            s.spawn(|| drop(lock.write()));
            settle();
            s.spawn(|| drop(lock.read()));
            s.spawn(|| drop(lock.write()));
        });
    });
    let awake =
        "main reads forever, and a thread that waits for it, or behind a writer, isn't asleep";
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{awake}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("main reads forever, and a writer came in"),
        Err(problem) => panic!("{awake}: {problem}"),
    }
}

#[test]
fn the_lock_hands_on_what_was_done_under_it() {
    /// Plain data that is used only under the lock.
    #[derive(Default)]
    struct Board(cell::Cell<u32>);
    // SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
    unsafe impl Sync for Board {}

    Checker::new().max_executions(2_000).model(|| {
        let (lock, board) = (ReadWriteLock::default(), Board::default());
        thread::scope(|s| {
            s.spawn(|| {
                let board = &board;
                let guard = lock.read();
                let again = guard.again();
                drop(guard);
                _ = board.0.get();
                drop(again);
            });
            s.spawn(|| {
                let board = &board;
                let _guard = lock.write();
                board.0.set(board.0.get() + 1);
            });
        });
        let _guard = lock.read();
        assert_eq!(board.0.get(), 1);
    });
}

#[test]
fn locks_do_not_know_of_each_other() {
    in_time().model(|| {
        let (lock, other) = (ReadWriteLock::default(), ReadWriteLock::default());
        let reads = lock.read();
        thread::scope(|s| {
            s.spawn(|| drop(lock.write()));
            settle();
            check_free(&other);
            drop(reads);
        });
    });
}
