//! rejected: assertion — a panic in `write` leaves without unlocking
//! by: after_a_panic_the_file_is_unlocked

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let written = file.write_all(record).and_then(|()| file.flush());
    let unlocked = file.unlock();
    written.and(unlocked)
}
