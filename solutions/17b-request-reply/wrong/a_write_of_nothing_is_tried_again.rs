//! rejected: assertion — a write that takes 0 bytes has failed, and is repeated
//! by: after_a_write_or_a_flush_that_failed_the_connection_is_closed

use std::io::{self, ErrorKind, Read, Write};

use interleave::sync::Mutex;

pub struct Desk<C: Read + Write> {
    connection: Mutex<Option<C>>,
}

impl<C: Read + Write> Desk<C> {
    pub fn new(connection: C) -> Self {
        Desk { connection: Mutex::new(Some(connection)) }
    }

    pub fn ask(&self, question: &str) -> io::Result<Vec<String>> {
        if question.contains('\n') {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut slot = self.connection.lock().unwrap();
        let Some(mut connection) = slot.take() else { return Err(ErrorKind::NotConnected.into()) };
        let question = format!("{question}\n");
        let mut rest = question.as_bytes();
        while !rest.is_empty() {
            match connection.write(rest) {
                Ok(taken) => rest = &rest[taken..],
                Err(error) if error.kind() == ErrorKind::Interrupted => (),
                Err(error) => return Err(error),
            }
        }
        connection.flush()?;
        let reply = read_reply(&mut connection)?;
        *slot = Some(connection);
        Ok(reply)
    }
}

fn read_reply(connection: &mut impl Read) -> io::Result<Vec<String>> {
    let mut reply = Vec::new();
    let mut line = Vec::new();
    loop {
        let mut byte = [0];
        connection.read_exact(&mut byte)?;
        match byte {
            [b'\n'] if line.is_empty() => return Ok(reply),
            [b'\n'] => {
                let text = String::from_utf8(std::mem::take(&mut line));
                reply.push(text.map_err(|_| io::Error::from(ErrorKind::InvalidData))?);
            }
            [other] => line.push(other),
        }
    }
}
