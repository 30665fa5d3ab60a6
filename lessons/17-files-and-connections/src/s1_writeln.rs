//! Stage 1: one line of Rust, and more than one write.

use std::io::{self, Write};

// ANCHOR: note
/// Notes that a seat has been sold.
///
/// # Errors
///
/// The log can't be written to.
pub fn note(mut log: impl Write, seat: u32) -> io::Result<()> {
    writeln!(log, "seat {seat}")
}
// ANCHOR_END: note
