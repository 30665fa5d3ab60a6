//! rejected: assertion — the first bytes are written before the file is locked
//! by: ?

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let taken = file.write(record)?;
    file.lock()?;
    let written = file.write_all(&record[taken..]).and_then(|()| file.flush());
    let unlocked = file.unlock();
    written.and(unlocked)
}
