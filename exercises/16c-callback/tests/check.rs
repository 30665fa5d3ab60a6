//! Listeners that call back, and threads that change the temperature meanwhile.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of several methods only: a listener calls each of the three, and waits for a thread that calls each of them.
//! - 2, the first time only: every test that can changes the temperature twice; a listener is told again after it has
//!   panicked; another thread's change survives a panic.
//! - 4, std's types: refused in all exercises, but for `Arc`.
//! - 6, the boundary: no listener, one, three, the same one twice; no change; the smallest and the greatest temperature.
//! - 8, only the first of several listeners is told.

use std::sync::Arc;

use callback::{Listener, Thermometer};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::thread;

/// What a listener was told, in that order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<(i32, i32)>>>);

impl Log {
    /// Writes down what `thermometer` tells from now on.
    fn subscribe_to(&self, thermometer: &Thermometer) {
        let log = self.clone();
        thermometer.subscribe(Arc::new(move |_, before, after| {
            log.0.lock().unwrap().push((before, after));
        }));
    }

    fn take(&self) -> Vec<(i32, i32)> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

#[test]
fn every_listener_is_told_of_every_change() {
    interleave::model(|| {
        let (thermometer, logs) = (Thermometer::default(), [(); 3].map(|()| Log::default()));
        thermometer.set(5);
        logs.iter().for_each(|log| log.subscribe_to(&thermometer));
        for degrees in [7, i32::MIN, i32::MAX] {
            thermometer.set(degrees);
            thermometer.set(degrees);
            assert_eq!(thermometer.degrees(), degrees);
        }
        for log in logs {
            assert_eq!(log.take(), [(5, 7), (7, i32::MIN), (i32::MIN, i32::MAX)]);
        }
    });
}

/// What a listener does in this test, while main changes the temperature.
#[track_caller]
fn check_may(call: impl Fn(&Thermometer) + Send + Sync + Copy + 'static) {
    interleave::model(|| {
        let thermometer = Thermometer::default();
        thermometer.subscribe(Arc::new(move |thermometer, _, _| call(thermometer)));
        thermometer.set(1);
        thermometer.set(2);
        assert_eq!(thermometer.degrees(), 2);
    });
}

#[test]
fn a_listener_may_ask_for_the_temperature() {
    check_may(|thermometer| _ = thermometer.degrees());
}

#[test]
fn a_listener_may_subscribe_another_one() {
    check_may(|thermometer| thermometer.subscribe(Arc::new(|_, _, _| ())));
}

#[test]
fn a_listener_may_change_the_temperature() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        log.subscribe_to(&thermometer);
        // Never more than 20 degrees.
        thermometer.subscribe(Arc::new(|thermometer, _, after| {
            if after > 20 {
                thermometer.set(20);
            }
        }));
        for degrees in [25, 30] {
            thermometer.set(degrees);
            assert_eq!(thermometer.degrees(), 20);
        }
        let mut told = log.take();
        told.sort_unstable();
        assert_eq!(told, [(0, 25), (20, 30), (25, 20), (30, 20)]);
    });
}

#[test]
fn changes_that_listeners_make_are_told_however_deep_they_are_nested() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        log.subscribe_to(&thermometer);
        // One degree at a time, down to 0.
        thermometer.subscribe(Arc::new(|thermometer, _, after| {
            if after > 0 {
                thermometer.set(after - 1);
            }
        }));
        thermometer.set(20);
        let told = log.take();
        assert_eq!(thermometer.degrees(), 0);
        assert!(
            told.len() == 21,
            "it becomes 20, and then one less in each call down to 0; of these 21 changes, {} are told: {told:?}",
            told.len()
        );
    });
}

#[test]
fn a_listener_may_wait_for_a_thread_that_uses_the_thermometer() {
    check_may(|thermometer| {
        thread::scope(|s| {
            s.spawn(|| thermometer.degrees());
            s.spawn(|| thermometer.subscribe(Arc::new(|_, _, _| ())));
        });
    });
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        log.subscribe_to(&thermometer);
        thermometer.subscribe(Arc::new(|thermometer, _, after| {
            if after == 1 {
                thread::scope(|s| _ = s.spawn(|| thermometer.set(2)));
            }
        }));
        thermometer.set(1);
        let mut told = log.take();
        told.sort_unstable();
        assert_eq!((thermometer.degrees(), told), (2, vec![(0, 1), (1, 2)]));
    });
}

#[test]
fn when_a_listener_is_told_the_change_has_been_made() {
    interleave::model(|| {
        let thermometer = Thermometer::default();
        thermometer.subscribe(Arc::new(|thermometer, before, after| {
            let degrees = thermometer.degrees();
            assert!(
                degrees == after,
                "the listener is told of a change from {before} to {after}, and finds {degrees}"
            );
        }));
        thermometer.set(1);
        thermometer.set(2);
    });
}

/// Brings the changes into an order in which each begins where the one before ended, if there is one.
fn chain(begins_at: i32, mut told: Vec<(i32, i32)>) -> Option<Vec<i32>> {
    let mut at = vec![begins_at];
    while !told.is_empty() {
        let next = told.iter().position(|&(before, _)| Some(&before) == at.last())?;
        at.push(told.swap_remove(next).1);
    }
    Some(at)
}

#[test]
fn changes_from_two_threads_fit_together() {
    interleave::model(|| {
        let (thermometer, logs) = (Thermometer::default(), [Log::default(), Log::default()]);
        logs.iter().for_each(|log| log.subscribe_to(&thermometer));
        thread::scope(|s| {
            s.spawn(|| thermometer.set(1));
            s.spawn(|| thermometer.set(2));
        });
        for log in logs {
            let told = log.take();
            let ends_at = chain(0, told.clone()).filter(|chain| chain.len() == 3);
            assert!(
                ends_at.and_then(|chain| chain.last().copied()) == Some(thermometer.degrees()),
                "threads set 1 and 2, starting from 0, and it is {} now; a listener is told of {told:?}",
                thermometer.degrees()
            );
        }
    });
}

#[test]
fn two_threads_that_set_the_same_make_one_change() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        log.subscribe_to(&thermometer);
        thread::scope(|s| {
            s.spawn(|| thermometer.set(1));
            s.spawn(|| thermometer.set(1));
        });
        assert_eq!(log.take(), [(0, 1)]);
    });
}

#[test]
fn a_listener_that_came_before_is_told_and_none_is_lost() {
    interleave::model(|| {
        let (thermometer, early, late) = (Thermometer::default(), Log::default(), Log::default());
        early.subscribe_to(&thermometer);
        let before = thread::scope(|s| {
            s.spawn(|| thermometer.set(1));
            late.subscribe_to(&thermometer);
            thermometer.degrees() == 0
        });
        thermometer.set(2);
        assert_eq!(early.take(), [(0, 1), (1, 2)]);
        let late = late.take();
        let all = late == [(0, 1), (1, 2)];
        assert!(
            all || late == [(1, 2)],
            "a listener subscribes while it becomes 1, then it becomes 2: told {late:?}"
        );
        assert!(
            all || !before,
            "when a listener had subscribed, it was still 0; then it became 1 and 2: told {late:?}"
        );
    });
}

#[test]
fn a_listener_that_comes_during_a_change_hears_a_chain() {
    interleave::model(|| {
        let (thermometer, late) = (Thermometer::default(), Log::default());
        thread::scope(|s| {
            s.spawn(|| thermometer.set(5));
            thermometer.set(7);
            late.subscribe_to(&thermometer);
            thermometer.set(9);
        });
        let (told, ends_at) = (late.take(), thermometer.degrees());
        // Each temperature is set once, so at most one change begins where no other one ended.
        let first = told.iter().find(|(begin, _)| told.iter().all(|(_, end)| end != begin));
        let fits = first.and_then(|&(begin, _)| chain(begin, told.clone()));
        assert!(
            fits.and_then(|chain| chain.last().copied()) == Some(ends_at),
            "A sets 5; main sets 7, subscribes a listener and sets 9; in the end it is {ends_at}. \
             The listener is told of {told:?}: that is no chain to {ends_at}"
        );
    });
}

#[test]
fn a_listener_that_subscribes_in_a_call_is_told_of_the_next_change() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        let late = log.clone();
        thermometer.subscribe(Arc::new(move |thermometer, before, _| {
            if before == 0 {
                late.subscribe_to(thermometer);
            }
        }));
        thermometer.set(1);
        log.take();
        thermometer.set(2);
        assert_eq!(log.take(), [(1, 2)]);
    });
}

/// Subscribes a listener that subscribes another one like it when it is called.
fn grow(thermometer: &Thermometer, calls: Arc<AtomicU32>) {
    thermometer.subscribe(Arc::new(move |thermometer, _, _| {
        let so_many = calls.fetch_add(1, SeqCst) + 1;
        assert!(so_many < 20, "each call brings another listener, and one `set` calls {so_many}");
        grow(thermometer, Arc::clone(&calls));
    }));
}

#[test]
fn a_change_ends_although_each_call_brings_a_listener() {
    interleave::model(|| {
        let thermometer = Thermometer::default();
        grow(&thermometer, Arc::default());
        thermometer.set(1);
        thermometer.set(2);
    });
}

#[test]
fn a_listener_that_subscribed_twice_is_told_twice() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        let writes = log.clone();
        let listener: Listener =
            Arc::new(move |_, before, after| writes.0.lock().unwrap().push((before, after)));
        thermometer.subscribe(Arc::clone(&listener));
        thermometer.subscribe(listener);
        thermometer.set(1);
        assert_eq!(log.take(), [(0, 1), (0, 1)]);
    });
}

#[test]
fn a_listener_that_panics_disturbs_no_other_thread() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        log.subscribe_to(&thermometer);
        thermometer.subscribe(Arc::new(|_, _, after| {
            if after == 1 {
                std::panic::panic_any("on purpose");
            }
        }));
        thread::scope(|s| assert!(s.spawn(|| thermometer.set(1)).join().is_err()));
        thermometer.set(2);
        assert_eq!(thermometer.degrees(), 2);
        let told = log.take();
        assert!(
            [&[(0, 1), (1, 2)][..], &[(1, 2)]].contains(&&told[..]),
            "a listener panics when it becomes 1, then it becomes 2; another one is told of {told:?}"
        );
    });
}

#[test]
fn a_listener_that_panicked_is_told_of_the_next_change() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        let writes = log.clone();
        thermometer.subscribe(Arc::new(move |_, before, after| {
            writes.0.lock().unwrap().push((before, after));
            if after == 1 {
                std::panic::panic_any("on purpose");
            }
        }));
        thread::scope(|s| assert!(s.spawn(|| thermometer.set(1)).join().is_err()));
        thermometer.set(2);
        let told = log.take();
        assert!(
            told == [(0, 1), (1, 2)],
            "a listener panics when it becomes 1, then it becomes 2; that listener is told of {told:?}"
        );
    });
}

#[test]
fn a_panic_loses_no_change_of_another_thread() {
    interleave::model(|| {
        let (thermometer, log) = (Thermometer::default(), Log::default());
        log.subscribe_to(&thermometer);
        thermometer.subscribe(Arc::new(|_, _, after| {
            if after == 1 {
                std::panic::panic_any("on purpose");
            }
        }));
        // A panic leaves the `set` that called the listener, and that may be either of the two.
        thread::scope(|s| {
            let sets = [1, 2].map(|degrees| {
                let thermometer = &thermometer;
                s.spawn(move || thermometer.set(degrees))
            });
            sets.into_iter().for_each(|set| _ = set.join());
        });
        let told = log.take();
        let twos = told.iter().filter(|&&(_, after)| after == 2).count();
        assert!(
            twos == 1,
            "A sets 1, for which a listener panics, and B sets 2; both calls have ended, \
             and another listener is told {twos} times that it has become 2: {told:?}"
        );
        thermometer.set(3);
        assert!(log.take().len() == 1, "after a panic it becomes 3, and that is not told once");
    });
}
