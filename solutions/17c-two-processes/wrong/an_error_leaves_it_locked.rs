//! rejected: assertion — `?` leaves without unlocking
//! by: ?

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    file.write_all(record)?;
    file.flush()?;
    file.unlock()
}
