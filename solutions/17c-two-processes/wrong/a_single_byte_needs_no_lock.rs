//! rejected: assertion — a record of one byte is written while another process is in the middle of its record
//! by: a_record_may_have_any_length

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    if record.len() <= 1 {
        file.write_all(record)?;
        return file.flush();
    }
    let locked = Locked::new(file)?;
    locked.file.write_all(record)?;
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
