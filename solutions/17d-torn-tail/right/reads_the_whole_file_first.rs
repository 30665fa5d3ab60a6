//! right: the whole file is read, and then looked at

use std::io::{self, ErrorKind};

pub use log_file::LogFile;
use record::{HEADER, MOST, checksum};

#[path = "../src/log_file.rs"]
mod log_file;
#[path = "../src/record.rs"]
pub mod record;

/// Returns the payloads of all whole records, in order, and cuts off what a crash has left of the last one.
///
/// # Errors
///
/// The file can't be locked, read, cut or unlocked, or it is damaged.
pub fn recover<F: LogFile>(file: &mut F) -> io::Result<Vec<Vec<u8>>> {
    file.lock()?;
    // A function of its own, so that it may leave by `?` and the file is unlocked all the same.
    let payloads = recover_locked(file);
    let unlocked = file.unlock();
    let payloads = payloads?;
    unlocked.map(|()| payloads)
}

fn recover_locked<F: LogFile>(file: &mut F) -> io::Result<Vec<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let (mut payloads, mut rest) = (Vec::new(), &bytes[..]);
    while !rest.is_empty() {
        match split(rest)? {
            Some((payload, behind)) => {
                payloads.push(payload.to_vec());
                rest = behind;
            }
            None => {
                file.cut((bytes.len() - rest.len()) as u64)?;
                break;
            }
        }
    }
    Ok(payloads)
}

/// The first payload, and what is behind it. `None` if the bytes end before that, or nearly so.
fn split(bytes: &[u8]) -> io::Result<Option<(&[u8], &[u8])>> {
    let Some((header, rest)) = bytes.split_first_chunk::<HEADER>() else {
        return Ok(None);
    };
    let length = [header[0], header[1], header[2], header[3]];
    let expected = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
    let size = u32::from_le_bytes(length) as usize;
    if size > MOST {
        return Err(ErrorKind::InvalidData.into());
    }
    let Some((payload, behind)) = rest.split_at_checked(size) else {
        return Ok(None);
    };
    match (checksum(length, payload) == expected, behind.is_empty()) {
        (true, _) => Ok(Some((payload, behind))),
        (false, true) => Ok(None),
        (false, false) => Err(ErrorKind::InvalidData.into()),
    }
}
