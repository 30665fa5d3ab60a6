//! One suite, two makes: the same behaviours, from the same source, on std with real threads and on this crate in
//! every interleaving. What std documents, the facade does.
//!
//! The folders below `conformance/behaviours` are those of `src`, and so are the names of the files:
//! `every_item.rs` looks there for the behaviours of each public item.

#![allow(clippy::duplicate_mod, reason = "one source, two worlds")]

#[path = "conformance/every_item.rs"]
mod every_item;
#[path = "conformance/on_facade.rs"]
mod on_facade;
#[path = "conformance/on_std.rs"]
mod on_std;
#[path = "conformance/only_here/mod.rs"]
mod only_here;
