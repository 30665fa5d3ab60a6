//! From steps to sentences and pictures.
//!
//! `explain` makes a trace of an execution: names, values, lines. `arrows` finds which release each acquire reads,
//! `remarks` adds why a step matters, `why` and `lost` what a blocked thread waits for in vain, `waits` in which order
//! to speak of blocked threads, `stale` what a stale read missed, and `pointers` what else to call where a pointer was only read through. `words` and
//! `verbs` say it, `lanes` draws it. `source` reads the lines of the program, `style` knows the terminal.

mod arrows;
pub(crate) mod explain;
pub(crate) mod lanes;
pub(crate) mod lost;
pub(crate) mod pointers;
pub(crate) mod remarks;
pub(crate) mod source;
pub(crate) mod stale;
pub(crate) mod style;
pub(crate) mod verbs;
pub(crate) mod waits;
pub(crate) mod why;
pub(crate) mod words;
