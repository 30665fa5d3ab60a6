//! right: no guard: the panic is caught, and goes on after the file is unlocked

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let written = catch_unwind(AssertUnwindSafe(|| {
        file.write_all(record)?;
        file.flush()
    }));
    let unlocked = file.unlock();
    match written {
        Ok(written) => written.and(unlocked),
        Err(panic) => resume_unwind(panic),
    }
}
