//! rejected: assertion — a mutex keeps the threads of one process apart, and no other process
//! by: a_file_that_cannot_be_locked_is_not_written, a_record_may_be_empty, a_record_may_have_any_length, a_write_that_takes_nothing_has_failed, after_a_panic_the_file_is_unlocked, after_an_error_the_file_is_unlocked_and_the_error_is_returned, an_error_of_unlock_is_returned_if_it_is_the_first, an_interrupted_write_is_repeated, processes_that_append_again_append_whole_records, two_processes_append_whole_records, while_a_child_process_is_in_the_middle_try_lock_would_block, while_one_file_is_locked_another_one_can_be_written

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

use interleave::sync::Mutex;

static LOCK: Mutex<()> = Mutex::new(());

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let _guard = LOCK.lock().unwrap();
    file.write_all(record)?;
    file.flush()
}
