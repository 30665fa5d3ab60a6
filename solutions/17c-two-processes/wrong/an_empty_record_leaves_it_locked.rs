//! rejected: assertion — an empty record returns early, with the file locked
//! by: a_record_may_be_empty

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    if record.is_empty() {
        return Ok(());
    }
    let locked = Locked { file, is_unlocked: false };
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
