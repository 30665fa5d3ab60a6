//! rejected: assertion — the file is unlocked between two writes of one record
//! by: a_record_may_have_any_length, a_write_that_takes_nothing_has_failed, after_a_panic_the_file_is_unlocked, an_interrupted_write_is_repeated, processes_that_append_again_append_whole_records, two_processes_append_whole_records

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

pub fn append<F: SharedFile>(file: &mut F, record: &[u8]) -> io::Result<()> {
    let mut rest = record;
    while !rest.is_empty() {
        file.lock()?;
        let result = file.write(rest).and_then(|taken| file.flush().map(|()| taken));
        let unlocked = file.unlock();
        match result {
            Ok(taken) => rest = &rest[taken..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
            Err(error) => return Err(error),
        }
        unlocked?;
    }
    Ok(())
}
