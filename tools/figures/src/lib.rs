//! Explores what the book's figures let the reader change, and writes down what they show.
//!
//! A lesson's test calls [`check_every_combination`] for `{{#knobs …}}`, and [`check_edits`] for `{{#breakit …}}`. Both
//! explore everything that the reader can choose, compare what they found with a snapshot, and return the verdicts, so
//! that the test can say which of them it expects.

#![deny(missing_docs)]

mod edits;
mod knobs;

pub use edits::{Edit, check_edits};
pub use knobs::{BOTH, FENCE, Knob, LOAD, STORE, check_every_combination};
