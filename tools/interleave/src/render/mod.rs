//! From a trace to sentences and pictures.
//!
//! `words` and `verbs` say a step, a failure and what a thread waits for; `wakeups` says it of sleepers, `stale` of a read
//! that missed a value, and `pointers` what else to call where a pointer was only read through. `culprits` decides of
//! which threads to speak first. `swimlanes` draws it all. `source` reads the lines of the program, `terminal` knows
//! about colour and width.

mod culprits;
mod label;
mod pointers;
pub(crate) mod source;
mod stale;
mod swimlanes;
pub(crate) mod terminal;
pub(crate) mod wakeups;
pub(crate) mod words;
