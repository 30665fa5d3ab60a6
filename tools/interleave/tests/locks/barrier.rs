//! `Barrier`: nobody goes on before all have come.

use interleave::sync::Barrier;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use interleave::{FailureKind, thread};

use super::{check_picture, outcomes};

#[test]
fn each_thread_that_goes_on_sees_what_all_did_before() {
    interleave::model(|| {
        let (barrier, a, b) = (Barrier::new(2), AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                a.store(1, Relaxed);
                barrier.wait();
                assert_eq!(b.load(Relaxed), 1);
            });
            b.store(1, Relaxed);
            barrier.wait();
            assert_eq!(a.load(Relaxed), 1);
        });
    });
}

#[test]
fn without_the_barrier_it_may_not() {
    interleave::check(|| {
        let a = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| a.store(1, Relaxed));
            assert_eq!(a.load(Relaxed), 1);
        });
    })
    .expect_fails(FailureKind::Assertion);
}

#[test]
fn exactly_one_thread_leads_and_it_is_the_last_to_arrive() {
    let leaders = outcomes(|| {
        let (barrier, come) = (Barrier::new(3), AtomicU32::new(0));
        let leads = || {
            let nth = come.fetch_add(1, SeqCst);
            (barrier.wait().is_leader(), nth)
        };
        thread::scope(|s| {
            let (a, b) = (s.spawn(leads), s.spawn(leads));
            let all = [leads(), a.join().unwrap(), b.join().unwrap()];
            all.iter().filter(|(leader, _)| *leader).count()
        })
    });
    assert_eq!(leaders, [1]);
}

#[test]
fn it_closes_again_behind_each_generation() {
    interleave::model(|| {
        let (barrier, rounds) = (Barrier::new(2), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                for round in 0..2 {
                    rounds.fetch_add(1, SeqCst);
                    barrier.wait();
                    assert!(rounds.load(SeqCst) >= 2 * (round + 1));
                }
            });
            for _ in 0..2 {
                rounds.fetch_add(1, SeqCst);
                barrier.wait();
            }
        });
    });
}

#[test]
fn a_barrier_for_zero_or_one_lets_every_thread_through_as_leader() {
    static ONE: Barrier = Barrier::new(1);
    interleave::model(|| {
        assert!(Barrier::new(0).wait().is_leader());
        thread::scope(|s| {
            s.spawn(|| assert!(ONE.wait().is_leader()));
            assert!(ONE.wait().is_leader());
        });
        assert_eq!(format!("{:?}", ONE.wait()), "BarrierWaitResult { is_leader: true }");
    });
}

#[test]
fn one_too_few_wait_forever() {
    let stuck = interleave::check(|| {
        let start = Barrier::new(3);
        thread::scope(|s| {
            s.spawn(|| start.wait());
            s.spawn(|| start.wait());
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "one_too_few_wait_forever");
}
