//! rejected: assertion — the first line is taken for a line even if it is the empty one
//! by: a_reply_may_have_no_lines_or_many, an_interrupted_write_or_read_is_repeated, each_desk_has_a_lock_of_its_own, each_thread_gets_the_reply_to_its_own_question, replies_are_complete_when_the_connection_brings_a_few_bytes_at_a_time, threads_that_ask_again_get_their_own_replies_too

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
        // Taken out, so that each way out but the last one closes it.
        let mut connection = slot.take().ok_or(ErrorKind::NotConnected)?;
        connection.write_all(format!("{question}\n").as_bytes())?;
        connection.flush()?;
        let reply = read_reply(&mut connection)?;
        *slot = Some(connection);
        Ok(reply)
    }
}

/// Reads the lines of a reply. The server sends nothing that it wasn't asked for, so no other reply is behind it.
fn read_reply(connection: &mut impl Read) -> io::Result<Vec<String>> {
    let mut reply: Vec<String> = Vec::new();
    for line in BufReader::new(connection).lines() {
        let line = line?;
        if line.is_empty() && !reply.is_empty() {
            return Ok(reply);
        }
        reply.push(line);
    }
    Err(ErrorKind::UnexpectedEof.into())
}
