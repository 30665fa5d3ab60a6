//! Stage 7: a lock for the requests, another one for the replies, and the replies are mixed up.

use std::io::{self, Read, Write};

use crate::frame;
use crate::sync::Mutex;

// ANCHOR: client
/// A connection that threads share, wrongly.
pub struct Client<R, W> {
    requests: Mutex<W>,
    replies: Mutex<R>,
}

impl<R: Read, W: Write> Client<R, W> {
    /// Takes over the two directions of a connection.
    pub fn new(replies: R, requests: W) -> Self {
        Client { requests: Mutex::new(requests), replies: Mutex::new(replies) }
    }

    /// Sends a request, and returns a reply.
    ///
    /// # Errors
    ///
    /// The connection is broken.
    pub fn call(&self, request: &[u8]) -> io::Result<Vec<u8>> {
        frame::send(&mut *self.requests.lock().unwrap(), request)?;
        frame::receive(&mut *self.replies.lock().unwrap())
    }
}
// ANCHOR_END: client
