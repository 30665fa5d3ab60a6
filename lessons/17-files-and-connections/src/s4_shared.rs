//! Stage 4: a log for several processes, with a lock on the file itself.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// What a log needs of a file that several processes write to.
pub trait SharedFile: Read + Write + Seek {
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

    /// Waits until everything written so far is on the disk.
    ///
    /// # Errors
    ///
    /// Some of it may be lost.
    fn sync(&mut self) -> io::Result<()>;
}

impl SharedFile for File {
    fn lock(&mut self) -> io::Result<()> {
        File::lock(self)
    }

    fn unlock(&mut self) -> io::Result<()> {
        File::unlock(self)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

// ANCHOR: note
/// Notes that a seat has been sold, in a file that other processes write to as well.
///
/// # Errors
///
/// The file can't be locked or written to. It's unlocked again after an error,
/// too.
pub fn note(file: &mut impl SharedFile, seat: u32) -> io::Result<()> {
    file.lock()?;
    let written = append(file, &format!("seat {seat}\n"));
    let unlocked = file.unlock();
    written.and(unlocked)
}

/// Writes at the end of the file, wherever that is by now.
fn append(file: &mut impl SharedFile, record: &str) -> io::Result<()> {
    file.seek(SeekFrom::End(0))?;
    file.write_all(record.as_bytes())
}
// ANCHOR_END: note
