//! Threads that acquire a lock several times, and others that want it too.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: the outer guard is dropped first, and the inner one; two locks in both orders.
//! - 2, the first time only: every thread comes twice; the holder comes again after it has dropped a guard.
//! - 3, one kind of type: values that borrow, a value that isn't `Sync`, and one that isn't `Send`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: a thousand guards.
//! - 9, names that stay: `a_thread_that_has_left_is_a_stranger`, and threads with the same name.

use std::marker::PhantomData;
use std::ops::DerefMut;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

use interleave::cell::Cell;
use interleave::rc::Rc;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, thread};
use reentrant::{Guard, ReentrantLock};

/// What the compiler says about `T`. Where the bound holds, the inherent constant is found first; where it doesn't,
/// only the trait's is left.
struct Probe<T>(PhantomData<T>);

#[allow(dead_code, reason = "while everything is allowed, nothing falls back on it")]
trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
    const IS_MUT: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const IS_SYNC: bool = true;
}

impl<T: DerefMut> Probe<T> {
    const IS_MUT: bool = true;
}

#[track_caller]
fn check(says: bool, expected: bool, otherwise: &str) {
    assert!(says == expected, "{otherwise}");
}

/// The probe is only as good as its answers about well-known types.
#[test]
fn the_probe_tells_well_known_types_apart() {
    check(Probe::<u32>::IS_SEND, true, "a number is `Send`");
    check(Probe::<*const u32>::IS_SEND, false, "a raw pointer isn't `Send`");
    check(Probe::<&mut u32>::IS_MUT, true, "`&mut` gives out `&mut`");
    check(Probe::<&u32>::IS_MUT, false, "`&` gives out no `&mut`");
}

#[test]
fn a_guard_gives_out_no_mutable_reference() {
    let otherwise = "one thread can have two guards at once, and each would give out a `&mut T`";
    check(Probe::<Guard<'_, u32>>::IS_MUT, false, otherwise);
}

#[test]
fn a_guard_stays_on_its_thread() {
    check(Probe::<Guard<'_, u32>>::IS_SEND, false, "another thread could drop the guard");
    let otherwise = "threads that share a guard could use one `Cell` at once";
    check(Probe::<Guard<'_, Cell<u32>>>::IS_SYNC, false, otherwise);
}

#[test]
fn a_lock_can_be_shared_and_sent_if_its_value_is_send() {
    check(Probe::<ReentrantLock<u32>>::IS_SYNC, true, "a lock around a number can't be shared");
    let otherwise = "a `Cell` is `Send`, and only the holder uses it, but the lock can't be shared";
    check(Probe::<ReentrantLock<Cell<u32>>>::IS_SYNC, true, otherwise);
    let otherwise = "an `Rc` isn't `Send`: two threads could count its handles at once";
    check(Probe::<ReentrantLock<Rc<u32>>>::IS_SYNC, false, otherwise);
    check(Probe::<ReentrantLock<Rc<u32>>>::IS_SEND, false, otherwise);
    check(Probe::<ReentrantLock<Cell<u32>>>::IS_SEND, true, "a lock around a `Cell` can't be sent");
}

#[test]
fn the_holder_gets_in_again() {
    interleave::model(|| {
        let lock = ReentrantLock::new(7);
        for _ in 0..2 {
            let guards = [lock.lock(), lock.lock(), lock.lock()];
            assert!(guards.iter().all(|guard| **guard == 7));
        }
    });
}

#[test]
fn the_holder_gets_in_again_after_it_has_dropped_one_guard_of_several() {
    interleave::model(|| {
        let lock = ReentrantLock::new(7);
        // The inner guard, and then the outer one.
        for dropped in [1, 0] {
            let mut guards = vec![lock.lock(), lock.lock()];
            drop(guards.remove(dropped));
            guards.push(lock.lock());
            assert!(guards.iter().all(|guard| **guard == 7));
        }
    });
}

#[test]
fn the_holder_can_have_a_thousand_guards() {
    interleave::model(|| {
        let lock = ReentrantLock::new(Cell::new(0));
        let mut guards: Vec<_> = (0..1_000).map(|_| lock.lock()).collect();
        guards.truncate(1);
        thread::scope(|s| {
            s.spawn(|| lock.lock().set(1));
            assert_eq!(guards[0].get(), 0, "another thread got in, and main has a guard left");
            guards.clear();
        });
        assert_eq!(lock.lock().get(), 1);
    });
}

/// The interleavings with at most two preemptions: with all of them, a verdict would take too long.
fn few_preemptions() -> Checker {
    Checker::new().order_only().max_preemptions(2)
}

/// A counter, and how many threads are using it.
#[derive(Default)]
struct Sauna {
    guests: AtomicU32,
    visits: Cell<u32>,
}

impl Sauna {
    /// Stays for a step or two, alone.
    #[track_caller]
    fn visit(&self) {
        let others = self.guests.fetch_add(1, SeqCst);
        assert!(others == 0, "two threads hold the lock at once");
        self.visits.set(self.visits.get() + 1);
        self.guests.fetch_sub(1, SeqCst);
    }
}

/// Two threads do this with one lock, and `visits` is how often they should have visited.
#[track_caller]
fn check_two(checker: &Checker, visits: u32, work: impl Fn(&ReentrantLock<Sauna>) + Sync) {
    checker.model(|| {
        let lock = ReentrantLock::new(Sauna::default());
        thread::scope(|s| {
            s.spawn(|| work(&lock));
            s.spawn(|| work(&lock));
        });
        assert_eq!(lock.lock().visits.get(), visits);
    });
}

#[test]
fn the_lock_is_held_until_the_outer_guard_is_dropped() {
    check_two(&Checker::new(), 4, |lock| {
        let outer = lock.lock();
        drop(lock.lock());
        outer.visit();
        outer.visit();
    });
}

#[test]
fn the_lock_is_held_until_the_inner_guard_is_dropped() {
    check_two(&Checker::new(), 4, |lock| {
        let outer = lock.lock();
        let inner = lock.lock();
        drop(outer);
        inner.visit();
        inner.visit();
    });
}

#[test]
fn the_lock_is_free_when_the_last_guard_is_dropped() {
    check_two(&few_preemptions(), 4, |lock| {
        for _ in 0..2 {
            let guards = [lock.lock(), lock.lock()];
            guards[1].visit();
        }
    });
}

#[test]
fn a_thread_that_has_left_is_a_stranger() {
    check_two(&few_preemptions(), 4, |lock| {
        drop(lock.lock());
        let guard = lock.lock();
        guard.visit();
        lock.lock().visit();
    });
}

#[test]
fn a_third_thread_waits_as_well() {
    few_preemptions().max_executions(10_000).model(|| {
        let lock = ReentrantLock::new(Sauna::default());
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let outer = lock.lock();
                    lock.lock().visit();
                    outer.visit();
                });
            }
        });
        assert_eq!(lock.lock().visits.get(), 6);
    });
}

#[test]
fn a_name_says_nothing_about_the_holder() {
    interleave::model(|| {
        let lock = ReentrantLock::new(Sauna::default());
        thread::scope(|s| {
            for _ in 0..2 {
                let named = thread::Builder::new().name("guest".into());
                let visit = || {
                    let outer = lock.lock();
                    lock.lock().visit();
                    outer.visit();
                };
                named.spawn_scoped(s, visit).unwrap();
            }
        });
        assert_eq!(lock.lock().visits.get(), 4);
    });
}

#[test]
fn a_panic_drops_all_guards_of_the_holder() {
    interleave::model(|| {
        let lock = ReentrantLock::new(Sauna::default());
        thread::scope(|s| {
            let a = s.spawn(|| {
                let _outer = lock.lock();
                let inner = lock.lock();
                inner.visit();
                panic_any("on purpose");
            });
            s.spawn(|| lock.lock().visit());
            assert!(a.join().is_err());
        });
        assert_eq!(lock.lock().visits.get(), 2);
    });
}

#[test]
fn a_panic_drops_only_the_guards_that_it_unwinds() {
    check_two(&few_preemptions(), 2, |lock| {
        let outer = lock.lock();
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let _inner = lock.lock();
            panic_any("on purpose");
        }));
        assert!(caught.is_err());
        outer.visit();
    });
}

#[test]
fn a_thread_whose_last_guard_fell_to_a_panic_is_a_stranger() {
    check_two(&few_preemptions(), 2, |lock| {
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let _only = lock.lock();
            panic_any("on purpose");
        }));
        assert!(caught.is_err());
        lock.lock().visit();
    });
}

#[test]
fn each_lock_has_a_holder_and_a_count_of_its_own() {
    interleave::model(|| {
        let locks = [ReentrantLock::new(Sauna::default()), ReentrantLock::new(Sauna::default())];
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let left = locks[0].lock();
                    let right = locks[1].lock();
                    drop(locks[0].lock());
                    drop(left);
                    right.visit();
                    locks[1].lock().visit();
                });
            }
        });
        assert_eq!(locks[1].lock().visits.get(), 4);
    });
}

#[test]
fn each_of_two_threads_holds_a_lock_of_its_own() {
    interleave::model(|| {
        let locks = [ReentrantLock::new(Sauna::default()), ReentrantLock::new(Sauna::default())];
        thread::scope(|s| {
            for mine in &locks {
                s.spawn(move || {
                    let outer = mine.lock();
                    mine.lock().visit();
                    outer.visit();
                });
            }
            // Either lock is wanted by a second thread.
            for lock in &locks {
                lock.lock().visit();
            }
        });
    });
}

#[test]
fn a_value_that_borrows_can_be_locked() {
    interleave::model(|| {
        let text = String::from("the inner room");
        let lock = ReentrantLock::new(text.as_str());
        let _outer = lock.lock();
        assert_eq!(*lock.lock(), "the inner room");
    });
}
