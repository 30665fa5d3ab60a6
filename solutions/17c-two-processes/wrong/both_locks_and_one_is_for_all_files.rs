//! rejected: assertion — besides the lock of the file there is a mutex for all files
//! by: while_a_child_process_is_in_the_middle_try_lock_would_block, while_one_file_is_locked_another_one_can_be_written

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

use interleave::sync::{Mutex, PoisonError};

static LOCK: Mutex<()> = Mutex::new(());

/// Appends a record to a file that other processes append to as well.
///
/// # Errors
///
/// The file can't be locked, written, flushed or unlocked.
pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let _all = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
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
        file.lock()?;
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
