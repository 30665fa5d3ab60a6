//! Stage 9: real TCP connections for the pool. A request is a line, and so is its answer.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::s8_pool::Connector;

/// Connects to a server by TCP.
pub struct Tcp {
    /// Where the server listens.
    pub address: SocketAddr,
    /// How long to wait for the server, each time.
    pub patience: Duration,
}

impl Connector for Tcp {
    type Connection = BufReader<TcpStream>;

    fn open(&self) -> io::Result<Self::Connection> {
        let stream = TcpStream::connect_timeout(&self.address, self.patience)?;
        stream.set_read_timeout(Some(self.patience))?;
        stream.set_write_timeout(Some(self.patience))?;
        stream.set_nodelay(true)?;
        Ok(BufReader::new(stream))
    }

    // ANCHOR: is-usable
    /// There must be nothing to read: neither the end of the connection, nor an answer that came too late.
    fn is_usable(&self, connection: &Self::Connection) -> bool {
        let stream = connection.get_ref();
        let is_silent = || -> io::Result<bool> {
            stream.set_nonblocking(true)?;
            let looked = stream.peek(&mut [0]);
            stream.set_nonblocking(false)?;
            Ok(looked.is_err_and(|error| error.kind() == ErrorKind::WouldBlock))
        };
        connection.buffer().is_empty() && is_silent().unwrap_or(false)
    }
    // ANCHOR_END: is-usable
}

/// Sends a line, and waits for the answer.
///
/// # Errors
///
/// The server doesn't answer in time, or ends the connection before the answer is complete.
pub fn ask(connection: &mut BufReader<TcpStream>, question: &str) -> io::Result<String> {
    connection.get_mut().write_all(format!("{question}\n").as_bytes())?;
    let mut answer = String::new();
    connection.read_line(&mut answer)?;
    match answer.strip_suffix('\n') {
        Some(answer) => Ok(answer.to_owned()),
        None => Err(ErrorKind::UnexpectedEof.into()),
    }
}
