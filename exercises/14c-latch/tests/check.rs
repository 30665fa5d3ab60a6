//! Threads count a latch down, and others wait for it, early and late.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations only: what `wait` makes visible, `is_open` must, too.
//! - 2, the first time only: `an_open_latch_stays_open` counts down, waits and asks again and again.
//!   `a_thread_that_is_woken_for_nothing_sleeps_again`.
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits": `counting_down_waits_for_no_thread`, `…_for_no_sleeper`.
//! - 6, the boundary: counts of 0, 1, 256, 300, `usize::MAX`, and half of that; 300 calls too many.
//! - 8, only the first of several waiters: `every_waiter_goes_on`, `a_thread_that_has_to_wait_sleeps`.
//! - 7, a retry limit: `a_call_counts_even_if_a_thousand_others_overtake_it`.
//! - 8, a few wakeups instead of all: `fourteen_waiters_all_go_on`.
//! - one latch for two: `each_latch_has_its_own_count`.

use std::sync::atomic as unseen;

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::trace::{Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use latch::Latch;

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().max_executions(2_000)
}

/// What is written before a count-down, without any lock.
#[derive(Default)]
struct Door(Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Door {}

impl Door {
    #[track_caller]
    fn check_shut(&self) {
        let shut = self.0.get();
        assert!(
            shut == 1,
            "the latch is open, and what was done before the count-down isn't visible"
        );
    }
}

/// This many threads count down once each, and as many wait as `waiters` says.
fn train(carriages: usize, waiters: usize) {
    let latch = Latch::new(carriages);
    let doors: Vec<Door> = (0..carriages).map(|_| Door::default()).collect();
    thread::scope(|s| {
        for door in &doors {
            let latch = &latch;
            s.spawn(move || {
                let door = &door;
                door.0.set(1);
                latch.count_down();
            });
        }
        let wait = || {
            latch.wait();
            for door in &doors {
                door.check_shut();
            }
        };
        for _ in 1..waiters {
            s.spawn(wait);
        }
        wait();
    });
}

#[test]
fn a_waiter_goes_on_when_all_have_counted_down() {
    in_time().model(|| train(1, 1));
    in_time().model(|| train(2, 1));
    in_time().max_preemptions(2).model(|| train(3, 1));
}

#[test]
fn every_waiter_goes_on() {
    in_time().model(|| train(1, 2));
    in_time().max_preemptions(2).model(|| train(2, 2));
    in_time().max_preemptions(1).model(|| train(1, 3));
}

#[test]
fn fourteen_waiters_all_go_on() {
    Checker::new().order_only().max_executions(1).model(|| {
        let latch = &Latch::new(1);
        let (came, all_here) = (&Mutex::new(0), &Condvar::new());
        thread::scope(|s| {
            for _ in 0..14 {
                s.spawn(|| {
                    *came.lock().unwrap() += 1;
                    all_here.notify_one();
                    latch.wait();
                });
            }
            // In the one interleaving that is explored, each of them runs until it sleeps.
            drop(all_here.wait_while(came.lock().unwrap(), |came| *came < 14).unwrap());
            latch.count_down();
        });
    });
}

#[test]
fn no_waiter_goes_on_before_the_last_count_down() {
    for count in 1..=3 {
        in_time().order_only().model(|| {
            let (latch, calls) = (Latch::new(count), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    latch.wait();
                    let calls = calls.load(SeqCst);
                    assert!(calls == count, "`wait` returned after {calls} of {count} calls");
                });
                for call in 1..=count {
                    assert!(!latch.is_open(), "{} of {count} calls, and it's open", call - 1);
                    calls.store(call, SeqCst);
                    latch.count_down();
                }
            });
            assert!(latch.is_open(), "{count} of {count} calls, and it isn't open");
        });
    }
}

#[test]
fn a_thread_that_finds_it_open_sees_what_was_done_before() {
    in_time().model(|| {
        let (latch, door) = (Latch::new(1), Door::default());
        thread::scope(|s| {
            s.spawn(|| {
                let door = &door;
                door.0.set(1);
                latch.count_down();
            });
            if latch.is_open() {
                door.check_shut();
            }
        });
    });
    // Both have counted down before the latch is open, so both are visible.
    in_time().model(|| {
        let (latch, doors) = (Latch::new(2), [Door::default(), Door::default()]);
        thread::scope(|s| {
            for door in &doors {
                let latch = &latch;
                s.spawn(move || {
                    let door = &door;
                    door.0.set(1);
                    latch.count_down();
                });
            }
            if latch.is_open() {
                for door in &doors {
                    door.check_shut();
                }
            }
        });
    });
}

#[test]
fn an_open_latch_stays_open() {
    for count in 0..=2 {
        in_time().order_only().model(|| {
            let latch = Latch::new(count);
            (0..count).for_each(|_| latch.count_down());
            thread::scope(|s| {
                s.spawn(|| {
                    for _ in 0..2 {
                        latch.count_down();
                        latch.wait();
                    }
                });
                for _ in 0..2 {
                    latch.wait();
                    assert!(latch.is_open(), "it was open, and is closed again");
                    latch.count_down();
                }
            });
            latch.wait();
            assert!(latch.is_open(), "it was open, and is closed again");
        });
    }
}

#[test]
fn two_late_count_downs_at_the_same_time_change_nothing() {
    in_time().order_only().model(|| {
        let latch = Latch::new(1);
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| latch.count_down());
            }
            latch.wait();
            assert!(latch.is_open(), "it was open, and is closed again");
        });
        assert!(latch.is_open(), "it was open, and is closed again");
        latch.wait();
    });
}

#[test]
fn a_latch_for_no_call_is_open_from_the_start() {
    in_time().model(|| {
        let latch = Latch::new(0);
        assert!(latch.is_open(), "no call is missing");
        latch.wait();
    });
}

#[test]
fn it_counts_to_256_and_300() {
    for count in [256, 300] {
        in_time().order_only().model(|| {
            let latch = Latch::new(count);
            for call in 0..count {
                assert!(!latch.is_open(), "{call} of {count} calls, and it's open");
                latch.count_down();
            }
            latch.wait();
            assert!(latch.is_open(), "{count} of {count} calls, and it isn't open");
        });
    }
}

#[test]
fn three_hundred_late_calls_change_nothing() {
    in_time().order_only().model(|| {
        let (latch, calls) = (Latch::new(1), AtomicUsize::new(0));
        for call in 1..=301 {
            latch.count_down();
            // Without a step that changes something, the explorer takes this for a loop that waits.
            calls.store(call, SeqCst);
            assert!(latch.is_open(), "{call} calls for a count of 1, and it isn't open");
        }
        latch.wait();
    });
}

/// How often a call of A can be overtaken, before the last word is spoken.
const RACES: usize = 1_000;

/// Follows a schedule, in which A counts down once, and B does it `RACES` times. Returns how many of B's calls are back,
/// whether A's call is, and the number of the letter that couldn't be followed.
#[track_caller]
fn overtake(schedule: &str) -> (usize, bool, Option<usize>) {
    let (calls, is_back) = (unseen::AtomicUsize::new(0), unseen::AtomicBool::new(false));
    let run = Checker::new().try_replay(&format!("*{schedule}"), || {
        let latch = Latch::new(RACES + 1);
        thread::scope(|s| {
            s.spawn(|| {
                latch.count_down();
                is_back.store(true, SeqCst);
            });
            s.spawn(|| {
                for _ in 0..RACES {
                    latch.count_down();
                    calls.fetch_add(1, SeqCst);
                }
            });
        });
        latch.is_open()
    });
    let (calls, is_back) = (calls.into_inner(), is_back.into_inner());
    let stuck = match run {
        Ok(run) => {
            assert!(
                run.value,
                "while A counted down, B did so again and again; then {RACES} calls of B and one of A are back, but the latch that counts to {} isn't open: A's call was lost",
                RACES + 1
            );
            None
        }
        Err(ReplayError::Search(SearchError::Schedule { problem, .. })) => {
            let number = problem.strip_prefix("letter ").and_then(|rest| rest.split(':').next());
            number.and_then(|number| number.parse().ok())
        }
        Err(ReplayError::Search(error)) => panic!("{error}"),
        Err(ReplayError::Fails(found)) => panic!("\n{found}"),
    };
    (calls, is_back, stuck)
}

#[test]
fn a_call_counts_even_if_a_thousand_others_overtake_it() {
    // After each step of A, B counts down once: so an exchange of A finds another value each time.
    let (mut schedule, mut lengths) = (String::new(), Vec::new());
    'rounds: for round in 1..=4 {
        schedule.push('A');
        while overtake(&schedule).0 < round {
            let (_, is_back, stuck) = overtake(&schedule);
            if is_back || stuck.is_some() {
                // A's call is over, or B waits for it.
                break 'rounds;
            }
            schedule.push('B');
        }
        lengths.push(schedule.len());
    }
    if lengths.len() == 4 {
        // What the two do in the third and fourth round they do in each, until A's call is back.
        schedule += &schedule[lengths[1]..].repeat(RACES / 2 - 2);
    }
    if let (_, _, Some(letter)) = overtake(&schedule) {
        schedule.truncate(letter - 1);
    }
    // Then the rest of both.
    for who in ["B", "A"] {
        let (_, _, stuck) = overtake(&(schedule.clone() + &who.repeat(RACES * 10)));
        if let Some(letter) = stuck {
            let more = (letter - 1).saturating_sub(schedule.len());
            schedule += &who.repeat(more);
        }
    }
    _ = overtake(&schedule);
}

#[test]
fn the_greatest_counts_work() {
    in_time().model(|| {
        for count in [usize::MAX, usize::MAX / 2 + 1] {
            let latch = Latch::new(count);
            assert!(!latch.is_open(), "{count} calls are missing");
            latch.count_down();
            assert!(!latch.is_open(), "{} calls are missing", count - 1);
        }
    });
}

#[test]
fn a_thread_that_has_to_wait_sleeps() {
    const AWAKE: &str = "a call is missing, and a thread that waits does not sleep";
    for (count, others) in [(1, 0), (1, 1), (2, 1)] {
        let verdict = in_time().order_only().try_check(|| {
            let latch = Latch::new(count);
            thread::scope(|s| {
                for _ in 0..others {
                    s.spawn(|| latch.wait());
                }
                (1..count).for_each(|_| latch.count_down());
                latch.wait();
            });
        });
        match verdict {
            Ok(Verdict::Fails(found)) => {
                assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
            }
            Ok(Verdict::Holds(_)) => panic!("a call is missing, but `wait` has returned"),
            Err(problem) => panic!("{AWAKE}: {problem}"),
        }
    }
}

/// What a schedule has led to.
struct Seen {
    /// How many calls are back.
    back: usize,
    /// Why the last letter couldn't be followed: because the thread sleeps, say, or because it spins.
    problem: Option<String>,
    trace: Trace,
}

/// Follows a schedule, in which each letter is a step of a thread. The program counts the calls that are back.
#[track_caller]
fn follow(program: &dyn Fn(&unseen::AtomicUsize), schedule: &str) -> Seen {
    // The explorer doesn't see this atomic of std's, so the letters are the steps of the latch.
    let back = unseen::AtomicUsize::new(0);
    // With the star, counting the handles of an `Arc` is a step from the start.
    let run = Checker::new().try_replay(&format!("*{schedule}"), || program(&back));
    let (trace, problem) = match run {
        Ok(run) => (run.trace, None),
        Err(ReplayError::Search(SearchError::Schedule { problem, run })) => {
            (*run, Some(problem).filter(|problem| problem.starts_with("letter")))
        }
        Err(ReplayError::Search(error)) => panic!("{error}"),
        Err(ReplayError::Fails(found)) => panic!("\n{found}"),
    };
    Seen { back: back.into_inner(), problem, trace }
}

/// This thread goes on until it sleeps, is woken for nothing, and must sleep again.
#[track_caller]
fn sleeps_again(program: &dyn Fn(&unseen::AtomicUsize), mut schedule: String, who: char) -> String {
    for happens in ["has to wait", "has to wait, was woken for nothing"] {
        for letter in 0.. {
            let now = follow(program, &schedule);
            assert!(now.back == 0, "{who} {happens}, and goes on nevertheless:\n\n{}", now.trace);
            let then = follow(program, &format!("{schedule}{who}"));
            let last = then.trace.steps.last().map(|step| step.operation);
            if then.problem.is_none() && last == Some(Operation::WokeSpuriously) {
                break;
            }
            // It goes round, also if it could have a lock that no thread holds.
            let spins = then.problem.as_ref().is_some_and(|problem| {
                problem.contains("spins")
                    || problem.contains("waits for the lock") && !problem.contains(", which")
            });
            if then.problem.is_some() && !spins {
                // It sleeps. The explorer wakes it for nothing only once, and at some locks never.
                return schedule;
            }
            assert!(!spins && letter < 60, "{who} {happens}, and doesn't sleep:\n\n{}", now.trace);
            schedule.push(who);
        }
        schedule.push(who);
    }
    // That was one wakeup too many.
    schedule.pop();
    schedule
}

#[test]
fn a_thread_that_is_woken_for_nothing_sleeps_again() {
    // C has yet to take its first step.
    let program = |back: &unseen::AtomicUsize| {
        let latch = Latch::new(1);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    latch.wait();
                    back.fetch_add(1, SeqCst);
                });
            }
            s.spawn(|| latch.count_down());
        });
    };
    for who in ['A', 'B'] {
        sleeps_again(&program, String::new(), who);
    }
    let asleep = sleeps_again(&program, String::new(), 'A');
    sleeps_again(&program, asleep, 'B');
}

#[test]
fn counting_down_waits_for_no_sleeper() {
    let is_done = unseen::AtomicUsize::new(0);
    let program = |back: &unseen::AtomicUsize| {
        let latch = Latch::new(2);
        is_done.store(0, SeqCst);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    latch.wait();
                    back.fetch_add(1, SeqCst);
                });
            }
            s.spawn(|| {
                for call in 1..=4 {
                    latch.count_down();
                    is_done.store(2 * call - 1, SeqCst);
                    let is_open = latch.is_open();
                    assert!(
                        is_open == (call > 1),
                        "after {call} of 2 calls, is it open? {is_open}"
                    );
                    is_done.store(2 * call, SeqCst);
                }
            });
        });
    };
    let asleep = sleeps_again(&program, String::new(), 'A');
    let mut schedule = sleeps_again(&program, asleep, 'B');
    // Only C goes on from here.
    for letter in 0.. {
        let now = follow(&program, &schedule);
        let done = is_done.load(SeqCst);
        if done == 8 {
            break;
        }
        let what = ["count_down", "is_open"][done % 2];
        assert!(
            letter < 200 && now.problem.is_none(),
            "two threads sleep in `wait`, and C's `{what}` waits for them:\n\n{}",
            now.trace
        );
        schedule.push('C');
    }
}

#[test]
fn counting_down_waits_for_no_thread() {
    in_time().model(|| {
        let latch = Latch::new(3);
        (0..5).for_each(|_| latch.count_down());
        assert!(latch.is_open(), "5 calls for a count of 3, and it isn't open");
    });
}

#[test]
fn each_latch_has_its_own_count() {
    in_time().order_only().model(|| {
        let (one, two) = (Latch::new(1), Latch::new(1));
        thread::scope(|s| {
            s.spawn(|| one.wait());
            s.spawn(|| two.wait());
            one.count_down();
            assert!(!two.is_open(), "only the other one was counted down");
            two.count_down();
        });
    });
}
