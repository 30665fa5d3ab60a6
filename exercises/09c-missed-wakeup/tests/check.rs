//! Replays your schedule on the letterbox as shipped, then explores yours.

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use interleave::trace::{Failure, Operation};
use interleave::{Checker, Explored, ReplayError, Verdict, futex, thread};
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
fn your_schedule_leaves_the_keeper_asleep() {
    match Checker::new().try_replay(SLEEPS_ON, shipped) {
        Err(ReplayError::Fails(found)) => {
            assert!(matches!(found.failure, Failure::LostWakeup { .. }), "\n{found}");
        }
        Err(ReplayError::Search(problem)) => panic!("\n{problem}"),
        Ok(run) => panic!("\nIn this schedule the keeper gets the letter:\n\n{run}"),
    }
}

#[track_caller]
fn holds(verdict: Verdict) -> Explored {
    match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    }
}

/// One keeper reads so many letters, which somebody brings one after the other.
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
fn nobody_sleeps_while_there_is_a_letter() {
    interleave::model(|| letters(1));
}

#[test]
fn two_letters_are_read_in_their_order() {
    Checker::new().order_only().max_preemptions(3).model(|| letters(2));
}

#[test]
fn two_keepers_read_a_letter_each() {
    Checker::new().order_only().max_preemptions(2).model(|| {
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
fn two_letters_from_two_people_are_both_read() {
    Checker::new().order_only().max_preemptions(2).model(|| {
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
fn whoever_waits_for_a_letter_is_asleep() {
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
            Ok(Verdict::Holds(_)) => panic!("nobody dropped a letter, but one was read"),
            Err(problem) => {
                panic!("there is no letter, and the keeper should sleep, but does not: {problem}")
            }
        };
        assert!(
            matches!(found.kind(), "lost_wakeup" | "deadlock"),
            "there is no letter, and the keeper should sleep, but does not:\n{found}"
        );
    }
}

#[test]
fn a_letter_that_is_there_is_read_without_sleeping() {
    let explored = holds(interleave::Checker::new().order_only().check(|| {
        let letterbox = Letterbox::default();
        letterbox.drop_letter(7);
        letterbox.drop_letter(8);
        assert!(letterbox.read() == 7, "letter 7 was dropped first");
        assert!(letterbox.read() == 8, "letter 8 was dropped next");
    }));
    let slept = explored.most(Operation::FutexWait) + explored.most(Operation::Park);
    assert!(slept == 0, "the letters were there, but the keeper went to bed");
}

#[test]
fn each_lighthouse_has_a_letterbox_of_its_own() {
    Checker::new().order_only().model(|| {
        let (one, other) = (Letterbox::default(), Letterbox::default());
        one.drop_letter(1);
        other.drop_letter(2);
        assert!(other.read() == 2, "letter 2 was dropped here");
        assert!(one.read() == 1, "letter 1 was dropped here");
    });
}
