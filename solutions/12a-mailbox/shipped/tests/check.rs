//! Puts letters in and takes them out, from several threads, and wakes the sleepers for nothing.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations only: what is asked of `take` is asked of `put`, and `try_take` meets both.
//! - 2, the first time only: `a_…_that_is_woken_for_nothing_sleeps_again` wakes four times, then 100 times.
//! - 3, one kind of type: `letters_may_be_borrowed_and_need_no_clone`.
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits" beside a holder only: `try_take_finds_the_letter_while_another_thread_waits`.
//! - 8, only the first of several waiters: `two_…` have two of each kind, `a_…_sleeps` beside another sleeper.
//! - one condvar for two mailboxes: `a_letter_wakes_no_thread_at_another_mailbox`.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use interleave::trace::{Counterexample, Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use mailbox::Mailbox;

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(3_000)
}

/// Threads put these letters in, one thread for each list, and others take so many out; all of them arrive.
#[track_caller]
fn check_letters(putters: &[&[u32]], takers: &[usize]) {
    in_time().model(|| {
        let mailbox = &Mailbox::new();
        thread::scope(|s| {
            for &letters in putters {
                s.spawn(move || letters.iter().for_each(|&letter| mailbox.put(letter)));
            }
            let take = |&times: &usize| {
                s.spawn(move || Vec::from_iter((0..times).map(|_| mailbox.take())))
            };
            let takers: Vec<_> = takers.iter().map(take).collect();
            let taken: Vec<Vec<u32>> =
                takers.into_iter().map(|taker| taker.join().unwrap()).collect();
            let mut all = taken.concat();
            // One thread on each side: the letters come in their order.
            if let ([letters], [taken]) = (putters, &taken[..]) {
                assert!(taken == letters, "{letters:?} were put in, and {taken:?} were taken");
            }
            all.sort_unstable();
            assert!(all == putters.concat(), "{putters:?} were put in, {taken:?} were taken");
        });
    });
}

#[test]
fn a_letter_arrives() {
    check_letters(&[&[1]], &[1]);
}

#[test]
fn three_letters_arrive_in_their_order() {
    check_letters(&[&[1, 2, 3]], &[3]);
}

#[test]
fn two_takers_get_a_letter_each() {
    check_letters(&[&[1, 2]], &[1, 1]);
}

#[test]
fn two_putters_get_rid_of_a_letter_each() {
    check_letters(&[&[1], &[2]], &[2]);
}

#[test]
fn two_putters_and_two_takers_miss_nothing() {
    check_letters(&[&[1], &[2]], &[1, 1]);
}

#[test]
fn a_taker_whose_letter_is_taken_away_gets_the_next_one() {
    in_time().model(|| {
        let mailbox = Mailbox::new();
        thread::scope(|s| {
            let a = s.spawn(|| mailbox.take());
            let b = s.spawn(|| mailbox.try_take());
            mailbox.put(1);
            let stolen = b.join().unwrap();
            if stolen.is_some() {
                mailbox.put(2);
            }
            let expected = if stolen.is_some() { 2 } else { 1 };
            assert_eq!(a.join().unwrap(), expected, "A took that; B's `try_take`: {stolen:?}");
        });
    });
}

#[test]
fn try_take_makes_room_for_a_putter_that_sleeps() {
    for putters in 1..=2 {
        in_time().model(|| {
            let mailbox = Mailbox::new();
            mailbox.put(0);
            thread::scope(|s| {
                for letter in 1..=putters {
                    let mailbox = &mailbox;
                    s.spawn(move || mailbox.put(letter));
                }
                let first = mailbox.try_take();
                assert!(first == Some(0), "letter 0 was in, but `try_take` returned {first:?}");
                for _ in 0..putters {
                    mailbox.take();
                }
            });
        });
    }
}

#[test]
fn try_take_waits_for_no_letter() {
    let verdict = interleave::check(|| {
        let mailbox = Mailbox::<u32>::new();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| assert!(mailbox.try_take().is_none(), "the mailbox is empty"));
            }
        });
    });
    let explored = match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(found) => panic!("the mailbox is empty, and `try_take` waits:\n{found}"),
    };
    let sleeps = [Operation::Wait, Operation::WaitTimeout, Operation::Park, Operation::Sleep];
    for sleep in sleeps.into_iter().chain([Operation::ParkTimeout, Operation::FutexWait]) {
        assert_eq!(explored.most(sleep), 0, "the mailbox is empty, and `try_take` sleeps");
    }
}

#[test]
fn try_take_finds_the_letter_while_another_thread_waits() {
    in_time().model(|| {
        let mailbox = Mailbox::new();
        mailbox.put(1);
        thread::scope(|s| {
            s.spawn(|| mailbox.put(2));
            let found = mailbox.try_take();
            assert!(found.is_some(), "there is a letter, but `try_take` found none");
            assert_eq!(mailbox.take(), 2);
        });
    });
}

/// Explores threads that wait for what never comes: they have to sleep.
#[track_caller]
fn check_sleeps(letters: &[u32], others: usize, wait: fn(&Mailbox<u32>)) {
    const AWAKE: &str = "nothing will ever change, and a thread that waits does not sleep";
    let verdict = Checker::new().order_only().max_executions(2_000).try_check(|| {
        let mailbox = Mailbox::new();
        letters.iter().for_each(|&letter| mailbox.put(letter));
        thread::scope(|s| {
            for _ in 0..others {
                s.spawn(|| wait(&mailbox));
            }
            wait(&mailbox);
        });
    });
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("`put` or `take` has returned without waiting"),
        Err(problem) => panic!("{AWAKE}: {problem}"),
    }
}

#[test]
fn a_taker_without_a_letter_sleeps() {
    check_sleeps(&[], 0, |mailbox| _ = mailbox.take());
    check_sleeps(&[], 1, |mailbox| _ = mailbox.take());
}

#[test]
fn a_putter_without_room_sleeps() {
    check_sleeps(&[1], 0, |mailbox| mailbox.put(2));
    check_sleeps(&[1], 1, |mailbox| mailbox.put(2));
}

/// What has happened as far as a schedule led A and B.
struct Seen {
    /// How many rounds B has made.
    rounds: usize,
    /// Whether A has what it waits for.
    done: bool,
    trace: Trace,
    /// A failure other than that a thread sleeps for good.
    failure: Option<Box<Counterexample>>,
}

/// A waits. B makes the mailbox ready for A and takes that back at once, so many times, and once more.
fn follow(is_taker: bool, times: usize, schedule: &str) -> Seen {
    // Std's atomics: the explorer does not see them, so the letters are the steps of the mailbox.
    // With the star, counting the handles of an `Arc` is a step from the start.
    let (rounds, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let run = Checker::new().try_replay(&format!("*{schedule}"), || {
        let mailbox = Mailbox::new();
        if !is_taker {
            mailbox.put(0);
        }
        thread::scope(|s| {
            s.spawn(|| {
                if is_taker {
                    mailbox.take();
                } else {
                    mailbox.put(0);
                }
                done.store(1, SeqCst);
            });
            s.spawn(|| {
                for round in 1..=times + 1 {
                    if is_taker {
                        mailbox.put(1);
                        if mailbox.try_take().is_none() {
                            return;
                        }
                    } else {
                        _ = mailbox.try_take();
                        mailbox.put(1);
                    }
                    rounds.store(round, SeqCst);
                }
            });
        });
    });
    let (trace, failure) = match run {
        Ok(run) => (run.trace, None),
        Err(ReplayError::Fails(found)) => {
            let sleeps = matches!(found.kind(), "lost_wakeup" | "deadlock");
            (found.trace.clone(), (!sleeps).then_some(found))
        }
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => (*run, None),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    Seen { rounds: rounds.into_inner(), done: done.into_inner() == 1, trace, failure }
}

/// Whether A is asleep: its next step would be to wake up for no reason.
fn is_asleep(is_taker: bool, times: usize, schedule: &str) -> bool {
    let then = follow(is_taker, times, &format!("{schedule} A")).trace;
    let last = then.steps.last();
    last.is_some_and(|step| step.thread == 1 && step.operation == Operation::WokeSpuriously)
}

/// A sleeps; B makes rounds, and A goes on after each of them until it sleeps again.
#[track_caller]
fn check_sleeps_again(is_taker: bool) {
    const TIMES: usize = 100;
    const GONE: &str = "A has to wait, and goes on nevertheless";
    let (mut schedule, mut lengths) = (String::new(), Vec::new());
    for round in 0..=4 {
        for who in ['B', 'A'] {
            for step in 0.. {
                let now = follow(is_taker, TIMES, &schedule);
                if let Some(found) = now.failure {
                    panic!("A was woken for nothing:\n{found}");
                }
                assert!(!now.done, "{GONE}:\n\n{}", now.trace);
                let is_made = now.rounds == round;
                if if who == 'B' { is_made } else { is_asleep(is_taker, TIMES, &schedule) } {
                    break;
                }
                if who == 'B' && step == 25 {
                    // What B has brought is A's from the start, so A is never woken for nothing.
                    return;
                }
                assert!(step < 25, "A was woken for nothing, and stays awake:\n\n{}", now.trace);
                schedule += &format!(" {who}");
            }
        }
        lengths.push(schedule.len());
    }
    // What the two do in their fourth round they do in each.
    schedule += &schedule[lengths[3]..].repeat(TIMES - 4);
    let seen = follow(is_taker, TIMES, &schedule);
    assert!(
        is_asleep(is_taker, TIMES, &schedule) && !seen.done,
        "A was woken for nothing {TIMES} times, and did not sleep again each time"
    );
}

#[test]
fn a_taker_that_is_woken_for_nothing_sleeps_again() {
    check_sleeps_again(true);
}

#[test]
fn a_putter_that_is_woken_for_nothing_sleeps_again() {
    check_sleeps_again(false);
}

#[test]
fn a_letter_wakes_no_thread_at_another_mailbox() {
    in_time().model(|| {
        let (mine, other) = (Mailbox::new(), Mailbox::new());
        thread::scope(|s| {
            let a = s.spawn(|| mine.take());
            let b = s.spawn(|| other.take());
            mine.put(1);
            assert_eq!(a.join().unwrap(), 1);
            other.put(2);
            assert_eq!(b.join().unwrap(), 2);
        });
    });
}

#[test]
fn letters_may_be_borrowed_and_need_no_clone() {
    struct Letter<'a>(&'a str, Cell<u32>);
    in_time().model(|| {
        let text = String::from("from here");
        let mailbox = Mailbox::default();
        thread::scope(|s| {
            s.spawn(|| mailbox.put(Letter(&text, Cell::new(1))));
            let letter = mailbox.take();
            assert_eq!((letter.0, letter.1.get()), ("from here", 1));
        });
        assert!(mailbox.try_take().is_none());
    });
}
