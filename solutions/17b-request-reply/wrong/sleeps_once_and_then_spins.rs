//! rejected: assertion — a thread that was woken in vain tries again and again
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use interleave::sync::{Condvar, Mutex};

enum State<C> {
    Free(C),
    Busy,
    Closed,
}

pub struct Desk<C: Read + Write> {
    state: Mutex<State<C>>,
    changed: Condvar,
}

impl<C: Read + Write> Desk<C> {
    pub fn new(connection: C) -> Self {
        Desk { state: Mutex::new(State::Free(connection)), changed: Condvar::new() }
    }

    pub fn ask(&self, question: &str) -> io::Result<Vec<String>> {
        if question.contains('\n') {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut connection = self.take()?;
        let done = writeln!(connection, "{question}")
            .and_then(|()| connection.flush())
            .and_then(|()| read_reply(&mut connection));
        if done.is_ok() {
            *self.state.lock().unwrap() = State::Free(connection);
            self.changed.notify_one();
        } else {
            drop(connection);
            *self.state.lock().unwrap() = State::Closed;
            self.changed.notify_all();
        }
        done
    }

    fn take(&self) -> io::Result<C> {
        let mut slept = 0;
        let mut state = self.state.lock().unwrap();
        loop {
            match std::mem::replace(&mut *state, State::Busy) {
                State::Free(connection) => return Ok(connection),
                State::Busy if slept == 1 => {
                    drop(state);
                    interleave::hint::spin_loop();
                    state = self.state.lock().unwrap();
                }
                State::Busy => {
                    slept += 1;
                    state = self.changed.wait(state).unwrap();
                }
                State::Closed => {
                    *state = State::Closed;
                    return Err(ErrorKind::NotConnected.into());
                }
            }
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
