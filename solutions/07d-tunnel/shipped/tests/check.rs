//! Sends trains into the tunnel from both ends, in every order, and with loads that see as little as the orderings allow.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only one of the two ends is tested: every test has both, in both roles;
//! - only the first time round: `two_trains_never_meet_when_they_try_again`,
//!   `after_the_last_train_each_end_can_send_another`;
//! - "never waits" is tested with an answer that comes late: `try_enter_gives_way_after_one_look`;
//! - the look is counted only where it finds the signal up: `try_enter_looks_once_before_it_sends_a_train_in`;
//! - `SeqCst` is looked for in some steps only: `nothing_is_stronger_than_needed` has the steps that lower a signal, and
//!   those that a fence makes needless.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::trace::{Operation, Step};
use interleave::{Run, cell::Cell, thread};
use tunnel::{
    End::{self, East, West},
    Tunnel,
};

/// What lies on the track. It is no atomic, and is used only in the tunnel.
#[derive(Default)]
struct Track(Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Track {}

/// Each end tries this many times. Returns the tunnel, which is empty again.
fn trains(tries: [(End, u32); 2]) -> Tunnel {
    let (tunnel, inside) = (Tunnel::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for (end, times) in tries {
            let (tunnel, inside) = (&tunnel, &inside);
            s.spawn(move || {
                for _ in 0..times {
                    if tunnel.try_enter(end) {
                        // Relaxed: only the tunnel orders what is done in it.
                        let others = inside.fetch_add(1, Relaxed);
                        assert!(others == 0, "two trains are in the tunnel at once");
                        inside.fetch_sub(1, Relaxed);
                        tunnel.leave(end);
                    }
                }
            });
        }
    });
    tunnel
}

#[test]
fn two_trains_never_meet() {
    interleave::model(|| _ = trains([(East, 1), (West, 1)]));
}

#[test]
fn two_trains_never_meet_when_they_try_again() {
    for tries in [[2, 1], [1, 2], [2, 2]] {
        interleave::model(|| _ = trains([(East, tries[0]), (West, tries[1])]));
    }
}

#[test]
fn after_the_last_train_each_end_can_send_another() {
    interleave::model(|| {
        let tunnel = trains([(East, 1), (West, 1)]);
        for end in [East, West] {
            assert!(
                tunnel.try_enter(end),
                "both ends tried, and no train is in any more, but `try_enter({end:?})` returns false"
            );
            tunnel.leave(end);
        }
    });
}

#[test]
fn a_train_sees_what_was_done_in_the_tunnel_before() {
    for (twice, once) in [(East, West), (West, East)] {
        interleave::model(|| {
            let (tunnel, track) = (Tunnel::default(), Track::default());
            thread::scope(|s| {
                for (end, times) in [(twice, 2), (once, 1)] {
                    let (tunnel, track) = (&tunnel, &track);
                    s.spawn(move || {
                        for _ in 0..times {
                            if tunnel.try_enter(end) {
                                track.0.set(track.0.get() + 1);
                                tunnel.leave(end);
                            }
                        }
                    });
                }
            });
        });
    }
}

#[test]
fn try_enter_succeeds_while_the_tunnel_is_empty() {
    interleave::model(|| {
        let tunnel = Tunnel::default();
        for end in [East, West, West, East] {
            assert!(
                tunnel.try_enter(end),
                "the tunnel is empty, but `try_enter({end:?})` returned false"
            );
            tunnel.leave(end);
        }
    });
}

#[test]
fn try_enter_fails_while_the_other_train_is_in() {
    for (first, second) in [(East, West), (West, East)] {
        interleave::model(|| {
            let tunnel = Tunnel::default();
            assert!(tunnel.try_enter(first), "the tunnel is empty");
            for _ in 0..2 {
                assert!(
                    !tunnel.try_enter(second),
                    "{first:?} has a train in the tunnel, but `try_enter({second:?})` returned true"
                );
            }
            tunnel.leave(first);
            assert!(
                tunnel.try_enter(first),
                "{second:?} gave way and the tunnel is empty, but `try_enter({first:?})` returned false"
            );
            tunnel.leave(first);
            assert!(
                tunnel.try_enter(second),
                "the tunnel is empty again, but `try_enter({second:?})` returned false"
            );
        });
    }
}

#[test]
fn nothing_is_stronger_than_needed() {
    let run = interleave::replay("", || {
        let tunnel = Tunnel::default();
        assert!(tunnel.try_enter(East) && !tunnel.try_enter(West), "only East may send a train in");
        tunnel.leave(East);
    });
    // What lowers a signal is the message of chapter 7, which `Release` carries.
    let strong = |step: &&Step| {
        step.ordering.as_deref() == Some("SeqCst") && step.wrote.as_deref() == Some("false")
    };
    let lowered = run.steps.iter().filter(strong).count();
    assert!(
        lowered == 0,
        "right, but stronger than needed: a store that lowers a signal is SeqCst, and Release suffices:\n\n{run}"
    );
    let seq_cst = run.steps.iter().filter(|step| step.ordering.as_deref() == Some("SeqCst"));
    let (fences, others): (Vec<_>, Vec<_>) =
        seq_cst.partition(|step| step.operation == Operation::Fence);
    assert!(
        fences.is_empty() || others.is_empty(),
        "right, but stronger than needed: there is a SeqCst fence, and the raise or the look is SeqCst as well. One of \
         the two is enough:\n\n{run}"
    );
}

/// How often a run loads, and how often it reads in any way.
fn reads(run: &Run<()>) -> [usize; 2] {
    let count = |is_one: fn(&Step) -> bool| {
        run.steps.iter().filter(|step| is_one(step)).map(|step| 1 + step.spins).sum()
    };
    [count(|step| step.operation == Operation::Load), count(|step| step.read.is_some())]
}

#[test]
fn try_enter_looks_once_before_it_sends_a_train_in() {
    for end in [East, West] {
        let run = interleave::replay("", || assert!(Tunnel::default().try_enter(end)));
        let [loads, reads] = reads(&run);
        // A swap that raises a signal reads it as well, and that is no look.
        assert!(
            loads <= 1 && reads <= 2,
            "the tunnel is empty, and one call of `try_enter({end:?})` looks more than once. One look is enough, and only \
             a look after the raise counts:\n\n{run}"
        );
    }
}

#[test]
fn try_enter_gives_way_after_one_look() {
    for (first, second) in [(East, West), (West, East)] {
        let run = |tries| {
            interleave::replay("", move || {
                let tunnel = Tunnel::default();
                assert!(tunnel.try_enter(first), "the tunnel is empty");
                for _ in 0..tries {
                    tunnel.try_enter(second);
                }
            })
        };
        let ([_, before], [_, after]) = (reads(&run(0)), reads(&run(1)));
        let looks = after - before;
        assert!(
            looks <= 2,
            "the other signal is up, and one call of `try_enter({second:?})` reads {looks} times before it answers: it \
             should never wait:\n\n{}",
            run(1)
        );
    }
}

#[test]
fn two_tunnels_are_independent() {
    interleave::model(|| {
        let (tunnel, other) = (Tunnel::default(), Tunnel::default());
        assert!(tunnel.try_enter(East), "both tunnels are empty");
        assert!(
            other.try_enter(West),
            "only another tunnel has a train in it, but `try_enter` returned false"
        );
    });
}
