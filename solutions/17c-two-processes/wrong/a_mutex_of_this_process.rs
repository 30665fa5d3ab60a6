//! rejected: assertion — a mutex keeps the threads of one process apart, and no other process
//! by: ?

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
