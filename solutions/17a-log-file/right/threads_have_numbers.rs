//! right: each thread has a number and waits for its turn, as at a ticket lock

use std::io::{self, Write};

use interleave::sync::{Condvar, Mutex};

struct State<W> {
    next: u64,
    serving: u64,
    out: Option<W>,
}

pub struct Log<W: Write> {
    state: Mutex<State<W>>,
    turn: Condvar,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log {
            state: Mutex::new(State { next: 0, serving: 0, out: Some(out) }),
            turn: Condvar::new(),
        }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        let mine = state.next;
        state.next += 1;
        let mut state = self.turn.wait_while(state, |state| state.serving != mine).unwrap();
        let taken = state.out.take();
        drop(state);
        let (out, done) = match taken {
            None => (None, Err(io::ErrorKind::BrokenPipe.into())),
            Some(mut out) => match out
                .write_all(format!("{ship}: {event}\n").as_bytes())
                .and_then(|()| out.flush())
            {
                Ok(()) => (Some(out), Ok(())),
                Err(error) => (None, Err(error)),
            },
        };
        let mut state = self.state.lock().unwrap();
        state.out = out;
        state.serving += 1;
        self.turn.notify_all();
        done
    }
}
