//! Travellers share one connection to the timetable, and some are told of another traveller's train.

use std::io::{self, BufRead, BufReader, Read, Write};

use interleave::sync::Mutex;

/// One connection, for many threads.
pub struct Desk<C: Read + Write> {
    connection: Mutex<C>,
}

impl<C: Read + Write> Desk<C> {
    /// Takes over a connection.
    pub fn new(connection: C) -> Self {
        Desk { connection: Mutex::new(connection) }
    }

    /// Sends a question, and returns the lines of its reply, without the empty line at its end.
    ///
    /// # Errors
    ///
    /// The question has more than one line, or the connection has failed, now or earlier.
    // TODO: each thread must get the reply to its own question, and the whole of it.
    // TODO: after an error, close the connection. A question of several lines is refused before anything is sent.
    pub fn ask(&self, question: &str) -> io::Result<Vec<String>> {
        writeln!(self.connection.lock().unwrap(), "{question}")?;
        read_reply(&mut *self.connection.lock().unwrap())
    }
}

/// Reads the lines of a reply. The server sends nothing that it wasn't asked for, so nothing comes after it.
fn read_reply(connection: &mut impl Read) -> io::Result<Vec<String>> {
    let mut reply = Vec::new();
    for line in BufReader::new(connection).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        reply.push(line);
    }
    Ok(reply)
}
