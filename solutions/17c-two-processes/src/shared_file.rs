//! What an append needs of a file that several processes have open. This file comes with the exercise.

use std::fs::File;
use std::io::{self, Write};

/// A file with a lock that keeps other openings of it out, in this process and in others. What is written goes to its end.
///
/// Some implementations gather what is written, and pass it on when they are flushed, as a `BufWriter` does.
pub trait SharedFile: Write {
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
}

impl SharedFile for File {
    fn lock(&mut self) -> io::Result<()> {
        File::lock(self)
    }

    fn unlock(&mut self) -> io::Result<()> {
        File::unlock(self)
    }
}
