//! What the book and the runner show of a lesson: pieces of its files, by anchor, and its questions.
//!
//! A package of its own, because the book asks these questions in a chapter, and the runner asks them again on a later day.

#![deny(missing_docs)]

pub mod excerpt;
mod quiz;

pub use quiz::Quiz;
