//! rejected: assertion — the guard throws away an error of `unlock`
//! by: an_error_of_unlock_is_returned_if_it_is_the_first

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let locked = Locked(file);
    locked.0.write_all(record)?;
    locked.0.flush()
}

struct Locked<'a, F: SharedFile>(&'a mut F);

impl<F: SharedFile> Drop for Locked<'_, F> {
    fn drop(&mut self) {
        _ = self.0.unlock();
    }
}
