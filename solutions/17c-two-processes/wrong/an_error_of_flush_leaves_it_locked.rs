//! rejected: assertion — after an error of `flush`, the file stays locked
//! by: after_a_panic_the_file_is_unlocked, after_an_error_the_file_is_unlocked_and_the_error_is_returned

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    if let Err(error) = file.write_all(record) {
        _ = file.unlock();
        return Err(error);
    }
    file.flush()?;
    file.unlock()
}
