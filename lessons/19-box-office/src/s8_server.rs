//! Stage 8: the box office as a server. A request is a line, and so is its answer.

use std::io::{self, ErrorKind, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use lesson13::s4_permit::Semaphore;

use crate::office::{Answer, BoxOffice, Stats};
use crate::s7_lines::{Line, Lines};

/// How often a thread that waits for a request looks whether the server closes.
const GLANCE: Duration = Duration::from_millis(50);

/// How much the server puts up with.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many connections are served at the same time. Others wait until there is room.
    pub connections: usize,
    /// How long a client may take for a request, or to read an answer.
    pub patience: Duration,
}

/// A box office that listens on the loopback interface.
pub struct Server {
    office: Arc<dyn BoxOffice>,
    address: SocketAddr,
    closes: Arc<AtomicBool>,
    accepts: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts to listen, on a port that was free.
    ///
    /// # Errors
    ///
    /// There is no port to listen on.
    pub fn start(office: Arc<dyn BoxOffice>, limits: Limits) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let closes = Arc::new(AtomicBool::new(false));
        let accepts = thread::spawn({
            let (office, closes) = (Arc::clone(&office), Arc::clone(&closes));
            move || accept(&listener, &*office, limits, &closes)
        });
        Ok(Server { office, address, closes, accepts: Some(accepts) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    // ANCHOR: shutdown
    /// Closes. Each request that was begun is answered, and when this returns, each answer is true: what was sold is
    /// in the log, and nothing more will be sold.
    pub fn shutdown(&mut self) {
        let Some(accepts) = self.accepts.take() else { return };
        // Relaxed: it says nothing about anything else.
        self.closes.store(true, Relaxed);
        // A thread waits in `accept`, so a last client wakes it.
        _ = TcpStream::connect(self.address);
        // It joins the threads that serve connections.
        accepts.join().expect("no connection makes the server panic");
        self.office.close();
    }
    // ANCHOR_END: shutdown
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shutdown();
    }
}

// ANCHOR: accept
/// Gives each client a thread, and never has more of them than places.
fn accept(listener: &TcpListener, office: &dyn BoxOffice, limits: Limits, closes: &AtomicBool) {
    let places = Semaphore::new(limits.connections);
    thread::scope(|s| {
        loop {
            // First the place, then the client: until there is one, clients wait in the system's queue.
            let place = places.acquire();
            let accepted = listener.accept();
            // Relaxed: see `shutdown`.
            if closes.load(Relaxed) {
                return;
            }
            let Ok((stream, _)) = accepted else {
                // That client has left, or too many files are open, which passes. Without the pause, this thread would spin.
                thread::sleep(GLANCE);
                continue;
            };
            s.spawn(move || {
                let _place = place;
                // An error means that the client is gone.
                _ = serve(&stream, office, limits.patience, closes);
            });
        }
    });
}
// ANCHOR_END: accept

// ANCHOR: serve
/// Answers one client until it leaves, takes too long, or sends what is no line.
fn serve(
    mut stream: &TcpStream,
    office: &dyn BoxOffice,
    patience: Duration,
    closes: &AtomicBool,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(GLANCE.min(patience)))?;
    stream.set_write_timeout(Some(patience))?;
    let mut lines = Lines::new(stream);
    let mut since = Instant::now();
    // Relaxed: see `shutdown`.
    while !closes.load(Relaxed) {
        match lines.next_line() {
            Ok(Line::Text(request)) => {
                let (answer, leaves) = answer(office, &request);
                stream.write_all(answer.as_bytes())?;
                if leaves {
                    return Ok(());
                }
                since = Instant::now();
            }
            Ok(Line::TooLong) => return stream.write_all(b"ERROR that line is too long\n"),
            Ok(Line::End) => return Ok(()),
            Err(error) if is_timeout(error.kind()) && since.elapsed() < patience => {}
            Err(error) => return Err(error),
        }
    }
    stream.write_all(b"CLOSED\n")
}
// ANCHOR_END: serve

/// No bytes have come so far. (Systems disagree about the name of that.)
fn is_timeout(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

/// The answer to a request, and whether it was the last one.
fn answer(office: &dyn BoxOffice, request: &str) -> (String, bool) {
    let answer = match request.split_once(' ') {
        Some(("BUY", seat)) => match seat.parse() {
            Ok(seat) => match office.buy(seat) {
                Answer::Sold => format!("SOLD {seat}"),
                Answer::Taken => format!("TAKEN {seat}"),
                Answer::NoSuchSeat => format!("ERROR there is no seat {seat}"),
                Answer::NotLogged => {
                    format!("ERROR seat {seat} could not be sold, try again later")
                }
                Answer::Closed => "CLOSED".into(),
            },
            Err(_) => "ERROR that is no number of a seat".into(),
        },
        None if request == "STATS" => {
            let Stats { sold, free, turned_away } = office.stats();
            format!("STATS sold {sold}, free {free}, turned away {turned_away}")
        }
        None if request == "QUIT" => "BYE".into(),
        _ => "ERROR the requests are BUY and a number, STATS, and QUIT".into(),
    };
    let leaves = request == "QUIT" || answer == "CLOSED";
    (answer + "\n", leaves)
}
