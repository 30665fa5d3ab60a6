//! rejected: assertion — `?` leaves without unlocking
//! by: a_write_that_takes_nothing_has_failed, after_a_panic_the_file_is_unlocked, after_an_error_the_file_is_unlocked_and_the_error_is_returned, an_error_of_unlock_is_returned_if_it_is_the_first

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
