//! What a recovery needs of a file that several processes write to. This file comes with the exercise.

use std::fs::File;
use std::io::{self, Read};

/// A file with a lock. It stands at its beginning.
pub trait LogFile: Read {
    /// Waits until no other opening of the file has it locked, and locks it.
    ///
    /// # Errors
    ///
    /// The file can't be locked.
    fn lock(&mut self) -> io::Result<()>;

    /// Unlocks it.
    ///
    /// # Errors
    ///
    /// The file can't be unlocked.
    fn unlock(&mut self) -> io::Result<()>;

    /// Cuts off everything after this length.
    ///
    /// # Errors
    ///
    /// The file can't be changed.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl LogFile for File {
    fn lock(&mut self) -> io::Result<()> {
        File::lock(self)
    }

    fn unlock(&mut self) -> io::Result<()> {
        File::unlock(self)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}
