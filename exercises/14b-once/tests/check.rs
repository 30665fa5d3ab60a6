//! Threads need the same action at the same time, early, late, and after a panic.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations only: what `call_once` makes visible, `is_completed` must, too.
//! - 2, the first time only: `a_thread_that_is_woken_for_nothing_sleeps_again`; three panics in a row; a `Once` that is completed is called again, from all sides.
//! - 3, one kind of type: `an_action_may_borrow_and_move`.
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits": `is_completed_never_waits`, `a_completed_once_only_loads`.
//! - 7, a limit above what is provoked: `after_300_panics_it_can_still_be_completed`.
//! - 8, only the first of several waiters: `a_thread_that_waits_for_the_action_sleeps` and `three_…` have two.
//! - 8, a few wakeups instead of all: `fourteen_threads_that_wait_for_the_action_all_go_on`.
//! - one for two: `each_once_has_its_own_action`, `a_once_waits_for_no_other`.
//! - some locks for all of them: `three_hundred_are_called_inside_each_other`.
//! - a panic that isn't the action's: `its_caller_gets_the_panic_of_the_action`, `…_while_a_thread_panics_counts`, `…_does_not_count`.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any, resume_unwind};
use std::sync::atomic as unseen;

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::trace::{Operation, Trace};
use interleave::{Checker, Explored, ReplayError, SearchError, Verdict, thread};
use once::Once;

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().max_executions(6_000)
}

/// What the action changes, without any lock.
#[derive(Default)]
struct Oven(Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Oven {}

impl Oven {
    fn heat(&self) {
        self.0.set(self.0.get() + 1);
    }

    #[track_caller]
    fn check_hot(&self) {
        let times = self.0.get();
        assert!(times > 0, "the action isn't over, and a caller has gone on");
        assert!(times == 1, "the action was run {times} times");
    }
}

/// So many threads call, so many times each.
fn call(threads: usize, times: usize) {
    let (once, oven) = (Once::default(), Oven::default());
    assert!(!once.is_completed(), "no action has run, and `is_completed` says so");
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    once.call_once(|| oven.heat());
                    oven.check_hot();
                    assert!(
                        once.is_completed(),
                        "the action is over, and `is_completed` denies it"
                    );
                }
            });
        }
    });
    oven.check_hot();
}

#[test]
fn a_single_thread_runs_it_once() {
    in_time().model(|| call(1, 3));
}

#[test]
fn two_threads_run_it_once_and_see_what_it_did() {
    in_time().model(|| call(2, 1));
}

#[test]
fn three_threads_run_it_once_and_see_what_it_did() {
    in_time().model(|| call(3, 1));
}

#[test]
fn fourteen_threads_that_wait_for_the_action_all_go_on() {
    Checker::new().order_only().max_executions(1).model(|| {
        let (once, oven) = (&Once::default(), Oven::default());
        let (came, all_here) = (&Mutex::new(0), &Condvar::new());
        thread::scope(|s| {
            once.call_once(|| {
                for _ in 0..14 {
                    s.spawn(|| {
                        *came.lock().unwrap() += 1;
                        all_here.notify_one();
                        once.call_once(|| ());
                    });
                }
                // In the one interleaving that is explored, each of them runs until it sleeps.
                drop(all_here.wait_while(came.lock().unwrap(), |came| *came < 14).unwrap());
                oven.heat();
            });
        });
        oven.check_hot();
    });
}

#[test]
fn a_thread_that_comes_again_sees_what_it_did() {
    in_time().model(|| call(2, 2));
}

#[test]
fn a_thread_that_finds_it_completed_sees_what_it_did() {
    in_time().model(|| {
        let (once, oven) = (Once::default(), Oven::default());
        thread::scope(|s| {
            s.spawn(|| once.call_once(|| oven.heat()));
            s.spawn(|| {
                if once.is_completed() {
                    oven.check_hot();
                }
            });
        });
    });
}

#[test]
fn it_is_not_completed_while_the_action_runs() {
    in_time().model(|| {
        let once = Once::default();
        once.call_once(|| {
            assert!(
                !once.is_completed(),
                "the action still runs, and `is_completed` says it's over"
            );
        });
        assert!(once.is_completed(), "the action is over, and `is_completed` denies it");
    });
}

/// Runs `work` on thread A, which is expected to panic, and joins it.
#[track_caller]
fn panics(work: impl FnOnce() + Send) {
    thread::scope(|s| {
        let a = s.spawn(work);
        assert!(a.join().is_err(), "the action has panicked, but its caller got no panic");
    });
}

#[test]
fn after_a_panic_the_next_caller_runs_its_own_action() {
    in_time().model(|| {
        let (once, oven) = (Once::default(), Oven::default());
        for _ in 0..3 {
            panics(|| once.call_once(|| panic_any("on purpose")));
            assert!(!once.is_completed(), "the action has panicked, and counts as completed");
        }
        once.call_once(|| oven.heat());
        oven.check_hot();
        once.call_once(|| oven.heat());
        oven.check_hot();
        assert!(once.is_completed(), "the second action is over, and `is_completed` denies it");
    });
}

#[test]
fn its_caller_gets_the_panic_of_the_action() {
    in_time().model(|| {
        let once = Once::default();
        thread::scope(|s| {
            let a = s.spawn(|| once.call_once(|| panic_any("burnt")));
            let panic = a.join().expect_err("the action has panicked, but its caller got no panic");
            let is_same = panic.downcast_ref() == Some(&"burnt");
            assert!(is_same, "the caller got a panic, but not the one of its action");
        });
    });
}

#[test]
fn after_300_panics_it_can_still_be_completed() {
    Checker::new().order_only().max_executions(1).model(|| {
        let (once, oven, fires) = (Once::default(), Oven::default(), AtomicU32::new(0));
        for number in 1..=300 {
            let burn = || {
                once.call_once(|| {
                    fires.fetch_add(1, SeqCst);
                    // Unlike `panic!`, it prints nothing.
                    resume_unwind(Box::new(number))
                });
            };
            let panic = catch_unwind(AssertUnwindSafe(burn));
            let panic = panic.expect_err("the action has panicked, but its caller got no panic");
            let is_same = panic.downcast_ref() == Some(&number);
            assert!(is_same, "after {} panics, no action is run any more", number - 1);
        }
        once.call_once(|| oven.heat());
        oven.check_hot();
    });
}

#[test]
fn an_action_that_ends_while_a_thread_panics_counts() {
    struct Cleanup<'a>(&'a Once, &'a Oven);
    impl Drop for Cleanup<'_> {
        fn drop(&mut self) {
            self.0.call_once(|| self.1.heat());
        }
    }
    in_time().model(|| {
        let (once, oven) = (Once::default(), Oven::default());
        panics(|| {
            let _cleanup = Cleanup(&once, &oven);
            panic_any("on purpose");
        });
        assert!(
            once.is_completed(),
            "the action was run to its end by a thread that panics for another reason, and doesn't count"
        );
        once.call_once(|| oven.heat());
        oven.check_hot();
    });
}

#[test]
fn an_action_that_panics_while_a_thread_panics_does_not_count() {
    struct Cleanup<'a>(&'a Once);
    impl Drop for Cleanup<'_> {
        fn drop(&mut self) {
            let burn = || self.0.call_once(|| resume_unwind(Box::new("burnt")));
            // A second panic in a destructor would end the process.
            _ = catch_unwind(AssertUnwindSafe(burn));
        }
    }
    in_time().model(|| {
        let (once, oven) = (Once::default(), Oven::default());
        panics(|| {
            let _cleanup = Cleanup(&once);
            panic_any("on purpose");
        });
        assert!(
            !once.is_completed(),
            "the action was called in a destructor, while its thread panicked; it has panicked as well, and counts as completed"
        );
        once.call_once(|| oven.heat());
        oven.check_hot();
    });
}

#[test]
fn a_caller_that_waits_for_an_action_that_panics_runs_its_own() {
    in_time().model(|| {
        let (once, oven) = (Once::default(), Oven::default());
        thread::scope(|s| {
            let a = s.spawn(|| once.call_once(|| panic_any("on purpose")));
            for _ in 0..2 {
                s.spawn(|| {
                    once.call_once(|| oven.heat());
                    oven.check_hot();
                });
            }
            _ = a.join();
        });
        oven.check_hot();
    });
}

#[test]
fn a_thread_that_waits_for_the_action_sleeps() {
    const AWAKE: &str = "the action never ends, and a thread that waits for it does not sleep";
    for others in 1..=2 {
        let verdict = in_time().order_only().try_check(|| {
            let (once, fuel) = (Once::default(), Mutex::new(()));
            let _empty = fuel.lock();
            thread::scope(|s| {
                for _ in 0..=others {
                    s.spawn(|| once.call_once(|| drop(fuel.lock())));
                }
            });
        });
        match verdict {
            Ok(Verdict::Fails(found)) => {
                assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
            }
            Ok(Verdict::Holds(_)) => panic!("the action never ends, but `call_once` has returned"),
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
    // The explorer doesn't see this atomic of std's, so the letters are the steps of the `Once`.
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
    // A is stopped in the middle of its action, and the others wait for it.
    let is_running = unseen::AtomicUsize::new(0);
    let program = |back: &unseen::AtomicUsize| {
        let (once, heat) = (Once::default(), AtomicU32::new(0));
        is_running.store(0, SeqCst);
        thread::scope(|s| {
            s.spawn(|| {
                once.call_once(|| {
                    is_running.store(1, SeqCst);
                    heat.store(1, SeqCst);
                });
            });
            for _ in 0..2 {
                s.spawn(|| {
                    once.call_once(|| ());
                    back.fetch_add(1, SeqCst);
                });
            }
        });
    };
    let mut schedule = String::new();
    for letter in 0.. {
        let now = follow(&program, &schedule);
        if is_running.load(SeqCst) == 1 {
            break;
        }
        assert!(letter < 60, "the first caller doesn't run its action:\n\n{}", now.trace);
        schedule.push('A');
    }
    for who in ['B', 'C'] {
        sleeps_again(&program, schedule.clone(), who);
    }
    let asleep = sleeps_again(&program, schedule, 'B');
    sleeps_again(&program, asleep, 'C');
}

#[test]
fn is_completed_never_waits() {
    in_time().model(|| {
        let (once, fuel) = (Once::default(), Mutex::new(()));
        let empty = fuel.lock();
        thread::scope(|s| {
            s.spawn(|| once.call_once(|| drop(fuel.lock())));
            assert!(!once.is_completed(), "the action can't be over yet");
            drop(empty);
        });
    });
}

/// What two threads do with a `Once` that main has completed.
#[track_caller]
fn with_a_completed_once(act: fn(&Once)) -> Explored {
    let verdict = in_time().order_only().check(|| {
        let once = Once::default();
        once.call_once(|| ());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| act(&once));
            }
        });
    });
    match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(found) => {
            panic!("the action is over, and only looking goes wrong:\n{found}")
        }
    }
}

#[test]
fn a_completed_once_only_loads() {
    use Operation::{CompareExchange, CompareExchangeFailed, CompareExchangeWeak, TryLock, Wait};
    use Operation::{FetchAdd, FetchAnd, FetchMax, FetchOr, FetchSub, Lock, NotifyAll};
    use Operation::{FutexWakeAll, NotifyOne, ReadLock, Store, Swap};
    let idle = with_a_completed_once(|_| ());
    let busy = with_a_completed_once(|once| {
        once.call_once(|| unreachable!("the action is over"));
        assert!(once.is_completed(), "the action is over");
    });
    let locks = [Lock, TryLock, ReadLock, Wait, NotifyOne, NotifyAll, FutexWakeAll];
    let stores = [Store, Swap, FetchAdd, FetchSub, FetchAnd, FetchOr, FetchMax];
    let exchanges = [CompareExchange, CompareExchangeFailed, CompareExchangeWeak];
    for operation in locks.into_iter().chain(stores).chain(exchanges) {
        let (idle, busy) = (idle.most(operation), busy.most(operation));
        assert!(idle == busy, "it's completed, and callers still do {operation:?}");
    }
}

#[test]
fn an_action_may_borrow_and_move() {
    in_time().model(|| {
        let text = String::from("lit");
        let (once, log) = (Once::default(), Mutex::new(Vec::new()));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let note = Box::new(text.as_str());
                    let log = &log;
                    once.call_once(move || log.lock().unwrap().push(note));
                });
            }
        });
    });
}

#[test]
fn a_once_waits_for_no_other() {
    in_time().model(|| {
        let (one, two, runs) = (Once::default(), Once::default(), AtomicU32::new(0));
        one.call_once(|| {
            two.call_once(|| _ = runs.fetch_add(1, SeqCst));
            runs.fetch_add(1, SeqCst);
        });
        assert_eq!(runs.into_inner(), 2, "two were called, and both actions should have run");
    });
    in_time().order_only().model(|| {
        let (one, two, fuel) = (Once::default(), Once::default(), Mutex::new(()));
        let empty = fuel.lock();
        thread::scope(|s| {
            s.spawn(|| one.call_once(|| drop(fuel.lock())));
            two.call_once(|| ());
            drop(empty);
        });
    });
}

/// Calls the first one, in its action the second one, and so on.
fn nest(all: &[Once]) {
    if let Some((first, rest)) = all.split_first() {
        first.call_once(|| nest(rest));
    }
}

#[test]
fn three_hundred_are_called_inside_each_other() {
    // If they shared a hundred locks, an action would wait for a lock that its own thread holds.
    Checker::new().order_only().max_executions(1).model(|| {
        let all: Vec<_> = (0..300).map(|_| Once::default()).collect();
        nest(&all);
        assert!(all.iter().all(Once::is_completed), "all actions are over");
    });
}

#[test]
fn each_once_has_its_own_action() {
    in_time().model(|| {
        let (one, two) = (Once::default(), Once::default());
        let runs = AtomicU32::new(0);
        one.call_once(|| _ = runs.fetch_add(1, SeqCst));
        assert!(!two.is_completed(), "another one was completed");
        // One may be needed for the other.
        thread::scope(|s| {
            s.spawn(|| two.call_once(|| one.call_once(|| _ = runs.fetch_add(1, SeqCst))));
        });
        two.call_once(|| _ = runs.fetch_add(1, SeqCst));
        assert_eq!(runs.into_inner(), 1, "both were completed after the first run");
    });
}
