//! rejected: assertion — a write that takes 0 bytes has failed, and the record counts as written
//! by: a_write_that_takes_nothing_has_failed

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let locked = Locked::new(file)?;
    let mut rest = record;
    while !rest.is_empty() {
        match locked.file.write(rest) {
            Ok(0) => break,
            Ok(taken) => rest = &rest[taken..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    locked.file.flush()?;
    locked.unlock()
}

struct Locked<'a, F: SharedFile> {
    file: &'a mut F,
    locked: bool,
}

impl<'a, F: SharedFile> Locked<'a, F> {
    fn new(file: &'a mut F) -> io::Result<Self> {
        file.lock()?;
        Ok(Locked { file, locked: true })
    }

    fn unlock(mut self) -> io::Result<()> {
        self.locked = false;
        self.file.unlock()
    }
}

impl<F: SharedFile> Drop for Locked<'_, F> {
    fn drop(&mut self) {
        if self.locked {
            _ = self.file.unlock();
        }
    }
}
