//! rejected: assertion — a log of more than 64 KB is cut at the wrong place
//! by: a_long_log_is_cut_at_the_right_place

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
    let mut good = 0_u16;
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
        good = good.wrapping_add((HEADER + size) as u16);
        payloads.push(payload);
    }
    file.cut(u64::from(good))?;
    Ok(payloads)
}

fn up_to(file: &mut impl Read, n: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(n as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn damage() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the log is damaged")
}
