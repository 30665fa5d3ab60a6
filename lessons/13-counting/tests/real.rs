//! What holds on real threads and real connections, whatever the scheduler does.

#[allow(dead_code, reason = "a test has no use for its `main`")]
#[path = "../examples/late.rs"]
mod late;

use std::io::{self, BufReader, ErrorKind, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, sync_channel};
use std::thread;
use std::time::Duration;

use late::server::Server;
use lesson13::s8_pool::{Connector, Pool};
use lesson13::s9_tcp::{Tcp, ask};
use lesson13::{s2_semaphore, s4_permit, s5_bounded, s6_futex};

/// Much longer than anything here takes. Only a test that fails ever waits for it.
const LONG: Duration = Duration::from_secs(30);

/// How long a client waits for an answer that doesn't come.
const SHORT: Duration = Duration::from_millis(50);

/// Runs `work` on a thread of its own, and fails if it doesn't come to an end.
fn ends<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || done.send(catch_unwind(AssertUnwindSafe(work))));
    match is_done.recv_timeout(LONG) {
        Ok(Ok(value)) => value,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(_) => panic!("a thread still waits after {LONG:?}"),
    }
}

/// Eight threads come in 1,000 times each, and count how many are inside.
fn most_inside(acquire: impl Fn() + Sync, release: impl Fn() + Sync) -> usize {
    let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                for _ in 0..1_000 {
                    acquire();
                    most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                    inside.fetch_sub(1, SeqCst);
                    release();
                }
            });
        }
    });
    most.into_inner()
}

#[test]
fn of_eight_threads_never_more_than_three_are_inside() {
    let semaphore = s2_semaphore::Semaphore::new(3);
    assert!(most_inside(|| semaphore.acquire(), || semaphore.release()) <= 3);
    let semaphore = s5_bounded::BoundedSemaphore::new(3);
    assert!(most_inside(|| semaphore.acquire(), || semaphore.release().unwrap()) <= 3);
    let semaphore = s6_futex::Semaphore::new(3);
    assert!(most_inside(|| semaphore.acquire(), || semaphore.release()) <= 3);
}

#[test]
fn a_channel_with_room_for_three_messages_is_a_semaphore_of_three() {
    let (sender, receiver) = sync_channel(3);
    let receiver = std::sync::Mutex::new(receiver);
    let acquire = || sender.send(()).unwrap();
    let release = || receiver.lock().unwrap().recv().unwrap();
    assert!(most_inside(acquire, release) <= 3);
}

#[test]
fn a_permit_comes_back_when_its_thread_panics() {
    let semaphore = s4_permit::Semaphore::new(2);
    thread::scope(|s| {
        let a = s.spawn(|| {
            let _permit = semaphore.acquire();
            panic!("on purpose");
        });
        assert!(a.join().is_err());
    });
    assert_eq!(semaphore.free(), 2);
}

/// Counts the connections that the client has open, and how many there were at most.
struct Counted<'a> {
    tcp: Tcp,
    open: &'a AtomicUsize,
    most: &'a AtomicUsize,
}

struct Connection<'a> {
    stream: BufReader<TcpStream>,
    _open: Open<'a>,
}

/// Declared after the stream, so it is dropped when the stream is closed.
struct Open<'a>(&'a AtomicUsize);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}

impl<'a> Connector for Counted<'a> {
    type Connection = Connection<'a>;

    fn open(&self) -> io::Result<Connection<'a>> {
        self.most.fetch_max(self.open.fetch_add(1, SeqCst) + 1, SeqCst);
        let _open = Open(self.open);
        Ok(Connection { stream: self.tcp.open()?, _open })
    }

    fn is_usable(&self, connection: &Connection<'a>) -> bool {
        self.tcp.is_usable(&connection.stream)
    }
}

impl Connection<'_> {
    /// Asks, and gives up soon if the question is one that the server doesn't answer in time.
    fn ask(&mut self, question: &str) -> io::Result<String> {
        let patience = if question.starts_with("answer") { LONG } else { SHORT };
        self.stream.get_ref().set_read_timeout(Some(patience))?;
        ask(&mut self.stream, question)
    }
}

/// Six threads share a pool of two connections; each does `work`, with its number. Afterwards no place may be missing,
/// and no connection may have been one too many.
fn six_threads(work: impl Fn(&Pool<Counted<'_>>, usize) + Sync) {
    let server = Server::start();
    let (open, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let tcp = Tcp { address: server.address(), patience: LONG };
    let pool = Pool::new(Counted { tcp, open: &open, most: &most }, 2);
    thread::scope(|s| {
        for thread in 0..6 {
            let (pool, work) = (&pool, &work);
            s.spawn(move || work(pool, thread));
        }
    });
    // Two can be in use at the same time.
    pool.with(|_| pool.with(|_| Ok(()))).unwrap();
    assert!(most.load(SeqCst) <= 2, "{most:?} connections were open");
    drop(pool);
    assert_eq!(open.into_inner(), 0);
}

#[test]
fn after_a_hang_a_late_answer_and_half_an_answer_each_thread_gets_its_own_answers() {
    ends(|| {
        six_threads(|pool, thread| {
            for (round, manner) in ["hang", "late", "half"].iter().enumerate() {
                let number = 10 * thread + round;
                let answer = pool.with(|c| c.ask(&format!("{manner} {number}")));
                assert!(answer.is_err(), "{manner}: {answer:?}");
                let answer = pool.with(|c| c.ask(&format!("answer {number}")));
                assert_eq!(answer.unwrap(), number.to_string(), "after: {manner}");
            }
        });
    });
}

#[test]
fn a_server_that_closes_idle_connections_costs_each_of_them_one_error_at_most() {
    let errors = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&errors);
    ends(move || {
        six_threads(|pool, thread| {
            // The first question ends its connection, so the pool gets one back that is dead, or will be in a moment.
            for manner in ["close", "answer"] {
                let tries = || pool.with(|c| c.ask(&format!("{manner} {thread}")));
                let answer = loop {
                    match tries() {
                        Ok(answer) => break answer,
                        Err(_) => assert!(seen.fetch_add(1, SeqCst) < 6, "six were closed"),
                    }
                };
                assert_eq!(answer, thread.to_string());
            }
        });
    });
    assert!(errors.load(SeqCst) <= 6);
}

#[test]
fn a_server_that_refuses_takes_no_place_away() {
    ends(|| {
        // No server can listen on port 0, so this one refuses every time.
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let pool = Pool::new(Tcp { address, patience: LONG }, 1);
        thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| assert!(pool.with(|c| ask(c, "answer 1")).is_err()));
            }
        });
        let server = Server::start();
        let pool = Pool::new(Tcp { address: server.address(), patience: LONG }, 1);
        assert_eq!(pool.with(|c| ask(c, "answer 1")).unwrap(), "1");
    });
}

#[test]
fn a_panic_closes_the_connection_and_keeps_the_place() {
    ends(|| {
        let server = Server::start();
        let pool = Pool::new(Tcp { address: server.address(), patience: LONG }, 1);
        let panics = catch_unwind(AssertUnwindSafe(|| {
            pool.with(|c| -> io::Result<()> {
                c.get_mut().write_all(b"answer 1")?; // Half a question, without the end of the line.
                panic!("on purpose");
            })
        }));
        assert!(panics.is_err());
        assert_eq!(pool.with(|c| ask(c, "answer 2")).unwrap(), "2");
    });
}

#[test]
fn a_connection_that_is_used_after_a_timeout_gives_the_wrong_answer() {
    ends(|| {
        let server = Server::start();
        let tcp = Tcp { address: server.address(), patience: LONG };
        let mut connection = tcp.open().unwrap();
        connection.get_ref().set_read_timeout(Some(SHORT)).unwrap();
        let error = ask(&mut connection, "late 1").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
        connection.get_ref().set_read_timeout(Some(LONG)).unwrap();
        assert_eq!(ask(&mut connection, "answer 2").unwrap(), "1");
        // And from now on, each answer is the one before.
        assert_eq!(ask(&mut connection, "answer 3").unwrap(), "2");
    });
}

#[test]
fn a_connection_that_the_server_closed_is_not_usable() {
    ends(|| {
        let server = Server::start();
        let tcp = Tcp { address: server.address(), patience: LONG };
        let mut connection = tcp.open().unwrap();
        assert!(tcp.is_usable(&connection));
        assert_eq!(ask(&mut connection, "close 1").unwrap(), "1");
        // The end of the connection arrives a moment later.
        let mut moments = 0;
        while tcp.is_usable(&connection) {
            moments += 1;
            assert!(
                moments < 6_000,
                "the server has closed the connection, and it still counts as usable"
            );
            thread::sleep(Duration::from_millis(10));
        }
    });
}

#[test]
fn what_the_book_shows_of_late_answers_is_what_happens() {
    let story = ends(|| late::story().unwrap());
    expect_test::expect_file!["../outputs/late.txt"].assert_eq(&story);
}
