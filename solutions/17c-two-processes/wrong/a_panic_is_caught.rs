//! rejected: assertion — a panic of the file becomes an error
//! by: after_a_panic_the_file_is_unlocked

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let written = catch_unwind(AssertUnwindSafe(|| {
        file.write_all(record)?;
        file.flush()
    }));
    let unlocked = file.unlock();
    written.unwrap_or_else(|_| Err(io::Error::other("the file has panicked"))).and(unlocked)
}
