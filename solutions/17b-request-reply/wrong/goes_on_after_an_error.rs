//! rejected: assertion — after an error, the next call uses the connection
//! by: a_connection_that_ends_before_the_empty_line_has_failed, a_line_that_is_not_utf_8_is_an_error_of_the_connection, a_thread_that_waited_while_the_connection_was_closed_gets_an_error, after_a_read_that_failed_the_connection_is_closed, after_a_write_or_a_flush_that_failed_the_connection_is_closed, two_threads_that_waited_while_the_connection_was_closed_get_an_error_each

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use interleave::sync::Mutex;

/// One connection, for many threads.
pub struct Desk<C: Read + Write> {
    /// `None` after an error: whatever still comes may be the rest of an old reply.
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
    pub fn ask(&self, question: &str) -> io::Result<Vec<String>> {
        if question.contains('\n') {
            return Err(io::Error::new(ErrorKind::InvalidInput, "a question of several lines"));
        }
        let mut connection = self.connection.lock().unwrap();
        connection.write_all(format!("{question}\n").as_bytes())?;
        connection.flush()?;
        let reply = read_reply(&mut *connection)?;
        Ok(reply)
    }
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
