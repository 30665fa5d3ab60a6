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
