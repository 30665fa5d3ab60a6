//! right: the guard takes the way out that went well apart with `ManuallyDrop`

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

use std::mem::ManuallyDrop;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let guard = Unlocks(file);
    guard.0.write_all(record)?;
    guard.0.flush()?;
    ManuallyDrop::new(guard).0.unlock()
}

/// Unlocks when it is dropped.
struct Unlocks<'a, F: SharedFile>(&'a mut F);

impl<F: SharedFile> Drop for Unlocks<'_, F> {
    fn drop(&mut self) {
        _ = self.0.unlock();
    }
}
