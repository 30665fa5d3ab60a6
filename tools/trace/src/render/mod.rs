//! Turns a trace into sentences and pictures.
//!
//! `words` describes a step, a failure and what a thread waits for; `label` describes a step in a few words.
//! `wakeups` describes sleepers, and `stale` a read that missed a value. `pointers` says what else to call if a
//! pointer was only read through. `culprits` decides which threads come first. `swimlanes` draws it all, and `terminal`
//! knows about colour and width.

mod culprits;
mod label;
mod pointers;
mod stale;
mod swimlanes;
pub mod terminal;
mod wakeups;
pub mod words;
