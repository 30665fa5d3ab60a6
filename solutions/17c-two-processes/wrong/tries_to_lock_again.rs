//! rejected: assertion — `lock` has failed, and is called until it works
//! by: a_file_that_cannot_be_locked_is_not_written

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let locked = Locked::new(file)?;
    let mut rest = record;
    while !rest.is_empty() {
        match locked.file.write(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
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
        while file.lock().is_err() {}
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
