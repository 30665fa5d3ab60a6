//! rejected: assertion — the last bytes are still in the buffer when the file is unlocked
//! by: a_record_may_be_empty, a_record_may_have_any_length, a_write_that_takes_nothing_has_failed, after_a_panic_the_file_is_unlocked, after_an_error_the_file_is_unlocked_and_the_error_is_returned, an_error_of_unlock_is_returned_if_it_is_the_first, an_interrupted_write_is_repeated, processes_that_append_again_append_whole_records, two_processes_append_whole_records

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let written = file.write_all(record);
    let unlocked = file.unlock();
    written?;
    unlocked?;
    file.flush()
}
