//! The log and the client on loom: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::Mutex;
}

#[path = "../src/frame.rs"]
mod frame;
#[path = "../src/s3_log.rs"]
mod s3_log;
#[path = "../src/s7_two_locks.rs"]
mod s7_two_locks;
#[path = "../src/s8_client.rs"]
mod s8_client;

use std::io::{self, Read, Write};
use std::sync::Arc;

use loom::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use loom::thread;

/// A file that takes four bytes at a time, or a server that answers with what it gets.
#[derive(Clone)]
struct Bytes(Arc<(AtomicUsize, std::sync::Mutex<Vec<u8>>)>);

impl Bytes {
    fn new() -> Self {
        Bytes(Arc::new((AtomicUsize::new(0), std::sync::Mutex::default())))
    }
}

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(4);
        self.0.0.fetch_add(1, SeqCst);
        self.0.1.lock().unwrap().extend(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.0.fetch_add(1, SeqCst);
        let mut bytes = self.0.1.lock().unwrap();
        let read = buffer.len().min(bytes.len());
        buffer[..read].copy_from_slice(&bytes[..read]);
        bytes.drain(..read);
        Ok(read)
    }
}

/// Runs `work` with 1 on another thread, and with 2 on this one.
fn both(work: impl Fn(u8) + Clone + Send + 'static) {
    let other = work.clone();
    let other = thread::spawn(move || other(1));
    work(2);
    other.join().unwrap();
}

#[test]
fn loom_finds_no_line_that_is_torn() {
    loom::model(|| {
        let bytes = Bytes::new();
        let log = Arc::new(s3_log::Log::new(bytes.clone()));
        both(move |seat| log.note(seat.into()).unwrap());
        let text = String::from_utf8(bytes.0.1.lock().unwrap().clone()).unwrap();
        assert!(text == "seat 1\nseat 2\n" || text == "seat 2\nseat 1\n", "{text}");
    });
}

#[test]
fn loom_finds_no_reply_that_goes_to_the_wrong_thread() {
    loom::model(|| {
        let client = Arc::new(s8_client::Client::new(Bytes::new()));
        both(move |number| assert_eq!(client.call(&[number]).unwrap(), [number]));
    });
}

#[test]
#[should_panic(expected = "the reply of another thread")]
fn loom_finds_the_swapped_replies_of_two_locks() {
    loom::model(|| {
        let line = Bytes::new();
        let client = Arc::new(s7_two_locks::Client::new(line.clone(), line));
        both(move |number| {
            let reply = client.call(&[number]).unwrap();
            assert!(reply == [number], "the reply of another thread");
        });
    });
}
