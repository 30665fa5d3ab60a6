//! Threads meet in several rounds, and each looks whether all of them have come.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 2, the first time only: two rounds, three, and 300.
//! - 3, one kind of type: `an_action_may_move_what_it_borrows`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: one thread; 300 rounds of three threads, which is more than 8 bits can count.
//! - 2, the first sleep only: `a_thread_that_is_woken_for_nothing_sleeps_again`.
//! - 8, only the first of several waiters: two of three wait in `a_thread_that_…_sleeps` and `…_sleeps_again`.
//! - the right number of leaders, but not the right thread: each thread knows whether its own action has run.
//! - two threads only: most tests come with three as well.
//! - 8, a few wakeups instead of all: `fifteen_threads_meet_once`, in which fourteen sleep.
//! - one barrier for two, or one number of rounds: `each_barrier_has_its_own_party`.
//! - orderings that matter on one path only: `…_before_a_single_meeting_is_visible_after_it` explores them in full.

use std::sync::atomic as unseen;

use barrier::Barrier;
use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::trace::{Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(1_500)
}

/// So many threads meet in so many rounds.
fn meet(threads: usize, rounds: usize) {
    let barrier = Barrier::new(threads);
    let [arrivals, actions, leaders] = &[0; 3].map(AtomicUsize::new);
    let action = || {
        let (came, round) = (arrivals.load(SeqCst), actions.fetch_add(1, SeqCst) + 1);
        assert!(
            came == round * threads,
            "action {round} of {threads} threads runs when they have come {came} times"
        );
    };
    let walk = || {
        for round in 1..=rounds {
            arrivals.fetch_add(1, SeqCst);
            let mut has_acted = false;
            let leads = barrier.wait(|| {
                has_acted = true;
                action();
            });
            assert!(leads || !has_acted, "a thread's own action has run, but it got `false`");
            assert!(has_acted || !leads, "a thread got `true`, but its own action hasn't run");
            if leads {
                leaders.fetch_add(1, SeqCst);
            }
            let (came, acted) = (arrivals.load(SeqCst), actions.load(SeqCst));
            assert!(
                came >= round * threads,
                "one of {threads} threads goes on from round {round} when they have come {came} times"
            );
            assert!(
                acted >= round,
                "a thread goes on from round {round} before the action is over"
            );
        }
    };
    thread::scope(|s| {
        for _ in 1..threads {
            s.spawn(walk);
        }
        walk();
    });
    let (acted, leaders) = (actions.load(SeqCst), leaders.load(SeqCst));
    assert!(acted == rounds, "in {rounds} rounds, {acted} actions were run");
    assert!(leaders == rounds, "in {rounds} rounds, `wait` returned `true` {leaders} times");
}

#[test]
fn two_threads_meet_once() {
    in_time().model(|| meet(2, 1));
}

#[test]
fn two_threads_meet_again_and_again() {
    in_time().model(|| meet(2, 2));
    in_time().max_preemptions(2).model(|| meet(2, 3));
}

#[test]
fn three_threads_meet_once() {
    in_time().model(|| meet(3, 1));
}

#[test]
fn three_threads_meet_again() {
    in_time().max_preemptions(1).model(|| meet(3, 2));
}

#[test]
fn four_threads_meet_again() {
    in_time().max_preemptions(0).max_executions(300).model(|| meet(4, 2));
}

#[test]
fn fifteen_threads_meet_once() {
    // One after the other, the first fourteen fall asleep.
    Checker::new().order_only().max_executions(1).model(|| meet(15, 1));
}

#[test]
fn a_single_thread_need_not_wait() {
    in_time().model(|| meet(1, 3));
}

#[test]
fn three_threads_meet_300_times() {
    Checker::new().order_only().max_executions(1).model(|| meet(3, 300));
}

#[test]
fn two_threads_meet_300_times() {
    Checker::new().order_only().max_executions(1).model(|| meet(2, 300));
}

#[test]
fn a_thread_that_has_to_wait_sleeps() {
    const AWAKE: &str = "one thread is missing, and a thread that waits for it does not sleep";
    for others in 0..2 {
        let verdict = in_time().try_check(|| {
            let barrier = Barrier::new(2 + others);
            thread::scope(|s| {
                for _ in 0..others {
                    s.spawn(|| barrier.wait(|| ()));
                }
                barrier.wait(|| ());
            });
        });
        match verdict {
            Ok(Verdict::Fails(found)) => {
                assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
            }
            Ok(Verdict::Holds(_)) => panic!("one thread is missing, but `wait` has returned"),
            Err(problem) => panic!("{AWAKE}: {problem}"),
        }
    }
}

#[test]
fn a_thread_that_waits_in_the_second_round_sleeps() {
    let verdict = in_time().try_check(|| {
        let barrier = Barrier::new(2);
        thread::scope(|s| {
            s.spawn(|| barrier.wait(|| ()));
            barrier.wait(|| ());
            barrier.wait(|| ());
        });
    });
    const AWAKE: &str = "in the second round, one thread waits and does not sleep";
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("in the second round, one thread went on alone"),
        Err(problem) => panic!("{AWAKE}: {problem}"),
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
    // The explorer doesn't see this atomic of std's, so the letters are the steps of the barrier.
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
    for waiters in 1..=2 {
        // The last thread has yet to take its first step.
        let program = |back: &unseen::AtomicUsize| {
            let barrier = Barrier::new(waiters + 1);
            thread::scope(|s| {
                for _ in 0..=waiters {
                    s.spawn(|| {
                        barrier.wait(|| ());
                        back.fetch_add(1, SeqCst);
                    });
                }
            });
        };
        for woken in ['A', 'B'].into_iter().take(waiters) {
            sleeps_again(&program, String::new(), woken);
        }
    }
}

/// A cell that each thread uses when the barrier says so.
struct Page(Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Page {}

#[test]
fn what_was_done_before_the_barrier_is_visible_after_it() {
    Checker::new().max_executions(1_500).model(|| {
        let (pages, book) = ([0; 2].map(|_| Page(Cell::new(0))), Page(Cell::new(0)));
        let (barrier, pages, book) = (&Barrier::new(2), &pages, &book);
        thread::scope(|s| {
            for me in 0..2 {
                s.spawn(move || {
                    for round in 1..=2 {
                        pages[me].0.set(round);
                        barrier.wait(|| {
                            let page = &book;
                            page.0.set(pages[0].0.get() + pages[1].0.get());
                        });
                        let read = (pages[1 - me].0.get(), book.0.get());
                        assert!(read == (round, 2 * round), "in round {round}, {read:?} was read");
                        barrier.wait(|| ());
                    }
                });
            }
        });
    });
}

/// Two threads meet once. Each changes its own page before that, and reads the other's after it.
fn meet_with_pages() {
    let (barrier, pages) = (&Barrier::new(2), &[0; 2].map(|_| Page(Cell::new(0))));
    let walk = move |me: usize| {
        pages[me].0.set(1);
        barrier.wait(|| ());
        let read = pages[1 - me].0.get();
        assert!(read == 1, "the other thread has written 1, and {read} was read");
    };
    thread::scope(|s| {
        s.spawn(move || walk(0));
        walk(1);
    });
}

#[test]
fn what_was_done_before_a_single_meeting_is_visible_after_it() {
    // So few steps that the orderings can be explored in full.
    Checker::new().memory_only().max_executions(20_000).model(meet_with_pages);
}

#[test]
fn an_action_may_move_what_it_borrows() {
    in_time().model(|| {
        let text = String::from("signed");
        let (barrier, book) = (Barrier::new(2), interleave::sync::Mutex::new(Vec::new()));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let signature = Box::new(text.as_str());
                    barrier.wait(|| book.lock().unwrap().push(signature));
                });
            }
        });
        assert_eq!(book.into_inner().unwrap().len(), 1, "one signature for both");
    });
}

#[test]
fn each_barrier_has_its_own_party() {
    in_time().model(|| {
        let (one, two) = (Barrier::new(2), Barrier::new(1));
        let came = AtomicUsize::new(0);
        let walk = || {
            came.fetch_add(1, SeqCst);
            one.wait(|| ());
            let came = came.load(SeqCst);
            assert!(
                came == 2,
                "{came} of 2 threads have come, and one goes on: another barrier has opened"
            );
        };
        thread::scope(|s| {
            s.spawn(walk);
            assert!(two.wait(|| ()), "a party of one has its leader");
            walk();
        });
    });
}
