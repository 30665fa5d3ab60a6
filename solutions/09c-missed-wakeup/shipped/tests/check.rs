//! Replays your schedule on the letterbox as shipped, then explores yours.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: `a_reader_woken_for_nothing_sleeps_again`, `two_letters_are_read_in_their_order`, and
//!   `a_reader_sleeps_again_however_often_it_is_woken_for_nothing` (1,000 times);
//! - only one reader or one writer: `two_readers_read_a_letter_each`, `two_letters_from_two_writers_are_both_read`,
//!   `no_ring_is_lost_between_two_writers`;
//! - a number that comes back: `no_ring_is_lost_between_two_writers` rings four times, and
//!   `no_ring_is_lost_among_256` as often as 8 bits can count;
//! - letters that are in the order of their numbers, or never 0: `letters_are_read_as_they_were_dropped`.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic as unseen;

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use interleave::trace::{Counterexample, Failure, Operation, Step, Trace};
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

/// The ways to sleep.
const SLEEPS: [Operation; 3] = [Operation::FutexWait, Operation::Park, Operation::Wait];

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

/// One thread reads letters, and another one drops them one after the other.
fn letters(letters: &[u32]) {
    let letterbox = Letterbox::default();
    thread::scope(|s| {
        s.spawn(|| {
            for &letter in letters {
                let read = letterbox.read();
                assert!(read == letter, "letter {letter} was next, but {read} was read");
            }
        });
        s.spawn(|| letters.iter().for_each(|&letter| letterbox.drop_letter(letter)));
    });
}

#[test]
fn no_reader_sleeps_while_there_is_a_letter() {
    in_time().model(|| letters(&[0]));
}

#[test]
fn two_letters_are_read_in_their_order() {
    in_time().order_only().max_preemptions(3).model(|| letters(&[7, 0]));
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

const AWAKE: &str = "there is no letter, and a reader does not sleep";

#[test]
fn a_reader_without_a_letter_sleeps() {
    for (rings, others) in [(0, 0), (1, 0), (0, 1)] {
        let verdict = in_time().order_only().try_check(|| {
            let letterbox = Letterbox::default();
            for letter in 0..rings {
                letterbox.drop_letter(letter);
                letterbox.read();
            }
            thread::scope(|s| {
                for _ in 0..others {
                    s.spawn(|| letterbox.read());
                }
                letterbox.read();
            });
        });
        let found = match verdict {
            Ok(Verdict::Fails(found)) => found,
            Ok(Verdict::Holds(_)) => panic!("no letter was dropped, but `read` returned one"),
            Err(problem) => panic!("{AWAKE}: {problem}"),
        };
        assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
    }
}

/// What has happened when A read once, and B dropped letters and read them itself, as far as a schedule led them.
struct ReadItself {
    /// How often B has.
    rounds: u32,
    /// What A has done instead of waiting.
    did: Option<&'static str>,
    trace: Trace,
    /// A failure other than that A sleeps for good.
    failure: Option<Box<Counterexample>>,
    /// Whether no thread can go on.
    is_over: bool,
}

/// A reads one letter. B drops one and reads it itself, so many times. They take turns as the letters say.
fn reads_it_itself(times: u32, schedule: &str) -> ReadItself {
    // Std's atomics: the explorer does not see them, so the letters are the steps of the letterbox.
    let (rounds, left) = (unseen::AtomicU32::new(0), unseen::AtomicUsize::new(0));
    let run = Checker::new().try_replay(schedule, || {
        let letterbox = Letterbox::default();
        thread::scope(|s| {
            s.spawn(|| {
                let read = catch_unwind(AssertUnwindSafe(|| letterbox.read()));
                left.store(if read.is_ok() { 1 } else { 2 }, unseen::Ordering::SeqCst);
                read.unwrap();
            });
            s.spawn(|| {
                for round in 1..=times {
                    letterbox.drop_letter(round);
                    letterbox.read();
                    rounds.store(round, unseen::Ordering::SeqCst);
                }
            });
        });
    });
    let did = [None, Some("returned with a letter"), Some("panicked")][left.into_inner()];
    let rounds = rounds.into_inner();
    let (trace, failure, is_over) = match run {
        Ok(run) => (run.trace, None, true),
        Err(ReplayError::Fails(found)) => {
            let sleeps = matches!(found.kind(), "lost_wakeup" | "deadlock");
            (found.trace.clone(), (!sleeps).then_some(found), true)
        }
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => (*run, None, false),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    ReadItself { rounds, did, trace, failure, is_over }
}

/// How often A has gone to sleep in these steps.
fn sleeps<'a>(steps: impl Iterator<Item = &'a Step>) -> usize {
    steps.filter(|s| s.thread == 1 && SLEEPS.contains(&s.operation)).map(|s| 1 + s.spins).sum()
}

/// B goes through one round, and then A on until it sleeps. Adds their letters, and returns whether B can come again.
fn one_round(schedule: &mut String, times: u32, round: u32) -> bool {
    for who in ['B', 'A'] {
        for turn in 0.. {
            let now = reads_it_itself(times, schedule);
            if let Some(found) = now.failure {
                panic!("A was woken for nothing and doesn't go back to sleep:\n{found}");
            }
            if now.is_over {
                return false;
            }
            let steps =
                |run: &ReadItself| run.trace.steps.iter().map(|s| 1 + s.spins).sum::<usize>();
            // A thread that looks a few times before it sleeps takes some turns without a new step.
            let stands = (1..=6).all(|more| {
                let longer = format!("{schedule}{}", format!(" {who}").repeat(more));
                let then = reads_it_itself(times, &longer);
                !then.is_over && steps(&then) == steps(&now)
            });
            // A wake for nothing and a spurious one make two.
            let waits = sleeps(now.trace.steps.iter().rev().take_while(|step| step.thread != 2));
            assert!(
                who == 'B' || waits <= 3,
                "There is no letter, and A waits for one {waits} times in a row: each `wait` returns at once. Does each \
                 round compare with the number of this round?\n\n{}",
                now.trace
            );
            if who == 'B' && now.rounds >= round || stands {
                break;
            }
            assert!(
                turn < 60,
                "A was woken for nothing and doesn't go back to sleep:\n\n{}",
                now.trace
            );
            *schedule += &format!(" {who}");
        }
    }
    true
}

#[test]
fn a_reader_woken_for_nothing_sleeps_again() {
    let mut schedule = String::new();
    // At first A sleeps, and nothing has rung.
    let _ = (0..=4).all(|round| one_round(&mut schedule, 4, round));
}

#[test]
fn a_reader_sleeps_again_however_often_it_is_woken_for_nothing() {
    const TIMES: u32 = 1_000;
    let (mut schedule, mut lengths) = (String::new(), Vec::new());
    for round in 0..=4 {
        if !one_round(&mut schedule, TIMES, round) {
            return;
        }
        lengths.push(schedule.len());
    }
    // What the two do in their fourth round they do in each.
    let round = schedule[lengths[3]..].repeat(TIMES as usize - 5);
    let ReadItself { rounds, did, trace, .. } = reads_it_itself(TIMES, &(schedule + &round));
    let slept = sleeps(trace.steps.iter());
    assert!(
        did.is_none() && slept + 2 >= rounds as usize,
        "B dropped a letter and read it itself {rounds} times, and each time A was woken for nothing. \
         A slept {slept} times, and then A {}",
        did.unwrap_or("did not go back to sleep")
    );
}

#[test]
fn no_ring_is_lost_among_256() {
    // A takes so many steps. Then B drops 256 letters, and then A goes on.
    for steps in 0..8 {
        let run = |of_b: usize| {
            let done = unseen::AtomicBool::new(false);
            let schedule = " A".repeat(steps) + &" B".repeat(of_b) + &" A".repeat(12);
            let run = Checker::new().try_replay(&schedule, || {
                let letterbox = Letterbox::default();
                thread::scope(|s| {
                    s.spawn(|| letterbox.read());
                    s.spawn(|| {
                        (0..256).for_each(|letter| letterbox.drop_letter(letter));
                        done.store(true, unseen::Ordering::SeqCst);
                    });
                });
            });
            (done.into_inner(), run)
        };
        // The fewest letters with which B comes to its end.
        let (mut few, mut enough) = (0, 256 * 12);
        while few + 1 < enough {
            let middle = (few + enough) / 2;
            *(if run(middle).0 { &mut enough } else { &mut few }) = middle;
        }
        if let (true, Err(ReplayError::Fails(found))) = run(enough) {
            panic!(
                "A took {steps} steps, and B dropped 256 letters. Then A went on, and the run ended with this: {}. Which \
                 number does the counter show after 256 rings?",
                found.kind().replace('_', " ")
            );
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
fn letters_are_read_as_they_were_dropped() {
    let explored = holds(in_time().order_only().check(|| {
        let letterbox = Letterbox::default();
        let letters = [7, 0, u32::MAX, 7, 1];
        letters.iter().for_each(|&letter| letterbox.drop_letter(letter));
        let read = letters.map(|_| letterbox.read());
        assert!(read == letters, "the letters {letters:?} were dropped, but {read:?} were read");
    }));
    let slept = SLEEPS.iter().map(|&operation| explored.most(operation)).sum::<u64>();
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
