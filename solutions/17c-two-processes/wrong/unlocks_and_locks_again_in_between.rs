//! rejected: assertion — the file is free for a moment before the flush
//! by: an_interrupted_write_is_repeated, processes_that_append_again_append_whole_records, two_processes_append_whole_records

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let locked = Locked(file);
    locked.0.write_all(record)?;
    locked.0.unlock()?;
    locked.0.lock()?;
    locked.0.flush()?;
    locked.0.unlock()
}

struct Locked<'a, F: SharedFile>(&'a mut F);

impl<F: SharedFile> Drop for Locked<'_, F> {
    fn drop(&mut self) {
        _ = self.0.unlock();
    }
}
