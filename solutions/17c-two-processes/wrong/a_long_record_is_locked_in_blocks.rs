//! rejected: assertion — a record of more than 4,096 bytes is written with the file unlocked in between
//! by: a_record_may_have_any_length

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    for block in record.chunks(4_096) {
        append_block(file, block)?;
    }
    Ok(())
}

fn append_block<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
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
