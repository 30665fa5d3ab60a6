//! Stage 6: a journal for several processes, which survives a crash in the middle of a record.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, SeekFrom};
use std::path::Path;

use crate::s4_shared::SharedFile;
use crate::s5_record::{self, Found, HEADER};

/// A journal that several processes append to, each with an opening of its own.
pub struct Journal<F: SharedFile> {
    file: F,
    /// Everything before this place has been read, and is whole.
    good: u64,
}

impl Journal<File> {
    /// Opens the journal at this path, or begins one.
    ///
    /// # Errors
    ///
    /// The file can't be opened. The message says which one.
    pub fn open(path: &Path) -> io::Result<Self> {
        // Not `append`: on Windows, a file that was opened like that can't be cut.
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).open(path);
        match file {
            Ok(file) => Ok(Journal::new(file)),
            Err(error) => {
                let message = format!("cannot open the journal `{}`: {error}", path.display());
                Err(io::Error::new(error.kind(), message))
            }
        }
    }
}

impl<F: SharedFile> Journal<F> {
    /// A journal in this file. Nothing has been read yet.
    pub fn new(file: F) -> Self {
        Journal { file, good: 0 }
    }

    /// The file. No lock is held on it.
    pub fn into_file(self) -> F {
        self.file
    }

    // ANCHOR: append
    /// Appends a record. After `Ok` it's on the disk.
    ///
    /// # Errors
    ///
    /// The journal can't be read or written, or it's damaged. No reader finds a part of
    /// the record.
    pub fn append(&mut self, payload: &[u8]) -> io::Result<()> {
        // Before the file is locked, because it panics if the payload is too long.
        let record = s5_record::encode(payload);
        self.locked(|journal| {
            journal.catch_up(|_| ())?;
            let written = journal.write(&record);
            if written.is_err() {
                // A part of it may be there, or all of it, if only `sync` failed. If it
                // can't be cut off now, the next process that appends cuts off a part.
                _ = journal.file.cut(journal.good);
            }
            written
        })
    }

    fn write(&mut self, record: &[u8]) -> io::Result<()> {
        let written = self.file.write_all(record).and_then(|()| self.file.sync());
        written.map_err(|error| {
            let message = format!("cannot write to the journal: {error}");
            io::Error::new(error.kind(), message)
        })?;
        self.good += record.len() as u64;
        Ok(())
    }
    // ANCHOR_END: append

    /// All records, whichever process appended them.
    ///
    /// # Errors
    ///
    /// The journal can't be read, or it is damaged.
    pub fn records(&mut self) -> io::Result<Vec<Vec<u8>>> {
        self.locked(|journal| {
            let mut records = Vec::new();
            journal.good = 0;
            journal.catch_up(|payload| records.push(payload))?;
            Ok(records)
        })
    }

    // ANCHOR: catch-up
    /// Reads on to the end, and cuts off a torn tail. The file is locked, so no writer
    /// is in the middle of a record.
    fn catch_up(&mut self, mut each: impl FnMut(Vec<u8>)) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.good))?;
        loop {
            match s5_record::read(&mut self.file)? {
                Found::Record(payload) => {
                    self.good += (HEADER + payload.len()) as u64;
                    each(payload);
                }
                Found::End => return Ok(()),
                Found::TornTail => {
                    self.file.cut(self.good)?;
                    self.file.seek(SeekFrom::Start(self.good))?;
                    return Ok(());
                }
                Found::Damage => {
                    let message = format!("the journal is damaged at byte {}", self.good);
                    return Err(io::Error::new(ErrorKind::InvalidData, message));
                }
            }
        }
    }
    // ANCHOR_END: catch-up

    /// Does something while the file is locked.
    fn locked<T>(&mut self, work: impl FnOnce(&mut Self) -> io::Result<T>) -> io::Result<T> {
        self.file.lock()?;
        let result = work(self);
        self.file.unlock()?;
        result
    }
}
