//! right: a `BufReader` that lives while the file is locked, and `fill_buf` tells whether anything follows

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

pub use log_file::LogFile;
use record::{HEADER, MOST, checksum};

#[path = "../src/log_file.rs"]
mod log_file;
#[path = "../src/record.rs"]
pub mod record;

pub fn recover<F: LogFile>(file: &mut F) -> io::Result<Vec<Vec<u8>>> {
    file.lock()?;
    let done = scan(&mut BufReader::new(&mut *file)).and_then(|(payloads, torn)| match torn {
        Some(good) => file.cut(good).map(|()| payloads),
        None => Ok(payloads),
    });
    let unlocked = file.unlock();
    done.and_then(|payloads| unlocked.map(|()| payloads))
}

fn scan(file: &mut impl BufRead) -> io::Result<(Vec<Vec<u8>>, Option<u64>)> {
    let mut payloads = Vec::new();
    let mut good = 0;
    while !at_end(file)? {
        let mut header = Vec::new();
        file.by_ref().take(HEADER as u64).read_to_end(&mut header)?;
        let Ok(header) = <[u8; HEADER]>::try_from(header) else {
            return Ok((payloads, Some(good)));
        };
        let (length, sum) = (header[..4].try_into().unwrap(), header[4..].try_into().unwrap());
        let size = u32::from_le_bytes(length);
        if size as usize > MOST {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut payload = Vec::new();
        file.by_ref().take(size.into()).read_to_end(&mut payload)?;
        let whole =
            payload.len() == size as usize && checksum(length, &payload) == u32::from_le_bytes(sum);
        if whole {
            good += HEADER as u64 + u64::from(size);
            payloads.push(payload);
        } else if at_end(file)? {
            return Ok((payloads, Some(good)));
        } else {
            return Err(ErrorKind::InvalidData.into());
        }
    }
    Ok((payloads, None))
}

fn at_end(file: &mut impl BufRead) -> io::Result<bool> {
    loop {
        match file.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => return other.map(<[u8]>::is_empty),
        }
    }
}
