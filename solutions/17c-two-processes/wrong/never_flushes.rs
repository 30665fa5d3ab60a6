//! rejected: assertion — the record stays in the buffer of the file
//! by: ?

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let written = file.write_all(record);
    let unlocked = file.unlock();
    written.and(unlocked)
}
