//! `Barrier`: nobody goes on before all have come.

use super::world::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::world::{always, sync, thread};
use std::panic::{RefUnwindSafe, UnwindSafe};
use sync::{Barrier, BarrierWaitResult};

is!(Barrier: Send + Sync + UnwindSafe + RefUnwindSafe);

#[test]
fn no_thread_goes_on_before_all_have_arrived() {
    always(|| {
        let (barrier, came) = (Barrier::new(3), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    // Relaxed: the barrier brings along what others did before it.
                    came.fetch_add(1, Relaxed);
                    barrier.wait();
                    assert_eq!(came.load(Relaxed), 3);
                });
            }
        });
    });
}

#[test]
fn exactly_one_thread_leads_and_the_barrier_closes_again() {
    always(|| {
        let barrier = Barrier::new(2);
        let led: u32 = thread::scope(|s| {
            let twice = || (0..2).map(|_| u32::from(barrier.wait().is_leader())).sum::<u32>();
            let other = s.spawn(twice);
            twice() + other.join().unwrap()
        });
        assert_eq!(led, 2);
    });
}

#[test]
fn a_single_thread_leads_and_also_at_a_barrier_for_zero() {
    always(|| {
        assert!(const { Barrier::new(1) }.wait().is_leader());
        let result: BarrierWaitResult = Barrier::new(0).wait();
        assert!(result.is_leader());
    });
}

#[test]
fn both_print() {
    always(|| {
        let barrier = Barrier::new(1);
        assert_eq!(format!("{barrier:?}"), "Barrier { .. }");
        assert_eq!(format!("{:?}", barrier.wait()), "BarrierWaitResult { is_leader: true }");
    });
}
