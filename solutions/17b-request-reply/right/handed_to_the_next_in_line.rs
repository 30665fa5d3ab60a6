//! right: threads that wait are parked in a queue, and each call hands the connection to the next one

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

struct State<C> {
    connection: Option<C>,
    busy: bool,
    queue: VecDeque<(u64, Thread)>,
    next: u64,
    /// The ticket of the thread that the desk has been handed to.
    turn: Option<u64>,
}

pub struct Desk<C: Read + Write> {
    state: Mutex<State<C>>,
}

impl<C: Read + Write> Desk<C> {
    pub fn new(connection: C) -> Self {
        Desk {
            state: Mutex::new(State {
                connection: Some(connection),
                busy: false,
                queue: VecDeque::new(),
                next: 0,
                turn: None,
            }),
        }
    }

    pub fn ask(&self, question: &str) -> io::Result<Vec<String>> {
        if question.contains('\n') {
            return Err(ErrorKind::InvalidInput.into());
        }
        self.enter();
        let taken = self.state.lock().unwrap().connection.take();
        let (connection, done) = match taken {
            None => (None, Err(ErrorKind::NotConnected.into())),
            Some(mut connection) => {
                let done = writeln!(connection, "{question}")
                    .and_then(|()| connection.flush())
                    .and_then(|()| read_reply(&mut connection));
                (done.is_ok().then_some(connection), done)
            }
        };
        self.leave(connection);
        done
    }

    fn enter(&self) {
        let mut state = self.state.lock().unwrap();
        if !state.busy {
            state.busy = true;
            return;
        }
        let mine = state.next;
        state.next += 1;
        state.queue.push_back((mine, thread::current()));
        drop(state);
        loop {
            {
                let mut state = self.state.lock().unwrap();
                if state.turn == Some(mine) {
                    state.turn = None;
                    return;
                }
            }
            thread::park();
        }
    }

    fn leave(&self, connection: Option<C>) {
        let mut state = self.state.lock().unwrap();
        state.connection = connection;
        match state.queue.pop_front() {
            Some((ticket, thread)) => {
                state.turn = Some(ticket);
                drop(state);
                thread.unpark();
            }
            None => state.busy = false,
        }
    }
}

fn read_reply(connection: &mut impl Read) -> io::Result<Vec<String>> {
    let mut reply = Vec::new();
    for line in BufReader::new(connection).lines() {
        let line = line?;
        if line.is_empty() {
            return Ok(reply);
        }
        reply.push(line);
    }
    Err(ErrorKind::UnexpectedEof.into())
}
