//! Stage 7: lines from a stream that may send anything, at any speed.

use std::io::{self, Read};
use std::mem;

/// The longest request. `BUY` and the longest number need 24 bytes.
pub const LONGEST: usize = 64;

/// What a stream had to say.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// A whole line, without its end.
    Text(String),
    /// More than [`LONGEST`] bytes without an end. The rest of the stream makes no sense.
    TooLong,
    /// The stream has ended. What came after the last end of a line is not a line.
    End,
}

/// Cuts a stream into lines. Holds no more of it than a line and a chunk.
pub struct Lines<R> {
    stream: R,
    /// What has arrived and hasn't been returned.
    rest: Vec<u8>,
}

impl<R: Read> Lines<R> {
    pub fn new(stream: R) -> Self {
        Lines { stream, rest: Vec::new() }
    }

    /// The next line. After an error such as a timeout it can be called again: nothing is lost.
    ///
    /// # Errors
    ///
    /// Those of the stream.
    pub fn next_line(&mut self) -> io::Result<Line> {
        loop {
            let end = self.rest.iter().position(|byte| *byte == b'\n');
            if end.unwrap_or(self.rest.len()) > LONGEST {
                return Ok(Line::TooLong);
            }
            if let Some(end) = end {
                let rest = self.rest.split_off(end + 1);
                let line = mem::replace(&mut self.rest, rest);
                let text = String::from_utf8_lossy(&line);
                return Ok(Line::Text(text.trim_end_matches(['\r', '\n']).to_owned()));
            }
            let mut chunk = [0; 256];
            match self.stream.read(&mut chunk)? {
                0 => return Ok(Line::End),
                length => self.rest.extend_from_slice(&chunk[..length]),
            }
        }
    }
}
