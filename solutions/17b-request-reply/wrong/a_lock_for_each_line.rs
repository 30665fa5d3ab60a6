//! rejected: assertion — between two lines of a reply, another thread reads one
//! by: each_thread_gets_the_reply_to_its_own_question, replies_are_complete_when_the_connection_brings_a_few_bytes_at_a_time, threads_that_ask_again_get_their_own_replies_too

use std::io::{self, ErrorKind, Read, Write};

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
        {
            let mut slot = self.connection.lock().unwrap();
            let mut connection = slot.take().ok_or(ErrorKind::NotConnected)?;
            connection.write_all(format!("{question}\n").as_bytes())?;
            connection.flush()?;
            *slot = Some(connection);
        }
        let mut reply = Vec::new();
        loop {
            let mut slot = self.connection.lock().unwrap();
            let mut connection = slot.take().ok_or(ErrorKind::NotConnected)?;
            let line = read_line(&mut connection)?;
            *slot = Some(connection);
            if line.is_empty() {
                break;
            }
            reply.push(line);
        }
        Ok(reply)
    }
}

fn read_line(connection: &mut impl Read) -> io::Result<String> {
    let mut line = Vec::new();
    loop {
        let mut byte = [0];
        connection.read_exact(&mut byte)?;
        if byte == *b"\n" {
            return String::from_utf8(line).map_err(|_| ErrorKind::InvalidData.into());
        }
        line.push(byte[0]);
    }
}
