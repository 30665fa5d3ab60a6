//! rejected: assertion — an interrupted read counts as an error if there were many
//! by: a_file_may_bring_a_few_bytes_at_a_time_and_interrupt_a_read

use std::io::{self, ErrorKind, Read};

pub use log_file::LogFile;
use record::{HEADER, MOST, checksum};

#[path = "../src/log_file.rs"]
mod log_file;
#[path = "../src/record.rs"]
pub mod record;

pub fn recover<F: LogFile>(file: &mut F) -> io::Result<Vec<Vec<u8>>> {
    file.lock()?;
    let done = work(file);
    let unlocked = file.unlock();
    let payloads = done?;
    unlocked?;
    Ok(payloads)
}

fn work<F: LogFile>(file: &mut F) -> io::Result<Vec<Vec<u8>>> {
    let mut payloads = Vec::new();
    let mut good = 0;
    loop {
        let header = up_to(file, HEADER)?;
        if header.is_empty() {
            return Ok(payloads);
        }
        if header.len() < HEADER {
            break;
        }
        let length = [header[0], header[1], header[2], header[3]];
        let sum = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        let size = u32::from_le_bytes(length) as usize;
        if size > MOST {
            return Err(damage());
        }
        let payload = up_to(file, size)?;
        if payload.len() < size {
            break;
        }
        if checksum(length, &payload) != sum {
            if up_to(file, 1)?.is_empty() {
                break;
            }
            return Err(damage());
        }
        good += (HEADER + size) as u64;
        payloads.push(payload);
    }
    file.cut(good)?;
    Ok(payloads)
}

fn up_to(file: &mut impl Read, n: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; n];
    let mut filled = 0;
    let mut interrupted = 0;
    while filled < n {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(taken) => filled += taken,
            Err(error) if error.kind() == ErrorKind::Interrupted && interrupted < 100 => {
                interrupted += 1
            }
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

fn damage() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the log is damaged")
}
