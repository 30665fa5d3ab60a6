//! Replays your schedule on the letterbox as shipped, then explores yours.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: `a_reader_woken_in_vain_sleeps_again`, `two_letters_are_read_in_their_order`;
//! - only one reader or one writer: `two_readers_read_a_letter_each`, `two_letters_from_two_writers_are_both_read`,
//!   `no_ring_is_lost_between_two_writers`;
//! - a number that comes back: `no_ring_is_lost_between_two_writers` rings four times.

use std::collections::VecDeque;
use std::sync::atomic as unseen;

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use interleave::trace::{Counterexample, Failure, Operation, Trace};
use interleave::{Checker, Explored, ReplayError, SearchError, Verdict, futex, thread};
use missed_wakeup::{Letterbox, SLEEPS_ON};

/// The letterbox as it was shipped, with one reader and one letter.
fn shipped() {
    let (letters, rung) = (Mutex::new(VecDeque::new()), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            loop {
                if letters.lock().unwrap().pop_front().is_some() {
                    return;
                }
                let seen = rung.load(Acquire);
                futex::wait(&rung, seen);
            }
        });
        s.spawn(|| {
            letters.lock().unwrap().push_back(1);
            rung.fetch_add(1, Release);
            futex::wake_one(&rung);
        });
    });
}

#[test]
fn your_schedule_leaves_the_reader_asleep() {
    match Checker::new().try_replay(SLEEPS_ON, shipped) {
        Err(ReplayError::Fails(found)) => {
            assert!(matches!(found.failure, Failure::LostWakeup { .. }), "\n{found}");
        }
        Err(ReplayError::Search(problem)) => panic!("\n{problem}"),
        Ok(run) => panic!("\nIn this schedule the reader gets the letter:\n\n{run}"),
    }
}

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().max_executions(10_000)
}

#[track_caller]
fn holds(verdict: Verdict) -> Explored {
    match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    }
}

/// One thread reads this many letters, and another one drops them one after the other.
fn letters(count: u32) {
    let letterbox = Letterbox::default();
    thread::scope(|s| {
        s.spawn(|| {
            for letter in 1..=count {
                let read = letterbox.read();
                assert!(read == letter, "letter {letter} was next, but {read} was read");
            }
        });
        s.spawn(|| (1..=count).for_each(|letter| letterbox.drop_letter(letter)));
    });
}

#[test]
fn no_reader_sleeps_while_there_is_a_letter() {
    in_time().model(|| letters(1));
}

#[test]
fn two_letters_are_read_in_their_order() {
    in_time().order_only().max_preemptions(3).model(|| letters(2));
}

#[test]
fn two_readers_read_a_letter_each() {
    in_time().order_only().max_preemptions(2).model(|| {
        let letterbox = Letterbox::default();
        thread::scope(|s| {
            let readers = [0, 1].map(|_| s.spawn(|| letterbox.read()));
            letterbox.drop_letter(1);
            letterbox.drop_letter(2);
            let read = readers.map(|reader| reader.join().unwrap());
            assert!(
                read == [1, 2] || read == [2, 1],
                "letters 1 and 2 were dropped, but {} and {} were read",
                read[0],
                read[1]
            );
        });
    });
}

#[test]
fn two_letters_from_two_writers_are_both_read() {
    in_time().order_only().max_preemptions(2).model(|| {
        let letterbox = Letterbox::default();
        thread::scope(|s| {
            s.spawn(|| letterbox.drop_letter(1));
            s.spawn(|| letterbox.drop_letter(2));
            let read = [letterbox.read(), letterbox.read()];
            assert!(
                read == [1, 2] || read == [2, 1],
                "letters 1 and 2 were dropped, but {} and {} were read",
                read[0],
                read[1]
            );
        });
    });
}

#[test]
fn a_reader_without_a_letter_sleeps() {
    for rings in 0..2 {
        let verdict = Checker::new().order_only().try_check(|| {
            let letterbox = Letterbox::default();
            for letter in 0..rings {
                letterbox.drop_letter(letter);
                letterbox.read();
            }
            letterbox.read();
        });
        let found = match verdict {
            Ok(Verdict::Fails(found)) => found,
            Ok(Verdict::Holds(_)) => panic!("no letter was dropped, but `read` returned one"),
            Err(problem) => {
                panic!("there is no letter, and the reader does not sleep: {problem}")
            }
        };
        assert!(
            matches!(found.kind(), "lost_wakeup" | "deadlock"),
            "there is no letter, and the reader does not sleep:\n{found}"
        );
    }
}

/// A reads one letter. B drops one and reads it itself, four times. They take turns as the letters say.
fn reads_it_itself(schedule: &str) -> (u32, Result<Trace, Box<Counterexample>>) {
    // Std's atomic: the explorer does not see it, so the letters are the steps of the letterbox.
    let rounds = unseen::AtomicU32::new(0);
    let run = Checker::new().try_replay(schedule, || {
        let letterbox = Letterbox::default();
        thread::scope(|s| {
            s.spawn(|| letterbox.read());
            s.spawn(|| {
                for round in 1..=4 {
                    letterbox.drop_letter(round);
                    letterbox.read();
                    rounds.store(round, unseen::Ordering::SeqCst);
                }
            });
        });
    });
    let run = match run {
        Ok(run) => Ok(run.trace),
        Err(ReplayError::Fails(found)) => Err(found),
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => Ok(*run),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    (rounds.into_inner(), run)
}

/// How often A has called `wait` since the last step of B.
fn waits_in_a_row(trace: &Trace) -> usize {
    let of_a = trace.steps.iter().rev().take_while(|step| step.thread != 2);
    of_a.filter(|step| step.operation == Operation::FutexWait).map(|step| 1 + step.spins).sum()
}

#[test]
fn a_reader_woken_in_vain_sleeps_again() {
    let mut schedule = String::new();
    for round in 0..=4 {
        // B goes through one round, and then A on until it sleeps.
        for (who, enough) in [('B', round), ('A', 5)] {
            for turn in 0.. {
                let (rounds, run) = reads_it_itself(&schedule);
                let trace = match run {
                    Ok(trace) => trace,
                    // A sleeps for good, as it should.
                    Err(found) if matches!(found.kind(), "lost_wakeup" | "deadlock") => return,
                    Err(found) => panic!("A was woken in vain, and does not sleep again:\n{found}"),
                };
                let steps = |trace: &Trace| trace.steps.iter().map(|s| 1 + s.spins).sum::<usize>();
                // A thread that looks a few times before it sleeps takes some turns without a new step.
                let stands = (1..=6).all(|more| {
                    let longer = format!("{schedule}{}", format!(" {who}").repeat(more));
                    matches!(reads_it_itself(&longer).1, Ok(then) if steps(&then) == steps(&trace))
                });
                // A wake in vain and a spurious one make two waits.
                let waits = waits_in_a_row(&trace);
                assert!(
                    who == 'B' || waits <= 3,
                    "There is no letter, and A waits for one {waits} times in a row: each `wait` returns at once. Does \
                     each round compare with the number of this round?\n\n{trace}"
                );
                if rounds >= enough || stands {
                    break;
                }
                assert!(turn < 60, "A was woken in vain, and does not sleep again:\n\n{trace}");
                schedule += &format!(" {who}");
            }
        }
    }
}

#[test]
fn no_ring_is_lost_between_two_writers() {
    in_time().order_only().max_preemptions(3).model(|| {
        let letterbox = Letterbox::default();
        thread::scope(|s| {
            s.spawn(|| letterbox.drop_letter(1));
            s.spawn(|| (2..=4).for_each(|letter| letterbox.drop_letter(letter)));
            (1..=4).for_each(|_| _ = letterbox.read());
        });
    });
}

#[test]
fn a_letter_that_is_there_is_read_without_sleeping() {
    let explored = holds(in_time().order_only().check(|| {
        let letterbox = Letterbox::default();
        letterbox.drop_letter(7);
        letterbox.drop_letter(8);
        assert!(letterbox.read() == 7, "letter 7 was dropped first");
        assert!(letterbox.read() == 8, "letter 8 was dropped next");
    }));
    let slept = explored.most(Operation::FutexWait) + explored.most(Operation::Park);
    assert!(slept == 0, "the letters were there, but the reader slept");
}

#[test]
fn two_letterboxes_are_independent() {
    Checker::new().order_only().model(|| {
        let (one, other) = (Letterbox::default(), Letterbox::default());
        one.drop_letter(1);
        other.drop_letter(2);
        assert!(other.read() == 2, "letter 2 was dropped here");
        assert!(one.read() == 1, "letter 1 was dropped here");
    });
}
