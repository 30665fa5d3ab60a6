//! The modelled `Rc`: what it counts, and that its count is a plain number.

use interleave::rc::Rc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::trace::Failure;
use interleave::{FailureKind, Verdict, thread};

/// A handle that claims to be fit for every thread.
#[derive(Clone)]
struct Overruled(Rc<AtomicU32>);

// SAFETY: none; this is the claim that the tests refute.
unsafe impl Send for Overruled {}
// SAFETY: as above.
unsafe impl Sync for Overruled {}

#[test]
fn on_one_thread_it_counts_its_handles() {
    interleave::model(|| {
        let first = Rc::new(7);
        let second = Rc::clone(&first);
        assert_eq!((*second, Rc::strong_count(&first)), (7, 2));
        assert!(Rc::ptr_eq(&first, &second));
        drop(second);
        assert_eq!(Rc::strong_count(&first), 1);
    });
}

#[track_caller]
fn check_race_on_the_count(verdict: Verdict) {
    let race = verdict.expect_fails(FailureKind::DataRace);
    let Failure::DataRace { object, .. } = race.failure else { panic!("{race}") };
    let object = &race.trace.objects[object];
    assert!(object.kind == "Rc" && object.name.ends_with(".count"), "{race}");
}

#[test]
fn dropping_handles_on_two_threads_is_a_data_race() {
    check_race_on_the_count(interleave::check(|| {
        let mine = Overruled(Rc::new(AtomicU32::new(0)));
        let theirs = mine.clone();
        thread::spawn(move || theirs.clone().0.fetch_add(1, Relaxed));
        drop(mine);
    }));
}

#[test]
fn cloning_on_two_threads_is_a_data_race() {
    check_race_on_the_count(interleave::check(|| {
        let shared = Overruled(Rc::new(AtomicU32::new(0)));
        thread::scope(|s| {
            s.spawn(|| drop(shared.clone()));
            s.spawn(|| drop(shared.clone()));
        });
    }));
}

#[test]
fn a_handle_that_comes_home_by_a_join_is_no_data_race() {
    interleave::model(|| {
        let mine = Overruled(Rc::new(AtomicU32::new(0)));
        let theirs = mine.clone();
        let theirs = thread::spawn(move || theirs.clone()).join().unwrap();
        theirs.0.fetch_add(1, Relaxed);
        drop(mine);
    });
}

#[test]
fn a_handle_may_be_dropped_outside_a_model() {
    drop(Rc::new(1));
}
