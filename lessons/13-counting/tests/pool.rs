//! The pool on the explorer: connections are modelled, so opening and breaking them is a matter of steps.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex};
}

#[path = "../src/s4_permit.rs"]
mod s4_permit;
#[path = "../src/s7_first_pool.rs"]
mod s7_first_pool;
#[path = "../src/s8_pool.rs"]
mod s8_pool;

use std::io;
use std::panic::panic_any;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::{FailureKind, thread};

/// A server that counts its open connections.
#[derive(Default)]
struct Server {
    open: AtomicUsize,
    /// How often it still refuses to open one, if it ever does.
    refusals: Option<AtomicUsize>,
}

/// A connection to it.
struct Connection<'a> {
    server: &'a Server,
    /// Set when the server has closed it.
    is_closed: bool,
}

impl Server {
    /// A server that refuses `times` connections before it accepts one.
    fn that_refuses(times: usize) -> Self {
        Server { refusals: Some(AtomicUsize::new(times)), ..Server::default() }
    }

    fn connect(&self, most: usize) -> io::Result<Connection<'_>> {
        if let Some(refusals) = &self.refusals
            && refusals.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok()
        {
            return Err(io::ErrorKind::ConnectionRefused.into());
        }
        let open = self.open.fetch_add(1, SeqCst) + 1;
        assert!(open <= most, "{open} connections are open");
        Ok(Connection { server: self, is_closed: false })
    }
}

impl Drop for Connection<'_> {
    fn drop(&mut self) {
        self.server.open.fetch_sub(1, SeqCst);
    }
}

/// Connects to the server, which doesn't accept more connections than the number here.
struct Connector<'a>(&'a Server, usize);

impl<'a> s7_first_pool::Connector for Connector<'a> {
    type Connection = Connection<'a>;

    fn open(&self) -> io::Result<Connection<'a>> {
        self.0.connect(self.1)
    }
}

impl<'a> s8_pool::Connector for Connector<'a> {
    type Connection = Connection<'a>;

    fn open(&self) -> io::Result<Connection<'a>> {
        self.0.connect(self.1)
    }

    fn is_usable(&self, connection: &Connection<'a>) -> bool {
        !connection.is_closed
    }
}

/// A request that is answered.
fn works(connection: &mut Connection<'_>) -> io::Result<()> {
    assert!(!connection.is_closed, "a broken connection was handed out");
    Ok(())
}

#[test]
fn a_pool_that_gives_its_place_away_first_opens_one_too_many() {
    let found = interleave::check(|| {
        let server = Server::default();
        let pool = s7_first_pool::Pool::new(Connector(&server, 1), 1);
        thread::scope(|s| {
            s.spawn(|| pool.with(works).unwrap());
            s.spawn(|| pool.with(works).unwrap());
        });
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/one-open-too-many.json"], &found);
}

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[test]
fn a_pool_of_one_never_has_two_connections_open() {
    interleave::model(|| {
        let server = Server::default();
        let pool = s8_pool::Pool::new(Connector(&server, 1), 1);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| pool.with(works).unwrap());
            }
        });
        assert_eq!(server.open.load(SeqCst), 1);
    });
}

#[test]
fn a_pool_of_two_never_has_three_connections_open() {
    interleave::Checker::new().max_preemptions(2).model(|| {
        let server = Server::default();
        let pool = s8_pool::Pool::new(Connector(&server, 2), 2);
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| pool.with(works).unwrap());
            }
        });
    });
}

#[test]
fn a_place_comes_back_after_an_error_of_the_work() {
    interleave::model(|| {
        let server = Server::default();
        let pool = s8_pool::Pool::new(Connector(&server, 1), 1);
        thread::scope(|s| {
            s.spawn(|| {
                let times_out = |_: &mut _| Err::<(), _>(io::ErrorKind::TimedOut.into());
                assert!(pool.with(times_out).is_err());
            });
            s.spawn(|| pool.with(works).unwrap());
        });
        pool.with(works).unwrap();
        assert_eq!(server.open.load(SeqCst), 1);
    });
}

#[test]
fn a_place_comes_back_after_a_panic_and_the_connection_is_closed() {
    interleave::model(|| {
        let server = Server::default();
        let pool = s8_pool::Pool::new(Connector(&server, 1), 1);
        thread::scope(|s| {
            let a = s.spawn(|| pool.with(|_| -> io::Result<()> { panic_any("half a request") }));
            s.spawn(|| pool.with(works).unwrap());
            assert!(a.join().is_err());
        });
        pool.with(works).unwrap();
        assert_eq!(server.open.load(SeqCst), 1);
    });
}

// ANCHOR: refused
#[test]
fn a_connection_that_cannot_be_opened_strands_no_waiter() {
    interleave::model(|| {
        let server = Server::that_refuses(1);
        let pool = s8_pool::Pool::new(Connector(&server, 1), 1);
        thread::scope(|s| {
            let a = s.spawn(|| pool.with(works).is_ok());
            let b = s.spawn(|| pool.with(works).is_ok());
            let served = [a, b].map(|thread| thread.join().unwrap());
            assert!(served[0] != served[1], "the server refused once");
        });
    });
}
// ANCHOR_END: refused

#[test]
fn a_connection_that_broke_while_it_was_idle_is_replaced() {
    interleave::model(|| {
        let server = Server::default();
        let pool = s8_pool::Pool::new(Connector(&server, 1), 1);
        let answered_then_closed = |connection: &mut Connection<'_>| {
            works(connection)?;
            connection.is_closed = true;
            Ok(())
        };
        thread::scope(|s| {
            s.spawn(|| pool.with(answered_then_closed).unwrap());
            s.spawn(|| pool.with(works).unwrap());
        });
        pool.with(works).unwrap();
        assert_eq!(server.open.load(SeqCst), 1);
    });
}

#[test]
fn while_one_thread_opens_a_connection_another_can_return_and_take_one() {
    /// Its second connection opens only when the first one was used again.
    struct Slow<'a>(&'a AtomicUsize, &'a AtomicBool);
    impl s8_pool::Connector for Slow<'_> {
        type Connection = ();

        fn open(&self) -> io::Result<()> {
            if self.0.fetch_add(1, SeqCst) == 1 {
                while !self.1.load(SeqCst) {
                    interleave::hint::spin_loop();
                }
            }
            Ok(())
        }

        fn is_usable(&self, (): &()) -> bool {
            true
        }
    }
    interleave::model(|| {
        let (opened, used_again) = (AtomicUsize::new(0), AtomicBool::new(false));
        let pool = s8_pool::Pool::new(Slow(&opened, &used_again), 2);
        thread::scope(|s| {
            pool.with(|()| {
                s.spawn(|| pool.with(|()| Ok(())).unwrap());
                while opened.load(SeqCst) < 2 {
                    interleave::hint::spin_loop();
                }
                Ok(())
            })
            .unwrap();
            pool.with(|()| Ok(())).unwrap();
            used_again.store(true, SeqCst);
        });
    });
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-pool.txt"].assert_eq(&proofs);
}
