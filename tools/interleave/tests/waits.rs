//! Waiting that can end for more than one reason: condvars, timeouts, parking, and the futex below them.

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
