//! A connection to a timetable: it takes and brings a few bytes at a time, fails, ends, and tells when it is closed.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two only: failures of `write`, `flush` and `read`, each at the beginning and later, and with errors of
//!   several kinds; an end in the middle of a line, between two lines and before the first.
//! - 2 and 9, the first time only: threads ask twice, and ask again after every failure and refusal.
//! - 3, one kind of type: connections borrow, and are neither `Clone` nor `Sync`. Replies are empty, long, not ASCII.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: a byte at a time, and more than the buffer of a `BufReader`.
//! - 7, a limit on what is repeated: calls are interrupted 1,000 times, and a waiter is woken in vain 1,000 times.
//! - 8, those who wait are asleep, and find the connection closed when they get in, all of them.
//! - one lock for two desks: `each_desk_has_a_lock_of_its_own`.

use std::cell::Cell;
use std::io::{self, ErrorKind, Read, Write};
use std::sync::atomic as unseen;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex, PoisonError};
use interleave::trace::{Operation, Step};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use request_reply::Desk;

/// What goes wrong, and when: the number of the call, or of the byte, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Write(usize),
    Flush(usize),
    /// The read after so many bytes of replies fails.
    Read(usize),
    /// The connection ends after so many bytes of replies.
    Ends(usize),
    /// The reply has a byte at this place that isn't UTF-8.
    Garbage(usize),
    /// This write takes 0 bytes.
    TakesNothing(usize),
    /// Each write and each read is interrupted so many times before it works.
    Interrupts(usize),
}

/// The server, and the way to it. Each write, flush and read is one step.
struct Timetable {
    steps: AtomicUsize,
    /// Nothing comes between a step and the use of this, so std's mutex is never waited for.
    state: std::sync::Mutex<State>,
    at_a_time: usize,
    fault: Option<Fault>,
    /// The error of a write, a flush or a read that fails.
    kind: ErrorKind,
}

#[derive(Default)]
struct State {
    /// What has been written, but not flushed.
    held: Vec<u8>,
    /// All questions that have arrived.
    questions: Vec<u8>,
    /// How many bytes of them have been answered.
    answered: usize,
    replies: Vec<u8>,
    read: usize,
    writes: usize,
    flushes: usize,
    interruptions: usize,
    has_failed: bool,
    has_ended: bool,
    is_closed: bool,
}

/// The connection, as a desk has it. Not `Clone`, and not `Sync`.
struct Connection<'a>(&'a Timetable, Cell<()>);

/// The reply to a question, as lines: as many as the number at its end says. They are blank if the question begins so.
fn reply_to(question: &str) -> Vec<String> {
    let start = question.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let lines = question[start..].parse().unwrap_or(0);
    let line = |line| match question.starts_with(' ') {
        true => "  ".to_owned(),
        false => format!("{question}: Zug nach {line} fährt"),
    };
    (0..lines).map(line).collect()
}

impl Timetable {
    fn new(at_a_time: usize, fault: Option<Fault>) -> Self {
        Timetable {
            steps: AtomicUsize::new(0),
            state: std::sync::Mutex::default(),
            at_a_time,
            fault,
            kind: ErrorKind::ConnectionReset,
        }
    }

    fn desk(&self) -> Desk<Connection<'_>> {
        Desk::new(Connection(self, Cell::new(())))
    }

    /// One step, and then what is to be done in it.
    #[track_caller]
    fn step<T>(&self, does: impl FnOnce(&mut State) -> T) -> T {
        self.steps.fetch_add(1, SeqCst);
        does(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether this fault comes now. After one, the connection must not be used again.
    fn fails(&self, state: &mut State, fault: Fault) -> bool {
        assert!(!state.has_failed, "the connection is used again after it has failed");
        state.has_failed = self.fault == Some(fault);
        state.has_failed
    }

    fn interrupts(&self, state: &mut State) -> bool {
        let times = if let Some(Fault::Interrupts(times)) = self.fault { times } else { 0 };
        let interrupts = state.interruptions < times;
        state.interruptions = if interrupts { state.interruptions + 1 } else { 0 };
        interrupts
    }
}

impl State {
    /// Answers the questions that have arrived.
    fn answer(&mut self, fault: Option<Fault>) {
        while let Some(end) = self.questions[self.answered..].iter().position(|byte| *byte == b'\n')
        {
            let question = &self.questions[self.answered..][..end];
            self.answered += end + 1;
            for line in reply_to(&String::from_utf8_lossy(question)) {
                self.replies.extend(line.as_bytes());
                self.replies.push(b'\n');
            }
            self.replies.push(b'\n');
        }
        match fault {
            Some(Fault::Ends(end)) => self.replies.truncate(end),
            Some(Fault::Garbage(place)) if place < self.replies.len() => self.replies[place] = 0xff,
            _ => (),
        }
    }
}

impl Write for Connection<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let connection = self.0;
        connection.step(|state| {
            assert!(!state.has_ended, "the connection has ended, and something is written to it");
            if connection.interrupts(state) {
                return Err(ErrorKind::Interrupted.into());
            }
            state.writes += 1;
            if connection.fails(state, Fault::Write(state.writes - 1)) {
                return Err(connection.kind.into());
            }
            if connection.fails(state, Fault::TakesNothing(state.writes - 1)) {
                return Ok(0);
            }
            let taken = &bytes[..bytes.len().min(connection.at_a_time)];
            state.held.extend(taken);
            Ok(taken.len())
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let connection = self.0;
        connection.step(|state| {
            state.flushes += 1;
            if connection.fails(state, Fault::Flush(state.flushes - 1)) {
                return Err(connection.kind.into());
            }
            let held = std::mem::take(&mut state.held);
            state.questions.extend(held);
            state.answer(connection.fault);
            Ok(())
        })
    }
}

impl Read for Connection<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let connection = self.0;
        connection.step(|state| {
            if connection.interrupts(state) {
                return Err(ErrorKind::Interrupted.into());
            }
            if connection.fails(state, Fault::Read(state.read)) {
                return Err(connection.kind.into());
            }
            let coming = &state.replies[state.read..];
            if coming.is_empty() {
                let ends = matches!(connection.fault, Some(Fault::Ends(_)));
                assert!(
                    ends,
                    "a thread waits for a line, and no question on the other side is unanswered"
                );
                state.has_ended = true;
                return Ok(0);
            }
            let read = coming.len().min(buffer.len()).min(connection.at_a_time);
            buffer[..read].copy_from_slice(&coming[..read]);
            state.read += read;
            Ok(read)
        })
    }
}

impl Drop for Connection<'_> {
    fn drop(&mut self) {
        let connection = self.0;
        connection.step(|state| state.is_closed = true);
    }
}

/// The order of steps is what counts here: no two threads share a cell.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().max_executions(3_000).model(program);
}

/// Asks, and must get the reply to this question.
#[track_caller]
fn check_ask(desk: &Desk<Connection<'_>>, question: &str) {
    match desk.ask(question) {
        Ok(reply) => {
            let expected = reply_to(question);
            assert!(
                reply == expected,
                "the reply to {question:?} has {} lines and begins with {:?}; {} lines were sent, beginning with {:?}",
                reply.len(),
                reply.first(),
                expected.len(),
                expected.first()
            );
        }
        Err(error) => panic!("nothing has failed, and `ask` returns an error: {error}"),
    }
}

/// Threads ask so many questions each, and the connection takes and brings so many bytes at a time.
#[track_caller]
fn check_threads(questions: &[&str], rounds: usize, at_a_time: usize) {
    explore(|| {
        let timetable = Timetable::new(at_a_time, None);
        let desk = timetable.desk();
        thread::scope(|s| {
            for question in questions {
                let desk = &desk;
                s.spawn(move || (0..rounds).for_each(|_| check_ask(desk, question)));
            }
        });
    });
}

#[test]
fn each_thread_gets_the_reply_to_its_own_question() {
    check_threads(&["Rom1", "Riga1"], 1, usize::MAX);
    check_threads(&["Rom2", "Riga"], 1, usize::MAX);
}

#[test]
fn threads_that_ask_again_get_their_own_replies_too() {
    check_threads(&["Rom1", "Riga2"], 2, usize::MAX);
    check_threads(&["Rom1", "Riga1", "Graz"], 1, usize::MAX);
}

#[test]
fn replies_are_complete_when_the_connection_brings_a_few_bytes_at_a_time() {
    check_threads(&["Rom2", "Riga1"], 1, 7);
    check_threads(&["R1", "Köln"], 1, 1);
}

#[test]
fn a_reply_may_have_no_lines_or_many() {
    for question in ["", "Ulm", "Rom1", "Rom600", " 2", "Bad Ems 2 "] {
        explore(|| {
            let timetable = Timetable::new(usize::MAX, None);
            let desk = timetable.desk();
            check_ask(&desk, question);
            check_ask(&desk, "Ulm1");
        });
    }
}

#[test]
fn an_interrupted_write_or_read_is_repeated() {
    for (question, times) in [("Rom1", 1), ("Ulm", 3), ("", 1_000)] {
        explore(|| {
            let timetable = Timetable::new(4, Some(Fault::Interrupts(times)));
            check_ask(&timetable.desk(), question);
        });
    }
}

/// Errors after which a program might want to try again. Here, none of them is any better than the others.
const KINDS: [ErrorKind; 4] =
    [ErrorKind::ConnectionReset, ErrorKind::WouldBlock, ErrorKind::TimedOut, ErrorKind::Other];

/// One thread asks, and the connection fails in this way. Before the fault, everything works.
#[track_caller]
fn check_fault(fault: Fault, kind: ErrorKind) {
    explore(|| {
        let timetable = Timetable { kind, ..Timetable::new(12, Some(fault)) };
        let desk = timetable.desk();
        for _ in 0..4 {
            let result = desk.ask("Rom2");
            if let Ok(reply) = &result {
                assert!(
                    *reply == reply_to("Rom2"),
                    "{fault:?}: `ask` returns a reply that isn't whole: {reply:?}"
                );
                continue;
            }
            let error = result.unwrap_err();
            assert!(
                error.kind() == kind,
                "{fault:?}: expected {kind:?}, and `ask` returns {:?}",
                error.kind()
            );
            let is_closed = timetable.step(|state| state.is_closed);
            assert!(
                is_closed,
                "{fault:?}: `ask` has returned an error, and the connection isn't closed"
            );
            for _ in 0..2 {
                assert!(
                    desk.ask("Rom2").is_err(),
                    "{fault:?}: the connection is closed, and `ask` returns a reply"
                );
            }
            return;
        }
        panic!("{fault:?}: no call of `ask` returns an error");
    });
}

/// How many bytes a reply to this question has, with the empty line.
fn length(question: &str) -> usize {
    reply_to(question).iter().map(|line| line.len() + 1).sum::<usize>() + 1
}

#[test]
fn after_a_write_or_a_flush_that_failed_the_connection_is_closed() {
    for nth in 0..2 {
        for kind in KINDS {
            check_fault(Fault::Write(nth), kind);
            check_fault(Fault::Flush(nth), kind);
        }
        check_fault(Fault::TakesNothing(nth), ErrorKind::WriteZero);
    }
}

#[test]
fn after_a_read_that_failed_the_connection_is_closed() {
    // At the beginning, in the middle of the first reply, and of the second.
    for bytes in [0, 12, length("Rom2"), length("Rom2") + 12] {
        for kind in KINDS {
            check_fault(Fault::Read(bytes), kind);
        }
    }
}

#[test]
fn a_connection_that_ends_before_the_empty_line_has_failed() {
    let (line, reply) = (reply_to("Rom2")[0].len(), length("Rom2"));
    for bytes in [0, 5, line, line + 1, reply - 2, reply - 1, reply, reply + line + 1] {
        check_fault(Fault::Ends(bytes), ErrorKind::UnexpectedEof);
    }
}

#[test]
fn a_line_that_is_not_utf_8_is_an_error_of_the_connection() {
    for place in [0, 20, length("Rom2") + 3] {
        check_fault(Fault::Garbage(place), ErrorKind::InvalidData);
    }
}

/// Each of these threads asks a question, and the connection fails in the first of them.
#[track_caller]
fn check_closed<const THREADS: usize>(questions: [&'static str; THREADS], fault: Fault) {
    explore(|| {
        let timetable = Timetable::new(3, Some(fault));
        let desk = timetable.desk();
        thread::scope(|s| {
            let calls = questions.map(|question| {
                let desk = &desk;
                s.spawn(move || desk.ask(question).is_err())
            });
            let failed = calls.map(|call| call.join().unwrap());
            assert!(failed == [true; THREADS], "{fault:?}: one of {THREADS} calls gets a reply");
        });
    });
}

#[test]
fn a_thread_that_waited_while_the_connection_was_closed_gets_an_error() {
    for fault in [Fault::Read(0), Fault::Write(1), Fault::Flush(0), Fault::Ends(3)] {
        check_closed(["Rom1", "Riga1"], fault);
    }
}

#[test]
fn two_threads_that_waited_while_the_connection_was_closed_get_an_error_each() {
    check_closed(["Rom1", "Riga1", "Graz"], Fault::Write(0));
}

#[test]
fn a_question_of_two_lines_is_refused_and_the_connection_stays_open() {
    explore(|| {
        let timetable = Timetable::new(usize::MAX, None);
        let desk = timetable.desk();
        for question in ["Rom1\nRiga1", "Rom1\n", "\n"] {
            match desk.ask(question) {
                Ok(_) => panic!("a question of two lines was sent"),
                Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidInput),
            }
            let untouched =
                timetable.step(|state| state.held.is_empty() && state.questions.len() % 5 == 0);
            assert!(untouched, "a part of a question that was refused was sent");
            check_ask(&desk, "Rom1");
        }
    });
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

impl<F: FnMut()> Read for Meanwhile<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer[0] = b'\n';
        Ok(1)
    }
}

#[test]
fn each_desk_has_a_lock_of_its_own() {
    explore(|| {
        let timetable = Timetable::new(usize::MAX, None);
        let desk = timetable.desk();
        let other = Desk::new(Meanwhile(|| check_ask(&desk, "Rom1")));
        assert_eq!(other.ask("Riga").unwrap(), [""; 0]);
    });
}

#[test]
fn a_thread_that_waits_for_the_connection_is_asleep() {
    let verdict = Checker::new().order_only().max_executions(3_000).try_check(|| {
        let (never, condvar) = (Mutex::new(()), Condvar::new());
        let desk = Desk::new(Meanwhile(|| {
            let forever = condvar.wait_while(never.lock().unwrap(), |_| true);
            drop(forever);
        }));
        thread::scope(|s| {
            s.spawn(|| desk.ask("Rom"));
            s.spawn(|| desk.ask("Riga"));
        });
    });
    let awake =
        "one thread asks forever, and another one that waits for the connection isn't asleep";
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{awake}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("the connection has taken nothing, and `ask` returned"),
        Err(problem) => panic!("{awake}: {problem}"),
    }
}

/// The ways to sleep, apart from waiting for a `Mutex` that is locked.
const SLEEPS: [Operation; 3] = [Operation::FutexWait, Operation::Park, Operation::Wait];

/// What has happened when A asks once, and B again and again, as a schedule led them.
struct InVain {
    /// How often B has been in the middle of its question.
    rounds: usize,
    a_is_in: bool,
    steps: Vec<Step>,
}

/// A connection with an empty reply to everything. It counts with std's atomics: the explorer doesn't see them, so the
/// letters of a schedule are the steps of the desk.
struct Counts<'a> {
    rounds: &'a unseen::AtomicUsize,
    a_is_in: &'a unseen::AtomicBool,
}

impl Write for Counts<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.starts_with(b"A") {
            self.a_is_in.store(true, SeqCst);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.rounds.fetch_add(1, SeqCst);
        Ok(())
    }
}

impl Read for Counts<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer[0] = b'\n';
        Ok(1)
    }
}

const AWAKE: &str = "B asks again and again. A waits for the connection, and isn't asleep";

fn in_vain(schedule: &str) -> InVain {
    let (rounds, a_is_in) = (unseen::AtomicUsize::new(0), unseen::AtomicBool::new(false));
    let run = Checker::new().order_only().try_replay(schedule, || {
        let desk = Desk::new(Counts { rounds: &rounds, a_is_in: &a_is_in });
        thread::scope(|s| {
            s.spawn(|| desk.ask("A").unwrap());
            s.spawn(|| {
                loop {
                    desk.ask("B").unwrap();
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
        // A goes on until it can't, and then B until it is in its next question. In the first round, only B comes.
        for who in if round == 0 { &["B "][..] } else { &["A ", "B "] } {
            let before = schedule.len();
            for turn in 0.. {
                let now = in_vain(&schedule);
                let then = in_vain(&(schedule.clone() + who));
                let is_stuck = then.steps.len() == now.steps.len();
                if now.a_is_in || *who == "B " && is_stuck {
                    // This desk lets A go first: then A isn't woken in vain.
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
