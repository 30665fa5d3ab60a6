//! right: a flag under the same lock says that the log is closed

use std::io::{self, Write};

use interleave::sync::Mutex;

pub struct Log<W: Write> {
    state: Mutex<State<W>>,
}

struct State<W> {
    out: W,
    is_closed: bool,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log { state: Mutex::new(State { out, is_closed: false }) }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        if state.is_closed {
            return Err(io::Error::other("the log is closed"));
        }
        let result = write_record(&mut state.out, ship, event);
        state.is_closed = result.is_err();
        result
    }
}

fn write_record(out: &mut impl Write, ship: &str, event: &str) -> io::Result<()> {
    writeln!(out, "{ship}: {event}")?;
    out.flush()
}
