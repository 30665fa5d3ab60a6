//! right: an `Option` in the guard, and the loop of `write_all` by hand

use std::io;

pub use shared_file::SharedFile;

#[path = "../src/shared_file.rs"]
mod shared_file;

use std::io::ErrorKind;

struct Guard<'a, F: SharedFile>(Option<&'a mut F>);

impl<F: SharedFile> Drop for Guard<'_, F> {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let _ = file.unlock();
        }
    }
}

pub fn append<F: SharedFile>(file: &mut F, mut record: &[u8]) -> io::Result<()> {
    file.lock()?;
    let mut guard = Guard(Some(file));
    let Some(file) = guard.0.as_mut() else { unreachable!() };
    while !record.is_empty() {
        match file.write(record) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(taken) => record = &record[taken..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    file.flush()?;
    match guard.0.take() {
        Some(file) => file.unlock(),
        None => unreachable!(),
    }
}
