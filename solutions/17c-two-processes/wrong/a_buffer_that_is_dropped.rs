//! rejected: assertion — a `BufWriter` is dropped, and an error that comes then is lost
//! by: a_write_that_takes_nothing_has_failed, after_an_error_the_file_is_unlocked_and_the_error_is_returned, an_error_of_unlock_is_returned_if_it_is_the_first

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

use std::io::{BufWriter, Write};

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let locked = Locked(file);
    let mut buffer = BufWriter::new(&mut *locked.0);
    buffer.write_all(record)?;
    drop(buffer);
    locked.0.flush()?;
    std::mem::ManuallyDrop::new(locked).0.unlock()
}

struct Locked<'a, F: SharedFile>(&'a mut F);

impl<F: SharedFile> Drop for Locked<'_, F> {
    fn drop(&mut self) {
        _ = self.0.unlock();
    }
}
