//! The errors of `release`.

use std::error::Error;
use std::fmt;

// ANCHOR: not-locked
/// The lock was released, but no thread held it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

impl fmt::Display for NotLocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("release of an unlocked lock")
    }
}

impl Error for NotLocked {}
// ANCHOR_END: not-locked

/// The lock was released by a thread that doesn't hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

impl fmt::Display for NotYours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("release of a lock that this thread does not hold")
    }
}

impl Error for NotYours {}
