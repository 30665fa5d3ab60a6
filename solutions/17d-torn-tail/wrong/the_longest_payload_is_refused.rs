//! rejected: assertion — a payload of exactly `MOST` bytes counts as too long
//! by: a_long_log_is_cut_at_the_right_place, the_longest_payload_is_found

use std::io::{self, ErrorKind, Read};

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

/// The same, while no writer is in the middle of a record.
fn recover_locked<F: LogFile>(file: &mut F) -> io::Result<Vec<Vec<u8>>> {
    let (mut payloads, mut good) = (Vec::new(), 0);
    loop {
        match read_record(file)? {
            Found::Record(payload) => {
                good += (HEADER + payload.len()) as u64;
                payloads.push(payload);
            }
            Found::End => return Ok(payloads),
            Found::TornTail => {
                file.cut(good)?;
                return Ok(payloads);
            }
        }
    }
}

/// What stands where a record may begin.
enum Found {
    Record(Vec<u8>),
    End,
    TornTail,
}

/// Reads the next record. Damage is an error.
fn read_record(file: &mut impl Read) -> io::Result<Found> {
    let header = read_up_to(file, HEADER)?;
    if header.is_empty() {
        return Ok(Found::End);
    }
    let Ok([a, b, c, d, checksum_bytes @ ..]) = <[u8; HEADER]>::try_from(header) else {
        return Ok(Found::TornTail);
    };
    let length = [a, b, c, d];
    let bytes = u32::from_le_bytes(length) as usize;
    if bytes >= MOST {
        return Err(io::Error::new(ErrorKind::InvalidData, "a record is too long"));
    }
    let payload = read_up_to(file, bytes)?;
    if payload.len() < bytes {
        return Ok(Found::TornTail);
    }
    if checksum(length, &payload) == u32::from_le_bytes(checksum_bytes) {
        return Ok(Found::Record(payload));
    }
    if read_up_to(file, 1)?.is_empty() {
        return Ok(Found::TornTail);
    }
    Err(io::Error::new(ErrorKind::InvalidData, "a record has a wrong checksum, and it isn't the last"))
}

/// Reads this many bytes, or fewer if the file ends before.
fn read_up_to(file: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
