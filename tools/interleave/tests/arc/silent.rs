//! As long as it makes no difference who drops a handle first, there is no step, and no interleaving more.

use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::sync::{Arc, Mutex};
use interleave::trace::Operation;
use interleave::{hint, thread};

/// Looks at its own number when it is dropped.
struct Loads(AtomicU32);

impl Drop for Loads {
    fn drop(&mut self) {
        assert!(self.0.load(SeqCst) <= 2);
    }
}

#[track_caller]
fn explored(program: impl Fn()) -> u64 {
    interleave::outcomes(program).explored().interleavings()
}

#[test]
fn handles_in_threads_cost_no_interleaving() {
    let shared = || {
        let total = Arc::new(Mutex::new(0));
        let threads: Vec<_> = (0..3)
            .map(|_| {
                let total = Arc::clone(&total);
                thread::spawn(move || *total.lock().unwrap() += 1)
            })
            .collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(*total.lock().unwrap(), 3);
    };
    assert_eq!(explored(shared), 6);
    let run = interleave::replay("A A B B C C", shared);
    assert!(run.steps.iter().all(|step| step.operation != Operation::Clone));
}

#[test]
fn a_schedule_need_not_speak_of_handles() {
    let run = interleave::replay("A B B A", || {
        let total = Arc::new(AtomicU32::new(0));
        let add = |total: Arc<AtomicU32>| move || total.store(total.load(SeqCst) + 1, SeqCst);
        let threads = [total.clone(), total.clone()].map(|total| thread::spawn(add(total)));
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        Arc::try_unwrap(total).unwrap().into_inner()
    });
    assert_eq!((run.value, run.schedule.as_str()), (1, "A B B A"));
}

#[test]
fn a_destructor_whose_thread_is_certain_is_no_reason_for_steps() {
    let joined = || {
        let value = Arc::new(Loads(AtomicU32::new(0)));
        let theirs = Arc::clone(&value);
        let other = thread::spawn(move || theirs.0.store(1, SeqCst));
        value.0.store(2, SeqCst);
        other.join().unwrap();
        drop(value);
    };
    assert_eq!(explored(joined), 2);
}

#[test]
fn the_last_thread_before_a_join_need_not_be_known() {
    let early = || {
        let value = Arc::new(AtomicU32::new(0));
        let theirs = Arc::clone(&value);
        let other = thread::spawn(move || _ = theirs.load(SeqCst));
        value.load(SeqCst);
        drop(value);
        other.join().unwrap();
        AtomicU32::new(0).load(SeqCst);
    };
    assert_eq!(explored(early), 1);
}

#[test]
fn a_count_is_no_reason_for_steps_once_the_others_are_joined() {
    let counted = || {
        let value = Arc::new(AtomicU32::new(0));
        let theirs = Arc::clone(&value);
        let other = thread::spawn(move || theirs.store(1, SeqCst));
        other.join().unwrap();
        assert_eq!(Arc::strong_count(&value), 1);
        assert_eq!(Arc::into_inner(value).unwrap().into_inner(), 1);
    };
    assert_eq!(explored(counted), 1);
    assert!(!interleave::replay("A", counted).schedule.as_str().contains('*'));
}

/// Asks which thread it is when it is dropped.
struct Asks(std::sync::Arc<std::sync::Mutex<u64>>);

impl Drop for Asks {
    fn drop(&mut self) {
        *self.0.lock().unwrap() = thread::current().number().get();
    }
}

#[test]
fn of_four_drops_only_the_last_is_told_apart() {
    let last = || {
        let number = std::sync::Arc::default();
        let value = Arc::new(Asks(std::sync::Arc::clone(&number)));
        let theirs = [(); 3].map(|()| Arc::clone(&value));
        let threads = theirs.map(|theirs| thread::spawn(move || drop(theirs)));
        drop(value);
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        *number.lock().unwrap()
    };
    let found = interleave::Checker::new().order_only().outcomes(last);
    assert!(found.values().eq(&[1, 2, 3, 4]));
    assert_eq!(found.explored().interleavings(), 4);
}

#[test]
fn a_loop_may_wait_for_a_count() {
    for hint in [hint::spin_loop, thread::yield_now] {
        let verdict = interleave::check(move || {
            let value = Arc::new(AtomicU32::new(0));
            let theirs = Arc::clone(&value);
            let other = thread::spawn(move || theirs.store(1, SeqCst));
            while Arc::strong_count(&value) > 1 {
                hint();
            }
            other.join().unwrap();
            assert_eq!(value.load(SeqCst), 1);
        });
        assert!(verdict.holds());
    }
}

#[test]
fn a_handle_that_outlives_the_model_counts_on() {
    let outside = Arc::new(AtomicU32::new(0));
    interleave::model(|| {
        let theirs = Arc::clone(&outside);
        let other = thread::spawn(move || _ = theirs.load(SeqCst));
        outside.load(SeqCst);
        other.join().unwrap();
        assert_eq!(Arc::strong_count(&outside), 1);
    });
    assert_eq!(Arc::strong_count(&outside), 1);
}
