//! rejected: lost_wakeup — when the log is closed, one thread is woken, and the others sleep forever
//! by: two_threads_that_waited_while_the_log_was_closed_get_an_error_each

use std::io::{self, Write};

use interleave::sync::{Condvar, Mutex};

enum State<W> {
    Free(W),
    Busy,
    Closed,
}

pub struct Log<W: Write> {
    state: Mutex<State<W>>,
    changed: Condvar,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log { state: Mutex::new(State::Free(out)), changed: Condvar::new() }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        let mut out = {
            let mut state = self.state.lock().unwrap();
            loop {
                match std::mem::replace(&mut *state, State::Busy) {
                    State::Free(out) => break out,
                    State::Busy => state = self.changed.wait(state).unwrap(),
                    State::Closed => {
                        *state = State::Closed;
                        return Err(io::ErrorKind::BrokenPipe.into());
                    }
                }
            }
        };
        let done =
            out.write_all(format!("{ship}: {event}\n").as_bytes()).and_then(|()| out.flush());
        let mut state = self.state.lock().unwrap();
        if done.is_ok() {
            *state = State::Free(out);
            self.changed.notify_one();
        } else {
            *state = State::Closed;
            self.changed.notify_one();
        }
        done
    }
}
