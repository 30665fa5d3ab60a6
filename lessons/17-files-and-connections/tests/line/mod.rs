//! A model of a connection to a server: each read and each write is one step. The server answers each request with the
//! same bytes, one request after the other.

use std::io::{self, ErrorKind, Read, Write};

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Both directions.
#[derive(Default)]
pub struct Line {
    /// How many bytes of requests have been sent.
    sent: AtomicUsize,
    /// How many bytes of replies have been received.
    received: AtomicUsize,
    /// What has been sent, and so what comes back. Nothing comes between a step on one of the numbers and the use of this.
    bytes: std::sync::Mutex<Vec<u8>>,
    /// After so many bytes of replies, the next read fails, once.
    fails_after: Option<usize>,
    has_failed: std::sync::atomic::AtomicBool,
}

impl Line {
    /// A line on which one read fails, when so many bytes of replies have been received.
    pub fn that_fails_after(bytes: usize) -> Self {
        Line { fails_after: Some(bytes), ..Line::default() }
    }

    /// How many bytes have been sent.
    pub fn sent(&self) -> usize {
        self.sent.load(SeqCst)
    }
}

impl Write for &Line {
    #[track_caller]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sent.fetch_add(bytes.len(), SeqCst);
        self.bytes.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for &Line {
    #[track_caller]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let from = self.received.load(SeqCst);
        if self.fails_after == Some(from) && !self.has_failed.swap(true, SeqCst) {
            return Err(ErrorKind::TimedOut.into());
        }
        let bytes = self.bytes.lock().unwrap();
        let read = buffer.len().min(bytes.len() - from);
        assert!(read > 0, "a thread waits for a reply, and no request is on its way");
        buffer[..read].copy_from_slice(&bytes[from..from + read]);
        drop(bytes);
        self.received.store(from + read, SeqCst);
        Ok(read)
    }
}
