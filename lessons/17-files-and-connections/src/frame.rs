//! How a request or a reply goes over a connection: its length in four bytes, then its bytes.

use std::io::{self, ErrorKind, Read, Write};

/// The longest payload. A receiver doesn't believe a longer one.
pub const MOST: usize = 1 << 16;

/// Sends a payload.
///
/// # Errors
///
/// The payload is longer than [`MOST`], or the connection is broken.
pub fn send(connection: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    if payload.len() > MOST {
        return Err(io::Error::new(ErrorKind::InvalidInput, "the payload is too long"));
    }
    // In one piece: after a small write, TCP may hold back the next one until the other side has acknowledged the first.
    let mut frame = (payload.len() as u32).to_le_bytes().to_vec();
    frame.extend(payload);
    connection.write_all(&frame)?;
    connection.flush()
}

/// Receives a payload.
///
/// # Errors
///
/// The connection is broken, or ends too soon, or brings something else.
pub fn receive(connection: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    connection.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > MOST {
        return Err(io::Error::new(ErrorKind::InvalidData, "the payload is too long"));
    }
    let mut payload = vec![0; length];
    connection.read_exact(&mut payload)?;
    Ok(payload)
}
