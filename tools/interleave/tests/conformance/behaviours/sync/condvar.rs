//! `Condvar`: giving the lock back and going to sleep in one step.

use super::poisoned;
use super::world::{always, one_of, sync, thread, time};
use std::panic::{RefUnwindSafe, UnwindSafe};
use sync::{Condvar, Mutex, WaitTimeoutResult};
use time::Duration;

is!(Condvar: Send + Sync + UnwindSafe + RefUnwindSafe);
is!(WaitTimeoutResult: Copy + Eq + Send + Sync);

const SOON: Duration = Duration::from_millis(1);

#[test]
fn a_thread_that_waits_in_a_loop_is_woken_when_it_is_ready() {
    always(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                *ready.lock().unwrap() = true;
                changed.notify_one();
            });
            let mut guard = ready.lock().unwrap();
            while !*guard {
                guard = changed.wait(guard).unwrap();
            }
        });
    });
}

#[test]
fn wait_while_returns_the_guard_when_the_condition_is_over() {
    always(|| {
        let (count, changed) = (Mutex::new(2), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..2 {
                    *count.lock().unwrap() -= 1;
                    changed.notify_one();
                }
            });
            let guard = changed.wait_while(count.lock().unwrap(), |count| *count > 0).unwrap();
            assert_eq!(*guard, 0);
        });
    });
}

#[test]
fn notify_all_wakes_everybody() {
    always(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| drop(changed.wait_while(ready.lock().unwrap(), |ready| !*ready)));
            }
            *ready.lock().unwrap() = true;
            changed.notify_all();
        });
    });
}

#[test]
fn a_condition_that_does_not_hold_is_not_waited_for() {
    always(|| {
        let (lock, condvar) = (Mutex::new(1), Condvar::new());
        drop(condvar.wait_while(lock.lock().unwrap(), |_| false).unwrap());
        let forever = Duration::MAX;
        let (guard, result) =
            condvar.wait_timeout_while(lock.lock().unwrap(), forever, |_| false).unwrap();
        assert_eq!((*guard, result.timed_out()), (1, false));
    });
}

#[test]
fn the_condition_may_change_what_it_looks_at() {
    always(|| {
        let (lock, condvar) = (Mutex::new(0), Condvar::new());
        let guard = lock.lock().unwrap();
        let guard = condvar.wait_while(guard, |value| std::mem::replace(value, 1) == 2).unwrap();
        assert_eq!(*guard, 1);
    });
}

#[test]
fn a_timed_wait_without_a_wakeup_times_out_or_ends_spuriously() {
    one_of([true, false], || {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        let (_guard, result) = condvar.wait_timeout(lock.lock().unwrap(), SOON).unwrap();
        result.timed_out()
    });
}

#[test]
fn a_timed_wait_with_a_condition_gives_up_only_while_it_holds() {
    always(|| {
        let (lock, condvar) = (Mutex::new(1), Condvar::new());
        let (guard, result) =
            condvar.wait_timeout_while(lock.lock().unwrap(), SOON, |_| true).unwrap();
        assert_eq!((*guard, result.timed_out()), (1, true));
    });
}

#[test]
fn no_time_at_all_is_over_at_once() {
    always(|| {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        let guard = lock.lock().unwrap();
        let (_guard, result) =
            condvar.wait_timeout_while(guard, Duration::ZERO, |()| true).unwrap();
        assert!(result.timed_out());
    });
}

#[test]
fn a_notification_that_wakes_no_thread_is_lost() {
    one_of([true, false], || {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        condvar.notify_one();
        condvar.notify_all();
        let (_guard, result) = condvar.wait_timeout(lock.lock().unwrap(), SOON).unwrap();
        result.timed_out()
    });
}

#[test]
fn the_lock_is_free_while_its_waiter_sleeps_and_held_when_it_returns() {
    always(|| {
        let (stage, changed) = (Mutex::new(0), Condvar::new());
        thread::scope(|s| {
            let mut guard = stage.lock().unwrap();
            s.spawn(|| {
                *stage.lock().unwrap() = 1;
                changed.notify_one();
            });
            while *guard == 0 {
                guard = changed.wait(guard).unwrap();
            }
            assert!(stage.try_lock().is_err());
        });
    });
}

/// What the wait returns that finds the lock poisoned when it takes it again.
fn after_poison<G>(wait: impl Fn(&Condvar, sync::MutexGuard<'_, i32>) -> G) -> G
where
    G: Send,
{
    let (lock, condvar) = (Mutex::new(1), Condvar::new());
    thread::scope(|s| {
        // Nobody can take it before the wait has given it back.
        let guard = lock.lock().unwrap();
        let thread = s.spawn(|| {
            let mut guard = lock.lock().unwrap();
            *guard = 2;
            condvar.notify_one();
            panic!("on purpose");
        });
        let returned = wait(&condvar, guard);
        assert!(thread.join().is_err());
        returned
    })
}

#[test]
fn a_wait_that_comes_back_to_a_poisoned_lock_says_so() {
    always(|| {
        let seen = after_poison(|condvar, mut guard| {
            loop {
                match condvar.wait(guard) {
                    Ok(for_no_reason) => guard = for_no_reason,
                    Err(poisoned) => break *poisoned.into_inner(),
                }
            }
        });
        assert_eq!(seen, 2);
        assert_eq!(after_poison(|c, guard| *poisoned(c.wait_while(guard, |_| true))), 2);
    });
}

#[test]
fn a_timed_wait_that_comes_back_to_a_poisoned_lock_says_so() {
    always(|| {
        let long = Duration::from_secs(3600);
        let seen = after_poison(|condvar, mut guard| {
            loop {
                match condvar.wait_timeout(guard, long) {
                    Ok((in_vain, _)) => guard = in_vain,
                    Err(poisoned) => break *poisoned.into_inner().0,
                }
            }
        });
        assert_eq!(seen, 2);
    });
    one_of([Some(2), None], || {
        // Where nobody gets hold of the lock in time, it is not poisoned yet.
        after_poison(|condvar, guard| {
            let wait = condvar.wait_timeout_while(guard, SOON, |_| true);
            wait.err().map(|poisoned| *poisoned.into_inner().0)
        })
    });
}

#[test]
fn it_is_made_from_nothing_and_in_a_constant_and_prints() {
    always(|| {
        const { Condvar::new() }.notify_one();
        let condvar = Condvar::default();
        assert_eq!(format!("{condvar:?}"), "Condvar { .. }");
        let lock = Mutex::new(());
        let wait = condvar.wait_timeout_while(lock.lock().unwrap(), SOON, |()| true);
        let result = wait.unwrap().1;
        assert_eq!(format!("{result:?}"), "WaitTimeoutResult(true)");
        assert_eq!(result, result.clone());
    });
}
