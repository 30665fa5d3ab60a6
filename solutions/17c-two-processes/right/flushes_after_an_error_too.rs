//! right: after a write that failed, the file is flushed before it is unlocked, and the first error is returned

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let locked = Locked::new(file)?;
    let written = locked.file.write_all(record);
    let flushed = locked.file.flush();
    let unlocked = locked.unlock();
    written.and(flushed).and(unlocked)
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
