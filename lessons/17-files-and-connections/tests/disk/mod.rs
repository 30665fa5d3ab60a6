//! A model of one file on a disk: each read and each write is one step, so the explorer can run another thread in between.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Mutex, MutexGuard, PoisonError};

use crate::s4_shared::SharedFile;

/// The file. Threads of one process share it by reference, and append to it. Each process opens it for itself.
pub struct Disk {
    /// How long the file is. Every step on the file is a step on this.
    length: AtomicUsize,
    /// What is in it. Nothing comes between a step on `length` and the use of this, so std's mutex is never waited for.
    bytes: std::sync::Mutex<Vec<u8>>,
    /// The lock of the file.
    lock: Mutex<()>,
    /// How many bytes one read or write takes at most.
    at_a_time: usize,
    /// How long the file can become before the disk is full.
    room: usize,
}

impl Disk {
    /// An empty file, on a disk that takes as much at a time as it is given.
    pub fn new() -> Self {
        Disk::with(usize::MAX, usize::MAX)
    }

    /// An empty file, with limits.
    pub fn with(at_a_time: usize, room: usize) -> Self {
        Disk {
            length: AtomicUsize::new(0),
            bytes: std::sync::Mutex::default(),
            lock: Mutex::new(()),
            at_a_time,
            room,
        }
    }

    /// Another opening of the file, at its beginning.
    pub fn open(&self) -> Opening<'_> {
        Opening { disk: self, position: 0, guard: None }
    }

    /// What's in the file.
    #[track_caller]
    pub fn bytes(&self) -> Vec<u8> {
        let length = self.length.load(SeqCst);
        let bytes = self.bytes.lock().unwrap();
        assert_eq!(bytes.len(), length);
        bytes.clone()
    }

    /// What's in the file, with each end of a line as a `/`.
    #[track_caller]
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap().replace('\n', "/")
    }

    /// How many of these bytes one write takes.
    fn takes(&self, bytes: &[u8], at: usize) -> io::Result<usize> {
        let takes = bytes.len().min(self.at_a_time).min(self.room.saturating_sub(at));
        if takes == 0 && !bytes.is_empty() {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(takes)
    }

    /// One step: as many of these bytes as it takes, at the end of the file.
    #[track_caller]
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        // There's no limit on the room where files are written like that, so no thread can use it up before the step.
        let takes = self.takes(bytes, 0)?;
        let at = self.length.fetch_add(takes, SeqCst);
        self.put(at, &bytes[..takes]);
        Ok(takes)
    }

    fn put(&self, at: usize, bytes: &[u8]) {
        let mut all = self.bytes.lock().unwrap();
        let end = at + bytes.len();
        if all.len() < end {
            all.resize(end, 0);
        }
        all[at..end].copy_from_slice(bytes);
    }
}

/// Collects the pieces that `write!` makes.
struct Pieces(Vec<String>);

impl std::fmt::Write for Pieces {
    fn write_str(&mut self, piece: &str) -> std::fmt::Result {
        self.0.push(piece.to_owned());
        Ok(())
    }
}

/// Appends, wherever the end is by now.
impl Write for &Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.append(bytes)
    }

    /// As in std. It is repeated here so that the pictures show the line that calls it.
    #[track_caller]
    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let taken = self.append(bytes)?;
            bytes = &bytes[taken..];
        }
        Ok(())
    }

    /// As in std: each piece is written when it's ready.
    #[track_caller]
    fn write_fmt(&mut self, arguments: std::fmt::Arguments<'_>) -> io::Result<()> {
        let mut pieces = Pieces(Vec::new());
        std::fmt::write(&mut pieces, arguments).unwrap();
        for piece in pieces.0 {
            self.write_all(piece.as_bytes())?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One opening of the file, with a position and a lock of its own. Dropping it closes it, which releases the lock.
pub struct Opening<'a> {
    disk: &'a Disk,
    position: usize,
    guard: Option<MutexGuard<'a, ()>>,
}

impl Opening<'_> {
    /// One step: as many of these bytes as the file takes, at the position of this opening.
    #[track_caller]
    fn put(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let takes = self.disk.takes(bytes, self.position)?;
        self.disk.length.fetch_max(self.position + takes, SeqCst);
        self.disk.put(self.position, &bytes[..takes]);
        self.position += takes;
        Ok(takes)
    }
}

impl Write for Opening<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes)
    }

    #[track_caller]
    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let taken = self.put(bytes)?;
            bytes = &bytes[taken..];
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Opening<'_> {
    #[track_caller]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.disk.length.load(SeqCst);
        let wanted = buffer.len().min(self.disk.at_a_time);
        let end = length.min(self.position + wanted);
        let read = end.saturating_sub(self.position);
        buffer[..read].copy_from_slice(&self.disk.bytes.lock().unwrap()[self.position..][..read]);
        self.position += read;
        Ok(read)
    }
}

impl Seek for Opening<'_> {
    #[track_caller]
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = match to {
            SeekFrom::Start(position) => position as usize,
            SeekFrom::End(0) => self.disk.length.load(SeqCst),
            _ => return Err(ErrorKind::Unsupported.into()),
        };
        Ok(self.position as u64)
    }
}

/// As `flock` has it: a second lock by the same opening changes nothing.
impl SharedFile for Opening<'_> {
    #[track_caller]
    fn lock(&mut self) -> io::Result<()> {
        if self.guard.is_none() {
            // A thread that panics while it holds the lock closes the file. Nothing is poisoned by that.
            self.guard = Some(self.disk.lock.lock().unwrap_or_else(PoisonError::into_inner));
        }
        Ok(())
    }

    fn unlock(&mut self) -> io::Result<()> {
        self.guard = None;
        Ok(())
    }

    #[track_caller]
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.disk.length.store(length as usize, SeqCst);
        self.disk.bytes.lock().unwrap().resize(length as usize, 0);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}
