//! right: the guard stays, and one place closes the connection

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use interleave::sync::Mutex;

/// One connection, for many threads.
pub struct Desk<C: Read + Write> {
    /// `None` after an error: whatever still comes may be the rest of an old reply.
    connection: Mutex<Option<C>>,
}

impl<C: Read + Write> Desk<C> {
    /// Takes over a connection.
    pub fn new(connection: C) -> Self {
        Desk { connection: Mutex::new(Some(connection)) }
    }

    /// Sends a question, and returns the lines of its reply, without the empty line at its end.
    ///
    /// # Errors
    ///
    /// The question has more than one line, or the connection has failed, now or earlier.
    pub fn ask(&self, question: &str) -> io::Result<Vec<String>> {
        if question.contains('\n') {
            return Err(io::Error::new(ErrorKind::InvalidInput, "a question of several lines"));
        }
        let mut slot = self.connection.lock().unwrap();
        let Some(connection) = slot.as_mut() else {
            return Err(io::Error::other("the connection is closed"));
        };
        let result = talk(connection, question);
        if result.is_err() {
            *slot = None;
        }
        result
    }
}

fn talk(connection: &mut (impl Read + Write), question: &str) -> io::Result<Vec<String>> {
    writeln!(connection, "{question}")?;
    connection.flush()?;
    read_reply(connection)
}

/// Reads the lines of a reply. The server sends nothing that it wasn't asked for, so no other reply is behind it.
fn read_reply(connection: &mut impl Read) -> io::Result<Vec<String>> {
    let mut reply = Vec::new();
    for line in BufReader::new(connection).lines() {
        let line = line?;
        if line.is_empty() {
            return Ok(reply);
        }
        reply.push(line);
    }
    Err(ErrorKind::UnexpectedEof.into())
}
