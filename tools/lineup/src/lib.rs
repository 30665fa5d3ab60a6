//! For exercises in which the learner writes the *test*: it must pass every right implementation and refuse every wrong
//! one.
//!
//! An exercise lists its implementations with [`lineup!`], which makes a test of each group:
//!
//! ```text
//! macro_rules! lock {
//!     ($name:ident) => {
//!         impl Lock for $name::FlagLock { … }
//!
//!         fn $name() -> Box<dyn Lock> {
//!             Box::new($name::FlagLock::default())
//!         }
//!     };
//! }
//!
//! lineup::lineup! {
//!     test = test_the_lock::test; // pub fn test(new: fn() -> Box<dyn Lock>)
//!     make = lock;
//!
//!     fn no_right_lock_is_refused() {
//!         right a_number = "../../../solutions/04a-flag-lock/right/a_number.rs";
//!     }
//!
//!     fn a_lock_that_lets_two_threads_in_is_refused() {
//!         wrong loads_then_stores = "../../../solutions/04a-flag-lock/wrong/loads_then_stores.rs",
//!             "it looks, and then stores";
//!     }
//! }
//! ```
//!
//! The learner's test refuses by a panic, as any test does.
//!
//! # What a test can't know
//!
//! Each implementation is judged in a process of its own, by the same test program called in the same way. So a test
//! can't count its calls or know the order, one that hangs or ends the process keeps no other from its verdict, and
//! the pictures of the wrong ones that were caught stay out of sight. A right one is tried twice in its process. A
//! *decoy* is a right one in a file with the name of a wrong one: it meets a test that reads file names.
//!
//! # What counts as caught
//!
//! A panic of the test, whether a failing run of the explorer or an assertion of its own. If the explorer gives up
//! (too many executions, an impossible schedule, std's own locks), that says nothing about the implementation, and it
//! isn't caught.
//!
//! # Layout
//!
//! [`Lineup`] asks and judges, `child` is the process on both of its sides, `words` says what came of it.

#![deny(missing_docs)]

mod candidate;
mod child;
mod judge;
mod macros;
mod words;

pub use candidate::{Candidate, Role};
pub use judge::{Lineup, Refusal};
