//! Stage 9: no lock. One thread owns the connection, and the others send it their requests.

use std::io::{self, ErrorKind, Read, Write};

use crate::frame;
use crate::sync::mpsc::{Receiver, Sender, channel};
use crate::thread::{JoinHandle, spawn};

// ANCHOR: call
/// A request on its way to the owner of the connection.
struct Call {
    request: Vec<u8>,
    reply: Sender<io::Result<Vec<u8>>>,
}

/// Sends requests to the owner. A clone sends them to the same owner.
#[derive(Clone)]
pub struct Client {
    calls: Sender<Call>,
}

impl Client {
    /// Sends a request, and returns its reply.
    ///
    /// # Errors
    ///
    /// This call has failed, or an earlier one.
    pub fn call(&self, request: &[u8]) -> io::Result<Vec<u8>> {
        let closed = || io::Error::from(ErrorKind::NotConnected);
        let (reply, replies) = channel();
        let call = Call { request: request.to_vec(), reply };
        self.calls.send(call).map_err(|_| closed())?;
        replies.recv().map_err(|_| closed())?
    }
}
// ANCHOR_END: call

// ANCHOR: owner
/// Starts the owner. It ends after a call has failed, or when the last client is dropped.
pub fn start<C>(connection: C) -> (Client, JoinHandle<()>)
where
    C: Read + Write + Send + 'static,
{
    let (calls, incoming) = channel();
    let owner = spawn(move || serve(connection, &incoming));
    (Client { calls }, owner)
}

fn serve(mut connection: impl Read + Write, calls: &Receiver<Call>) {
    for Call { request, reply } in calls {
        let result =
            frame::send(&mut connection, &request).and_then(|()| frame::receive(&mut connection));
        let failed = result.is_err();
        // The caller waits for it, unless its thread is gone.
        _ = reply.send(result);
        if failed {
            return;
        }
    }
}
// ANCHOR_END: owner
