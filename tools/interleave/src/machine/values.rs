//! The two small values that the facade hands out: they stand here because [`plain`](super::plain) has to know them.

use std::time::Duration;

/// Std's [`Instant`](std::time::Instant), on the virtual clock of the running execution.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub(crate) Duration);

/// What tells threads apart, as [`std::thread::ThreadId`]; also between executions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThreadId(pub(crate) u64, pub(crate) usize);
