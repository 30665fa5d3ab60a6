//! A server on the loopback interface that does what each question tells it to, good or bad.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Listens until it is dropped. Its clients have to be gone by then.
pub struct Server {
    address: SocketAddr,
    stops: Arc<AtomicBool>,
    listens: Option<JoinHandle<()>>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let stops = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stops);
        let listens = thread::spawn(move || {
            thread::scope(|s| {
                for stream in listener.incoming().map(Result::unwrap) {
                    if stop.load(SeqCst) {
                        break;
                    }
                    s.spawn(|| serve(stream));
                }
            });
        });
        Server { address, stops, listens: Some(listens) }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stops.store(true, SeqCst);
        // It listens, so a last client wakes it.
        _ = TcpStream::connect(self.address);
        if let Some(listens) = self.listens.take() {
            _ = listens.join();
        }
    }
}

/// Answers until the client is gone. A question is a manner and a number, `late 7`; the answer is the number.
/// An error means that the client is gone, so nothing is made of it.
fn serve(stream: TcpStream) {
    _ = stream.set_read_timeout(Some(Duration::from_secs(60)));
    _ = stream.set_nodelay(true);
    let Ok(mut answers) = stream.try_clone() else { return };
    // An answer that is held back until the next question, or until the client is gone.
    let mut late = String::new();
    for question in BufReader::new(stream).lines() {
        _ = answers.write_all(std::mem::take(&mut late).as_bytes());
        let Ok(question) = question else { return };
        let Some((manner, number)) = question.split_once(' ') else { return };
        match manner {
            "answer" => _ = answers.write_all(format!("{number}\n").as_bytes()),
            "late" => late = format!("{number}\n"),
            "hang" => (),
            // These two end the connection: in the middle of the answer, or behind it.
            "half" | "close" => {
                let end = if manner == "close" { "\n" } else { "" };
                _ = answers.write_all(format!("{number}{end}").as_bytes());
                return;
            }
            _ => return,
        }
    }
    _ = answers.write_all(late.as_bytes());
}
