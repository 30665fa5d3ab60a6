//! Stage 2: the line is put together first, and written in one piece, mostly.

use std::io::{self, Write};

// ANCHOR: note
/// Notes that a seat has been sold.
///
/// # Errors
///
/// The log can't be written to.
pub fn note(mut log: impl Write, seat: u32) -> io::Result<()> {
    let record = format!("seat {seat}\n");
    log.write_all(record.as_bytes())
}
// ANCHOR_END: note
