//! Fences, and the orderings that there are not.

use super::panic_of;
use super::world::sync::atomic::{
    AtomicBool, AtomicPtr, AtomicU32, Ordering, compiler_fence, fence,
};
use super::world::{always, one_of, thread};
use Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};

#[test]
fn fences_hand_over_what_relaxed_operations_do_not() {
    always(|| {
        let (data, flag) = (AtomicU32::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                fence(Release);
                flag.store(true, Relaxed);
            });
            if flag.load(Relaxed) {
                fence(Acquire);
                assert_eq!(data.load(Relaxed), 1);
            }
        });
    });
}

/// The compiler finds these mistakes by itself, unless it cannot see the ordering.
const WRONG: [(Ordering, &str); 2] = [(Release, "a release"), (AcqRel, "an acquire-release")];

#[test]
fn there_is_no_relaxed_fence() {
    always(|| {
        for order in [Acquire, Release, AcqRel, SeqCst] {
            fence(order);
            compiler_fence(order);
        }
        let (order, no) =
            (std::hint::black_box(Relaxed), "there is no such thing as a relaxed fence");
        assert_eq!(panic_of(|| fence(order)), no);
        assert_eq!(panic_of(|| compiler_fence(order)), no);
    });
}

#[test]
fn a_fence_for_the_compiler_orders_no_threads() {
    one_of([None, Some(0), Some(1)], || {
        let (data, flag) = (AtomicU32::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                compiler_fence(SeqCst);
                flag.store(true, Relaxed);
            });
            let set = flag.load(Relaxed);
            compiler_fence(SeqCst);
            set.then(|| data.load(Relaxed))
        })
    });
}

#[test]
fn loads_do_not_release() {
    always(|| {
        let atomic = AtomicU32::new(0);
        for (order, what) in WRONG {
            let no = format!("there is no such thing as {what} load");
            assert_eq!(panic_of(|| atomic.load(order)), no);
        }
    });
}

#[test]
fn stores_do_not_acquire() {
    always(|| {
        let atomic = AtomicBool::new(false);
        for (order, what) in [(Acquire, "an acquire"), (AcqRel, "an acquire-release")] {
            let no = format!("there is no such thing as {what} store");
            assert_eq!(panic_of(|| atomic.store(true, order)), no);
        }
    });
}

#[test]
fn a_failed_exchange_does_not_release() {
    always(|| {
        let atomic = AtomicPtr::<u8>::default();
        let null = std::ptr::null_mut();
        for (order, what) in WRONG {
            let no = format!("there is no such thing as {what} failure ordering");
            assert_eq!(panic_of(|| atomic.compare_exchange(null, null, AcqRel, order)), no);
            assert_eq!(panic_of(|| atomic.compare_exchange_weak(null, null, AcqRel, order)), no);
        }
    });
}
