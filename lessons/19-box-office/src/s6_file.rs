//! Stage 6: a log in a file, which a restart reads again.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Error, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::office::Log;

/// What the log needs from a file. A test can bring one that fails.
pub trait Disk: Send {
    /// Writes at the end. After an error, a part of it may be there.
    ///
    /// # Errors
    ///
    /// The disk is full, or gone.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Cuts off everything behind the first `length` bytes.
    ///
    /// # Errors
    ///
    /// The file keeps what it has.
    fn cut(&mut self, length: u64) -> io::Result<()>;

    /// Returns when what was written would survive a power failure, as far as the operating system can tell.
    ///
    /// # Errors
    ///
    /// It may be lost.
    fn sync(&mut self) -> io::Result<()>;
}

impl Disk for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        self.seek(SeekFrom::Start(length))?;
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// When a sale counts as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// When the operating system has it: it survives the end of the program, however that comes.
    Process,
    /// When the disk has it: it survives a power failure as well, and takes much longer.
    Power,
}

/// A log of lines such as `SOLD 12`.
pub struct FileLog<D> {
    disk: D,
    durability: Durability,
    /// How many bytes of the file are whole records.
    length: u64,
    /// Set when the end of the file is not known any more. Then nothing more is written.
    is_broken: bool,
}

impl FileLog<File> {
    /// Opens a log, or makes a new one, and returns the seats that are sold in it.
    ///
    /// A last line without its end is what a crash left of a sale that no customer was told of. It is cut off.
    ///
    /// # Errors
    ///
    /// The file can't be opened or read, another box office has it open, or it is no log of this many seats.
    pub fn open(
        path: &Path,
        seats: usize,
        durability: Durability,
    ) -> io::Result<(Vec<usize>, Self)> {
        // Not `append`: on Windows, a file that is open for appending only can't be cut.
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::other("another box office uses this log"),
            TryLockError::Error(error) => error,
        })?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let length = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let sold = sales(&text[..length], seats)?;
        let mut log = FileLog::new(file, durability, length as u64);
        log.disk.cut(log.length)?;
        Ok((sold, log))
    }
}

impl<D: Disk> FileLog<D> {
    /// A log on a disk that has `length` bytes of whole records.
    pub fn new(disk: D, durability: Durability, length: u64) -> Self {
        FileLog { disk, durability, length, is_broken: false }
    }

    /// Writes the records, and waits for the disk if that is wanted.
    fn write(&mut self, text: &str) -> io::Result<()> {
        self.disk.write(text.as_bytes())?;
        if self.durability == Durability::Power {
            // After a failed `sync`, trying again may succeed without anything having been written.
            self.disk.sync().inspect_err(|_| self.is_broken = true)?;
        }
        Ok(())
    }
}

// ANCHOR: append
impl<D: Disk> Log for FileLog<D> {
    fn append(&mut self, seats: &[usize]) -> io::Result<()> {
        if self.is_broken {
            return Err(Error::other("an earlier error left the log in doubt"));
        }
        let text: String = seats.iter().map(|seat| format!("SOLD {seat}\n")).collect();
        let written = self.write(&text);
        match written {
            Ok(()) => self.length += text.len() as u64,
            // Some of it may be there. The next record must not be glued to it, and a restart must not find it.
            Err(_) => self.is_broken |= self.disk.cut(self.length).is_err(),
        }
        written
    }
}
// ANCHOR_END: append

/// The seats that a log says are sold.
fn sales(text: &[u8], seats: usize) -> io::Result<Vec<usize>> {
    let mut is_sold = vec![false; seats];
    let mut sold = Vec::new();
    for (number, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let line = String::from_utf8_lossy(line);
        let seat = line.strip_prefix("SOLD ").and_then(|seat| seat.trim_end().parse().ok());
        let problem = match seat.and_then(|seat: usize| is_sold.get_mut(seat)) {
            None => "is no sale of a seat that there is",
            Some(true) => "sells a seat a second time",
            Some(is_sold) => {
                *is_sold = true;
                sold.extend(seat);
                continue;
            }
        };
        let problem = format!("line {} of the log {problem}: `{}`", number + 1, line.trim_end());
        return Err(Error::new(ErrorKind::InvalidData, problem));
    }
    Ok(sold)
}
