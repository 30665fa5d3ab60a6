//! A file that takes a few bytes at a time, is interrupted, becomes full, and tells which bytes it has flushed.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two only: a failing `write` and a failing `flush`, each as the first, the second and the third of its kind,
//!   and with errors of several kinds.
//! - 2 and 9, the first time only: threads append twice, and after an error again and again.
//! - 3, one kind of type: `out` borrows, and is neither `Clone` nor `Sync`. Texts are empty, long, and not ASCII.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: a byte at a time, exactly the buffer of a `BufWriter`, and more than that.
//! - 7, a limit on what is repeated: a write is interrupted 1,000 times, and a waiter is woken in vain 1,000 times.
//! - 8, those who wait are asleep, and find the log closed when they get in, all of them.
//! - one lock for two logs: `each_log_has_a_lock_of_its_own`.

use std::cell::Cell;
use std::io::{self, ErrorKind, Write};
use std::sync::atomic as unseen;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex, PoisonError};
use interleave::trace::{Operation, Step};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use log_file::Log;

/// What a write or a flush does other than work.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    /// This write, counted from 0, fails with this error.
    Write(usize, ErrorKind),
    /// This write takes 0 bytes.
    TakesNothing(usize),
    /// This flush fails with this error.
    Flush(usize, ErrorKind),
    /// Each write is interrupted so many times before it takes something.
    Interrupts(usize),
}

/// A disk with one file. Each write and each flush is one step.
#[derive(Default)]
struct Disk {
    steps: AtomicUsize,
    /// Nothing comes between a step and the use of this, so std's mutex is never waited for.
    state: std::sync::Mutex<State>,
    at_a_time: Option<usize>,
    fault: Option<Fault>,
}

#[derive(Default)]
struct State {
    bytes: Vec<u8>,
    flushed: usize,
    writes: usize,
    interruptions: usize,
    flushes: usize,
    has_failed: bool,
}

/// The file, as a log has it. Not `Clone`, and not `Sync`.
struct File<'a>(&'a Disk, Cell<()>);

impl Disk {
    fn with(at_a_time: usize, fault: Option<Fault>) -> Self {
        Disk { at_a_time: Some(at_a_time), fault, ..Disk::default() }
    }

    fn log(&self) -> Log<File<'_>> {
        Log::new(File(self, Cell::new(())))
    }

    /// One step, and then what is to be done in it.
    #[track_caller]
    fn step<T>(&self, does: impl FnOnce(&mut State) -> T) -> T {
        self.steps.fetch_add(1, SeqCst);
        does(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    #[track_caller]
    fn text(&self) -> String {
        self.step(|state| String::from_utf8(state.bytes.clone()).unwrap())
    }

    /// The records must be these, in any order, each in one piece.
    #[track_caller]
    fn check(&self, mut expected: Vec<String>) {
        let text = self.text();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines.sort_unstable();
        expected.sort_unstable();
        let shown = if text.len() < 200 { &text } else { "too long to be shown" };
        assert!(
            lines == expected,
            "a record isn't in one piece, or isn't there once. The log: {shown:?}"
        );
    }

    /// This record must be in the file, and flushed.
    #[track_caller]
    fn check_flushed(&self, record: &str) {
        self.step(|state| {
            let all = String::from_utf8(state.bytes.clone()).unwrap();
            assert!(
                all.contains(record),
                "`append` has returned `Ok`, and its record isn't in the file"
            );
            let flushed = String::from_utf8_lossy(&state.bytes[..state.flushed]).into_owned();
            assert!(
                flushed.contains(record),
                "`append` has returned `Ok`, and its record isn't flushed"
            );
        });
    }
}

impl Write for File<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file = self.0;
        file.step(|state| {
            let number = state.writes;
            state.writes += 1;
            assert!(!state.has_failed, "something is written after `out` has failed");
            match file.fault {
                Some(Fault::Interrupts(times)) if state.interruptions < times => {
                    state.interruptions += 1;
                    return Err(ErrorKind::Interrupted.into());
                }
                Some(Fault::TakesNothing(nth)) if nth == number => {
                    state.has_failed = true;
                    return Ok(0);
                }
                Some(Fault::Write(nth, kind)) if nth == number => {
                    state.has_failed = true;
                    return Err(kind.into());
                }
                _ => (),
            }
            state.interruptions = 0;
            let taken = &bytes[..bytes.len().min(file.at_a_time.unwrap_or(usize::MAX))];
            state.bytes.extend(taken);
            Ok(taken.len())
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let file = self.0;
        file.step(|state| {
            let number = state.flushes;
            state.flushes += 1;
            if let Some(Fault::Flush(nth, kind)) = file.fault
                && nth == number
            {
                state.has_failed = true;
                return Err(kind.into());
            }
            state.flushed = state.bytes.len();
            Ok(())
        })
    }
}

/// The order of steps is what counts here: no two threads share a cell.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().max_executions(3_000).model(program);
}

/// Threads append a record each and then another one, and the file takes so many bytes at a time.
#[track_caller]
fn check_threads(threads: usize, rounds: usize, at_a_time: usize, fault: Option<Fault>) {
    let record = |thread: usize, round: usize| (format!("ship {thread}"), format!("moves {round}"));
    explore(|| {
        let disk = Disk::with(at_a_time, fault);
        let log = disk.log();
        thread::scope(|s| {
            for thread in 0..threads {
                let (disk, log) = (&disk, &log);
                s.spawn(move || {
                    for round in 0..rounds {
                        let (ship, event) = record(thread, round);
                        log.append(&ship, &event).expect("nothing fails here");
                        disk.check_flushed(&format!("{ship}: {event}\n"));
                    }
                });
            }
        });
        drop(log);
        let all =
            (0..threads).flat_map(|thread| (0..rounds).map(move |round| record(thread, round)));
        disk.check(all.map(|(ship, event)| format!("{ship}: {event}\n")).collect());
    });
}

#[test]
fn two_records_are_in_one_piece_each() {
    check_threads(2, 1, usize::MAX, None);
}

#[test]
fn records_are_in_one_piece_when_threads_append_again() {
    check_threads(2, 2, usize::MAX, None);
    check_threads(3, 1, usize::MAX, None);
}

#[test]
fn records_are_in_one_piece_when_the_file_takes_a_few_bytes_at_a_time() {
    check_threads(2, 1, 5, None);
    check_threads(2, 1, 1, None);
}

#[test]
fn an_interrupted_write_is_repeated() {
    check_threads(2, 1, 5, Some(Fault::Interrupts(1)));
    check_threads(2, 1, 7, Some(Fault::Interrupts(2)));
    explore(|| {
        let disk = Disk::with(5, Some(Fault::Interrupts(1_000)));
        disk.log().append("", "").expect("nothing fails here");
        disk.check_flushed(": \n");
    });
}

#[test]
fn records_may_be_empty_long_and_in_any_language() {
    for event in
        ["", "läuft ein ⚓", &"x".repeat(8_192 - 7), &"y".repeat(8_192), &"z".repeat(70_000)]
    {
        explore(|| {
            let disk = Disk::with(6_000, None);
            let log = disk.log();
            thread::scope(|s| {
                s.spawn(|| log.append("Ada", event).unwrap());
                s.spawn(|| log.append("", event).unwrap());
            });
            let records = [format!("Ada: {event}\n"), format!(": {event}\n")];
            disk.check_flushed(&records[0]);
            disk.check(records.into());
        });
    }
}

/// Errors after which a program might want to try again. Here, none of them is any better than the others.
const KINDS: [ErrorKind; 4] =
    [ErrorKind::StorageFull, ErrorKind::WouldBlock, ErrorKind::TimedOut, ErrorKind::Other];

/// One thread appends some records, and `out` fails in one of them. After that nothing may be written.
#[track_caller]
fn check_fault(fault: Fault, at_a_time: usize) {
    explore(|| {
        let disk = Disk::with(at_a_time, Some(fault));
        let log = disk.log();
        let mut failed = false;
        for round in 0..4 {
            let result = log.append("Ada", &format!("comes in, round {round}"));
            if failed {
                assert!(result.is_err(), "{fault:?}: the log is closed, and `append` returns `Ok`");
                continue;
            }
            failed = disk.step(|state| state.has_failed);
            match (&result, fault) {
                (Ok(()), _) => {
                    assert!(!failed, "{fault:?}: `out` has failed, and `append` returns `Ok`")
                }
                (Err(error), Fault::Write(_, kind) | Fault::Flush(_, kind)) => assert!(
                    error.kind() == kind,
                    "{fault:?}: expected {kind:?}, and `append` returns {:?}",
                    error.kind()
                ),
                (Err(_), _) => assert!(failed, "{fault:?}: nothing has failed so far"),
            }
        }
        assert!(failed, "{fault:?}: four records needed fewer writes or flushes than that");
        drop(log);
    });
}

#[test]
fn after_a_write_that_failed_nothing_more_is_written() {
    for nth in 0..3 {
        check_fault(Fault::TakesNothing(nth), 10);
        for kind in KINDS {
            check_fault(Fault::Write(nth, kind), 10);
        }
    }
    check_fault(Fault::Write(0, ErrorKind::StorageFull), usize::MAX);
}

#[test]
fn after_a_flush_that_failed_nothing_more_is_written() {
    for nth in 0..3 {
        for kind in KINDS {
            check_fault(Fault::Flush(nth, kind), usize::MAX);
        }
    }
}

/// Each of these threads appends a record, and `out` fails in the first of them.
#[track_caller]
fn check_closed<const THREADS: usize>(ships: [&'static str; THREADS], fault: Fault) {
    explore(|| {
        let disk = Disk::with(5, Some(fault));
        let log = disk.log();
        thread::scope(|s| {
            let ships = ships.map(|ship| {
                let log = &log;
                s.spawn(move || log.append(ship, "sails").is_err())
            });
            let failed = ships.map(|ship| ship.join().unwrap());
            assert!(
                failed == [true; THREADS],
                "`out` has failed once, and one `append` returns `Ok`"
            );
        });
        drop(log);
    });
}

#[test]
fn a_thread_that_waited_while_the_log_was_closed_writes_nothing() {
    for fault in [
        Fault::Write(1, ErrorKind::StorageFull),
        Fault::TakesNothing(1),
        Fault::Flush(0, ErrorKind::QuotaExceeded),
    ] {
        check_closed(["Ada", "Ben"], fault);
    }
}

#[test]
fn two_threads_that_waited_while_the_log_was_closed_get_an_error_each() {
    check_closed(["Ada", "Ben", "Eve"], Fault::Write(0, ErrorKind::StorageFull));
}

/// Does something before its first byte is written.
struct Meanwhile<F: FnMut()>(F);

impl<F: FnMut()> Write for Meanwhile<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.0)();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn each_log_has_a_lock_of_its_own() {
    explore(|| {
        let disk = Disk::default();
        let log = disk.log();
        let other = Log::new(Meanwhile(|| log.append("Ada", "sails").unwrap()));
        other.append("Ben", "sails").unwrap();
        disk.check_flushed("Ada: sails\n");
    });
}

#[test]
fn a_thread_that_waits_for_the_log_is_asleep() {
    let verdict = Checker::new().order_only().max_executions(3_000).try_check(|| {
        let (never, condvar) = (Mutex::new(()), Condvar::new());
        let log = Log::new(Meanwhile(|| {
            let forever = condvar.wait_while(never.lock().unwrap(), |_| true);
            drop(forever);
        }));
        thread::scope(|s| {
            s.spawn(|| log.append("Ada", "sails"));
            s.spawn(|| log.append("Ben", "sails"));
        });
    });
    let awake = "one thread writes forever, and another one that waits for the log isn't asleep";
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{awake}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("`out` has taken nothing, and `append` returned"),
        Err(problem) => panic!("{awake}: {problem}"),
    }
}

/// The ways to sleep, apart from waiting for a `Mutex` that is locked.
const SLEEPS: [Operation; 3] = [Operation::FutexWait, Operation::Park, Operation::Wait];

/// What has happened when A appends once, and B again and again, as a schedule led them.
struct InVain {
    /// How often B has been in the middle of its record.
    rounds: usize,
    a_is_in: bool,
    steps: Vec<Step>,
}

/// A file that takes everything. It counts with std's atomics: the explorer doesn't see them, so the letters of a schedule
/// are the steps of the log.
struct Counts<'a> {
    rounds: &'a unseen::AtomicUsize,
    a_is_in: &'a unseen::AtomicBool,
}

impl Write for Counts<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.windows(3).any(|piece| piece == b"Ada") {
            self.a_is_in.store(true, SeqCst);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.rounds.fetch_add(1, SeqCst);
        Ok(())
    }
}

const AWAKE: &str = "B appends again and again. A waits for the log, and isn't asleep";

fn in_vain(schedule: &str) -> InVain {
    let (rounds, a_is_in) = (unseen::AtomicUsize::new(0), unseen::AtomicBool::new(false));
    let run = Checker::new().order_only().try_replay(schedule, || {
        let log = Log::new(Counts { rounds: &rounds, a_is_in: &a_is_in });
        thread::scope(|s| {
            s.spawn(|| log.append("Ada", "sails").unwrap());
            s.spawn(|| {
                loop {
                    log.append("Ben", "comes in").unwrap();
                }
            });
        });
    });
    let steps = match run {
        Ok(run) => run.trace.steps,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => run.steps,
        Err(ReplayError::Fails(found)) => found.trace.steps,
        Err(ReplayError::Search(error)) => panic!("{AWAKE}: {error}"),
    };
    InVain { rounds: rounds.into_inner(), a_is_in: a_is_in.into_inner(), steps }
}

#[test]
fn a_thread_sleeps_again_however_often_it_is_woken_in_vain() {
    const ROUNDS: usize = 1_000;
    let (mut schedule, mut last_round) = (String::new(), 0);
    for round in 0..5 {
        last_round = schedule.len();
        // A goes on until it can't, and then B until it is in its next record. In the first round, only B comes.
        for who in if round == 0 { &["B "][..] } else { &["A ", "B "] } {
            let before = schedule.len();
            for turn in 0.. {
                let now = in_vain(&schedule);
                let then = in_vain(&(schedule.clone() + who));
                let is_stuck = then.steps.len() == now.steps.len();
                if now.a_is_in || *who == "B " && is_stuck {
                    // This log lets A go first: then A isn't woken in vain.
                    return;
                }
                if *who == "A " && is_stuck || now.rounds > round {
                    break;
                }
                assert!(turn < 40, "{AWAKE}");
                schedule += who;
            }
            if *who == "A " && round > 1 && schedule.len() == before {
                // A waits for a `Mutex`, and isn't woken at all.
                return;
            }
        }
    }
    let round = schedule[last_round..].repeat(ROUNDS - 4);
    let run = in_vain(&(schedule[..last_round].to_owned() + &round));
    let is_sleep = |step: &&Step| step.thread == 1 && SLEEPS.contains(&step.operation);
    let slept = run.steps.iter().filter(is_sleep).count();
    assert!(
        run.rounds >= ROUNDS && slept + 2 >= run.rounds,
        "A was woken in vain {} times; after that, it no longer waits asleep",
        run.rounds
    );
}
