//! rejected: assertion — an interrupted read counts as an error if there were many
//! by: an_interrupted_write_or_read_is_repeated

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
        writeln!(connection, "{question}")?;
        connection.flush()?;
        let reply = read_reply(&mut connection)?;
        *slot = Some(connection);
        Ok(reply)
    }
}

fn read_reply(connection: &mut impl Read) -> io::Result<Vec<String>> {
    let mut reply = Vec::new();
    let mut line = Vec::new();
    let mut interrupted = 0;
    loop {
        let mut byte = [0];
        loop {
            match connection.read(&mut byte) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted && interrupted < 100 => {
                    interrupted += 1
                }
                Err(error) => return Err(error),
            }
        }
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
