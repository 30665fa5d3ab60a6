//! One suite, two makes: the same behaviours, from the same source, on std with real threads and on this crate in
//! every interleaving. What std documents, the facade does.
//!
//! The folders below `behaviours` are those of `src`, and so are the names of the files:
//! `every_item.rs` looks there for the behaviours of each public item.

#![allow(clippy::duplicate_mod, reason = "one source, two worlds")]

mod every_item;
mod on_facade;
mod on_std;
mod only_here;
