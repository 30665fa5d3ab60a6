//! Waiting that can end for more than one reason: condvars, timeouts, parking, and the futex below them.

use interleave::{Counterexample, Verdict};

#[path = "waits/clock.rs"]
mod clock;
#[path = "waits/condvar.rs"]
mod condvar;
#[path = "waits/futex.rs"]
mod futex;
#[path = "waits/pictures.rs"]
mod pictures;
#[path = "waits/reduction.rs"]
mod reduction;
#[allow(dead_code)] // Of a file shared with other tests.
#[path = "brute_force/rng.rs"]
mod rng;
#[path = "waits/semantics.rs"]
mod semantics;
#[path = "waits/timed.rs"]
mod timed;

#[track_caller]
fn fails(verdict: Verdict, kind: &str) -> Counterexample {
    match verdict {
        Verdict::Fails(found) => {
            assert_eq!(found.kind(), kind, "{found}");
            found
        }
        Verdict::Holds(explored) => panic!("holds: {explored:?}"),
    }
}
