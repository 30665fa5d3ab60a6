//! Stage 8: one lock from the request to its reply.

use std::io::{self, ErrorKind, Read, Write};

use crate::frame;
use crate::sync::Mutex;

/// A connection that threads share.
pub struct Client<C> {
    /// `None` after a call has failed. Then the connection is closed.
    connection: Mutex<Option<C>>,
}

impl<C: Read + Write> Client<C> {
    /// Takes over a connection.
    pub fn new(connection: C) -> Self {
        Client { connection: Mutex::new(Some(connection)) }
    }

    // ANCHOR: call
    /// Sends a request, and returns its reply.
    ///
    /// # Errors
    ///
    /// This call has failed, or an earlier one.
    pub fn call(&self, request: &[u8]) -> io::Result<Vec<u8>> {
        let mut slot = self.connection.lock().unwrap();
        let Some(mut connection) = slot.take() else {
            return Err(ErrorKind::NotConnected.into());
        };
        frame::send(&mut connection, request)?;
        let reply = frame::receive(&mut connection)?;
        *slot = Some(connection);
        Ok(reply)
    }
    // ANCHOR_END: call
}
