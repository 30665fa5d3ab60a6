//! A model of a connection to a server: each read and each write is one step. The server answers each request with the
//! same bytes, one request after the other.

use std::io::{self, ErrorKind, Read, Write};
use std::sync::Mutex;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Both directions.
#[derive(Default)]
pub struct Line {
    /// How many bytes have been sent, and so are on their way back, and have not been received yet. Every step on the
    /// connection is a step on this.
    under_way: AtomicUsize,
    /// Nothing comes between a step and the use of this, so std's mutex is never waited for.
    traffic: Mutex<Traffic>,
}

#[derive(Default)]
struct Traffic {
    /// All that has been sent.
    bytes: Vec<u8>,
    /// How many bytes of it have come back, and have been received.
    received: usize,
    /// After so many bytes, the next read fails.
    fails_after: Option<usize>,
}

impl Line {
    /// A line on which one read fails, when so many bytes of replies have been received.
    pub fn that_fails_after(bytes: usize) -> Self {
        let traffic = Traffic { fails_after: Some(bytes), ..Traffic::default() };
        Line { traffic: Mutex::new(traffic), ..Line::default() }
    }

    /// How many bytes have been sent.
    pub fn sent(&self) -> usize {
        self.traffic.lock().unwrap().bytes.len()
    }
}

impl Write for &Line {
    #[track_caller]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.under_way.fetch_add(bytes.len(), SeqCst);
        self.traffic.lock().unwrap().bytes.extend(bytes);
        Ok(bytes.len())
    }

    /// The line takes everything at once. This is here so that the pictures show the line of code that calls it.
    #[track_caller]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(|_| ())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for &Line {
    #[track_caller]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = {
            let mut traffic = self.traffic.lock().unwrap();
            if traffic.fails_after == Some(traffic.received) {
                traffic.fails_after = None;
                return Err(ErrorKind::TimedOut.into());
            }
            buffer.len().min(traffic.bytes.len() - traffic.received)
        };
        assert!(read > 0, "a thread waits for a reply, and no request is on its way");
        self.under_way.fetch_sub(read, SeqCst);
        let mut traffic = self.traffic.lock().unwrap();
        let from = traffic.received;
        buffer[..read].copy_from_slice(&traffic.bytes[from..from + read]);
        traffic.received += read;
        Ok(read)
    }

    #[track_caller]
    fn read_exact(&mut self, mut buffer: &mut [u8]) -> io::Result<()> {
        while !buffer.is_empty() {
            let read = self.read(buffer)?;
            buffer = &mut buffer[read..];
        }
        Ok(())
    }
}
