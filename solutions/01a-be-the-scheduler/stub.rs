//! You decide which thread goes next. Make two threads lose increments.
//!
//! For each increment, a thread does this:
//!
//! ```text
//! let seen = counter.load(Relaxed);      // one step
//! counter.store(seen + 1, Relaxed);      // one step
//! ```
//!
//! A schedule says which thread takes each step: `"A A B B"` lets A take two steps, then B two.

/// Two threads, one increment each. This schedule ends at 2.
// TODO: write the schedule that ends at 1.
pub const ENDS_AT_ONE: &str = "A A B B";

/// Two threads, three increments each: six steps for A, six for B. This schedule ends at 6.
// TODO: write the schedule that ends at 2, the lowest total possible.
pub const ENDS_AT_TWO: &str = "A A A A A A B B B B B B";
