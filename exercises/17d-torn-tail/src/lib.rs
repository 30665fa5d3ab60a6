//! Reads the records of a log after a crash, and believes whatever it reads.

use std::io;

pub use log_file::LogFile;
use record::HEADER;

mod log_file;
pub mod record;

/// Returns the payloads of all whole records, in order, and cuts off what a crash has left of the last one.
///
/// # Errors
///
/// The file can't be locked, read, cut or unlocked, or it is damaged.
// TODO: check each record, and cut off a torn tail. Tell it from damage, and from a file that can't be read.
// TODO: keep writers out from the first read until the file is cut.
pub fn recover<F: LogFile>(file: &mut F) -> io::Result<Vec<Vec<u8>>> {
    let mut payloads = Vec::new();
    let mut header = [0; HEADER];
    while file.read_exact(&mut header).is_ok() {
        let length = u32::from_le_bytes([header[0], header[1], header[2], header[3]]);
        let mut payload = vec![0; length as usize];
        if file.read_exact(&mut payload).is_err() {
            break;
        }
        payloads.push(payload);
    }
    Ok(payloads)
}
