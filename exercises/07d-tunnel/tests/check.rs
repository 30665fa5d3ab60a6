//! Sends trains into the tunnel from both ends, in every order, and with looks that see as little as they may.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{cell::Cell, thread};
use tunnel::{
    End::{self, East, West},
    Tunnel,
};

/// What lies on the track. It is no atomic, and is touched in the tunnel only.
#[derive(Default)]
struct Track(Cell<u32>);

// SAFETY: the explorer looks at every access to the cell, and reports it if nothing orders two of them.
unsafe impl Sync for Track {}

/// Each end tries so often.
fn trains(tries: [(End, u32); 2]) {
    let (tunnel, inside) = (Tunnel::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for (end, times) in tries {
            let (tunnel, inside) = (&tunnel, &inside);
            s.spawn(move || {
                for _ in 0..times {
                    if tunnel.try_enter(end) {
                        // Relaxed: the tunnel alone shall order what is done in it.
                        let others = inside.fetch_add(1, Relaxed);
                        assert!(others == 0, "two trains have met in the tunnel");
                        inside.fetch_sub(1, Relaxed);
                        tunnel.leave(end);
                    }
                }
            });
        }
    });
}

#[test]
fn two_trains_never_meet() {
    interleave::model(|| trains([(East, 1), (West, 1)]));
}

#[test]
fn nor_do_they_when_one_tries_again() {
    interleave::model(|| trains([(East, 2), (West, 1)]));
    interleave::model(|| trains([(East, 1), (West, 2)]));
}

#[test]
fn whoever_goes_in_finds_what_was_left_there() {
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
fn whoever_is_alone_goes_in() {
    interleave::model(|| {
        let tunnel = Tunnel::default();
        for end in [East, West, West, East] {
            assert!(
                tunnel.try_enter(end),
                "the tunnel is empty, but {end:?} may not send a train in"
            );
            tunnel.leave(end);
        }
    });
}

#[test]
fn whoever_finds_the_other_signal_up_gives_way() {
    for (first, second) in [(East, West), (West, East)] {
        interleave::model(|| {
            let tunnel = Tunnel::default();
            assert!(tunnel.try_enter(first), "the tunnel is empty");
            for _ in 0..2 {
                assert!(
                    !tunnel.try_enter(second),
                    "there is a train of {first:?}'s in the tunnel, but {second:?} sent one in"
                );
            }
            tunnel.leave(first);
            assert!(
                tunnel.try_enter(first),
                "{second:?} gave way and the tunnel is empty, but {first:?} may not send a train in"
            );
            tunnel.leave(first);
            assert!(tunnel.try_enter(second), "the tunnel is empty, and {second:?} tries again");
        });
    }
}

#[test]
fn nothing_is_stronger_than_it_has_to_be() {
    let run = interleave::replay("", || {
        let tunnel = Tunnel::default();
        assert!(tunnel.try_enter(East) && !tunnel.try_enter(West), "only East may send a train in");
        tunnel.leave(East);
    });
    // What lowers a signal is the message of chapter 7, which `Release` carries.
    let strong = |step: &&interleave::trace::Step| {
        step.ordering.as_deref() == Some("SeqCst") && step.wrote.as_deref() == Some("false")
    };
    let lowered = run.steps.iter().filter(strong).count();
    assert!(lowered == 0, "right, but lowering a signal is SeqCst, and Release would do:\n\n{run}");
}

#[test]
fn each_tunnel_has_signals_of_its_own() {
    interleave::model(|| {
        let (tunnel, other) = (Tunnel::default(), Tunnel::default());
        assert!(tunnel.try_enter(East), "both tunnels are empty");
        assert!(other.try_enter(West), "there is a train in another tunnel, and this one is empty");
    });
}
