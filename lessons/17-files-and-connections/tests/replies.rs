//! Every claim of chapter 17 about replies, explored: the connection is a model, in which each read and each write is one
//! step.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Mutex, mpsc};
}

#[path = "../src/frame.rs"]
mod frame;
mod line;
#[path = "../src/s7_two_locks.rs"]
mod s7_two_locks;
#[path = "../src/s8_client.rs"]
mod s8_client;
#[path = "../src/s9_owner.rs"]
mod s9_owner;

use std::io;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::Arc;
use interleave::{Counterexample, FailureKind, Verdict, thread};
use line::Line;

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[track_caller]
fn check_breaks(verdict: Verdict) -> Counterexample {
    let mut found = verdict.expect_fails(FailureKind::Assertion);
    // The number in the model of the connection.
    for object in found.trace.objects.iter_mut().filter(|object| object.kind == "AtomicUsize") {
        object.name = "under way".into();
    }
    found
}

// ANCHOR: callers
/// Each thread sends its number, and the server answers with the same number.
fn callers(threads: u8, call: impl Fn(&[u8]) -> io::Result<Vec<u8>> + Sync) {
    thread::scope(|s| {
        for number in 1..=threads {
            let call = &call;
            s.spawn(move || {
                let reply = call(&[number]).unwrap()[0];
                assert!(
                    reply == number,
                    "the reply to {number} went to another thread: this is {reply}"
                );
            });
        }
    });
}
// ANCHOR_END: callers

#[test]
fn with_a_lock_for_each_direction_a_reply_goes_to_the_wrong_thread() {
    let found = check_breaks(interleave::check(|| {
        let line = Line::default();
        let client = s7_two_locks::Client::new(&line, &line);
        callers(2, |request| client.call(request));
    }));
    check_snapshot(expect_file!["../traces/swapped.json"], &found);
}

// ANCHOR: proof
#[test]
fn with_one_lock_from_request_to_reply_each_thread_gets_its_own_reply() {
    for threads in [2, 3] {
        interleave::model(|| {
            let line = Line::default();
            let client = s8_client::Client::new(&line);
            callers(threads, |request| client.call(request));
        });
    }
}
// ANCHOR_END: proof

#[test]
fn with_an_owner_each_thread_gets_its_own_reply_and_the_owner_ends() {
    interleave::model(|| {
        let (client, owner) = s9_owner::start(Shared(Arc::new(Line::default())));
        let other = client.clone();
        let caller = thread::spawn(move || assert_eq!(other.call(&[1]).unwrap(), [1]));
        assert_eq!(client.call(&[2]).unwrap(), [2]);
        caller.join().unwrap();
        drop(client);
        owner.join().unwrap();
    });
}

/// A line that lives as long as the thread that owns it.
struct Shared(Arc<Line>);

impl io::Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(buffer)
    }
}

impl io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self.0).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// After the failure, the reply is still to come: a second call on the same connection would get it.
#[test]
fn after_a_call_that_failed_no_other_call_uses_the_connection() {
    // Before the reply, and in the middle of it.
    for bytes in [0, 4] {
        interleave::model(|| {
            let line = Line::that_fails_after(bytes);
            let client = s8_client::Client::new(&line);
            thread::scope(|s| {
                let calls = [1, 2].map(|number| {
                    let client = &client;
                    s.spawn(move || client.call(&[number]))
                });
                let results = calls.map(|call| call.join().unwrap());
                assert!(results.iter().all(Result::is_err), "{results:?}");
            });
            assert_eq!(line.sent(), 5, "only one request was sent");
        });
    }
}

#[test]
fn after_a_call_that_failed_the_owner_ends_and_every_caller_gets_an_error() {
    interleave::model(|| {
        let (client, owner) = s9_owner::start(Shared(Arc::new(Line::that_fails_after(0))));
        let other = client.clone();
        let caller = thread::spawn(move || other.call(&[1]).is_err());
        assert!(client.call(&[2]).is_err());
        assert!(caller.join().unwrap());
        owner.join().unwrap();
    });
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-replies.txt"].assert_eq(&proofs);
}
