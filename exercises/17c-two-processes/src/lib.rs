//! Several processes append records to one file, and the records are mixed up.

use std::io;

pub use shared_file::SharedFile;

mod shared_file;

/// Appends a record to a file that other processes append to as well.
///
/// # Errors
///
/// The file can't be locked, written, flushed or unlocked.
// TODO: no other process may write while this one is in the middle of its record.
// TODO: the file must be unlocked again, however this function ends.
pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let mut rest = record;
    while !rest.is_empty() {
        file.lock()?;
        let taken = file.write(rest)?;
        file.unlock()?;
        rest = &rest[taken..];
    }
    Ok(())
}
