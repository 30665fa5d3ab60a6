//! Stage 5: records whose end a reader can check, by a length and a checksum.

use std::io::{self, ErrorKind, Read};

/// The longest payload. A reader doesn't believe a longer one.
pub const MOST: usize = 1 << 16;

/// How many bytes stand before a payload: its length and its checksum.
pub const HEADER: usize = 8;

// ANCHOR: encode
/// A record: four bytes with the length of the payload, four with a checksum, and
/// the payload.
///
/// # Panics
///
/// Panics if the payload is longer than [`MOST`].
pub fn encode(payload: &[u8]) -> Vec<u8> {
    assert!(payload.len() <= MOST, "a record of {} bytes", payload.len());
    let length = (payload.len() as u32).to_le_bytes();
    let mut record = Vec::with_capacity(HEADER + payload.len());
    record.extend(length);
    record.extend(checksum(length, payload).to_le_bytes());
    record.extend(payload);
    record
}

/// Covers the length too, so that zeros alone aren't a record.
fn checksum(length: [u8; 4], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&length);
    hasher.update(payload);
    hasher.finalize()
}
// ANCHOR_END: encode

// ANCHOR: found
/// What a reader finds where a record may begin.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A whole record, with this payload.
    Record(Vec<u8>),
    /// The end of the file: there is nothing more.
    End,
    /// The last record isn't whole. A crash in the middle of a write leaves that.
    TornTail,
    /// A record that isn't the last isn't whole. No killed process leaves that; a
    /// power failure can.
    Damage,
}
// ANCHOR_END: found

/// Reads the next record.
///
/// # Errors
///
/// The file can't be read. That says nothing about what's in it.
pub fn read(file: &mut impl Read) -> io::Result<Found> {
    let mut header = [0; HEADER];
    match fill(file, &mut header)? {
        0 => return Ok(Found::End),
        HEADER => (),
        _ => return Ok(Found::TornTail),
    }
    let [length, expected] = [&header[..4], &header[4..]].map(|half| half.try_into().unwrap());
    let bytes = u32::from_le_bytes(length) as usize;
    if bytes > MOST {
        return Ok(Found::Damage);
    }
    let mut payload = vec![0; bytes];
    if fill(file, &mut payload)? < bytes {
        return Ok(Found::TornTail);
    }
    if checksum(length, &payload) == u32::from_le_bytes(expected) {
        return Ok(Found::Record(payload));
    }
    let is_last = fill(file, &mut [0])? == 0;
    Ok(if is_last { Found::TornTail } else { Found::Damage })
}

/// Reads until the buffer is full or the file ends. Returns how many bytes there were.
fn fill(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut full = 0;
    while full < buffer.len() {
        match file.read(&mut buffer[full..]) {
            Ok(0) => break,
            Ok(read) => full += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => (),
            Err(error) => return Err(error),
        }
    }
    Ok(full)
}
