//! rejected: assertion — the record is written although the file could not be locked
//! by: a_file_that_cannot_be_locked_is_not_written

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;


/// Appends a record to a file that other processes append to as well.
///
/// # Errors
///
/// The file can't be locked, written, flushed or unlocked.
pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let locked = Locked::new(file)?;
    locked.file.write_all(record)?;
    // Other processes see only what has reached the file, so this belongs under the lock.
    locked.file.flush()?;
    locked.unlock()
}

/// While it exists, the file is locked.
struct Locked<'a, F: SharedFile> {
    file: &'a mut F,
    /// Whether `drop` has nothing left to do.
    is_unlocked: bool,
}

impl<'a, F: SharedFile> Locked<'a, F> {
    fn new(file: &'a mut F) -> io::Result<Self> {
        _ = file.lock();
        Ok(Locked { file, is_unlocked: false })
    }

    /// Unlocks the file, as `drop` does, and says whether that went well.
    fn unlock(mut self) -> io::Result<()> {
        self.is_unlocked = true;
        self.file.unlock()
    }
}

impl<F: SharedFile> Drop for Locked<'_, F> {
    fn drop(&mut self) {
        if !self.is_unlocked {
            // There is an earlier error or a panic to report.
            _ = self.file.unlock();
        }
    }
}
