//! rejected: assertion — after an error of `lock`, the guard unlocks
//! by: a_file_that_cannot_be_locked_is_not_written

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let locked = Locked(file);
    locked.0.lock()?;
    locked.0.write_all(record)?;
    locked.0.flush()?;
    locked.0.unlock()
}

struct Locked<'a, F: SharedFile>(&'a mut F);

impl<F: SharedFile> Drop for Locked<'_, F> {
    fn drop(&mut self) {
        _ = self.0.unlock();
    }
}
