//! `Arc`: what depends on who drops the last handle is found, and what does not depend on it costs nothing.

#![allow(clippy::duplicate_mod, reason = "one source, two worlds")]

#[path = "arc/found.rs"]
mod found;
#[path = "arc/freed.rs"]
mod freed;
#[path = "arc/loom_agrees.rs"]
mod loom_agrees;
#[path = "arc/orderings.rs"]
mod orderings;
#[path = "arc/silent.rs"]
mod silent;

use interleave::{Counterexample, Verdict};

/// Runs a program that must fail in that way, and returns its counterexample.
#[track_caller]
fn fails(kind: &str, program: impl Fn()) -> Counterexample {
    match interleave::check(program) {
        Verdict::Fails(counterexample) => {
            assert_eq!(counterexample.kind(), kind, "{counterexample}");
            counterexample
        }
        Verdict::Holds(explored) => panic!("{explored}"),
    }
}
