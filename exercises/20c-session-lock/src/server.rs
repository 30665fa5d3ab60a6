//! A database server with locks, as its clients see it. It comes with the exercise.

use std::collections::BTreeMap;

use interleave::sync::{Condvar, Mutex};

/// The server. It knows which session holds which lock, and how many times.
#[derive(Default)]
pub struct Server {
    state: Mutex<State>,
    /// Notified when a lock is free, and when a session is closed.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The sessions that are open.
    open: Vec<u32>,
    /// How many there have been.
    opened: u32,
    /// How often each session has asked for a lock.
    asked: BTreeMap<u32, u32>,
    /// Whether it accepts no more connections.
    down: bool,
    /// For each key that is locked: the session, and how many times it locked it.
    held: BTreeMap<u32, (u32, u32)>,
}

/// The server has closed this session, or accepts no new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

/// A connection to the server. When it's dropped, the server frees all its locks.
pub struct Session<'s> {
    server: &'s Server,
    number: u32,
}

impl Server {
    /// Opens a session.
    ///
    /// # Errors
    ///
    /// The server is down.
    pub fn connect(&self) -> Result<Session<'_>, Closed> {
        let mut state = self.state.lock().unwrap();
        if state.down {
            return Err(Closed);
        }
        state.opened += 1;
        let number = state.opened;
        state.open.push(number);
        Ok(Session { server: self, number })
    }

    /// How many sessions have been opened so far.
    pub fn opened(&self) -> u32 {
        self.state.lock().unwrap().opened
    }

    /// How often this session has called `lock` or `try_lock`.
    pub fn asked(&self, session: u32) -> u32 {
        self.state.lock().unwrap().asked.get(&session).copied().unwrap_or(0)
    }

    /// Which session holds the lock with this key.
    pub fn holder(&self, key: u32) -> Option<u32> {
        self.state.lock().unwrap().held.get(&key).map(|held| held.0)
    }

    /// Closes a session from this side, as an administrator does. The server frees all its locks.
    pub fn terminate(&self, session: u32) {
        let mut state = self.state.lock().unwrap();
        state.open.retain(|open| *open != session);
        state.held.retain(|_, held| held.0 != session);
        self.changed.notify_all();
    }

    /// Closes all sessions, and accepts no more.
    pub fn shut_down(&self) {
        let mut state = self.state.lock().unwrap();
        state.down = true;
        state.open.clear();
        state.held.clear();
        self.changed.notify_all();
    }
}

impl Session<'_> {
    /// The number of this session. No other has the same.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Locks the key for this session. Waits while another session holds it. A session that holds it already locks it once
    /// more, and must unlock it once more.
    ///
    /// # Errors
    ///
    /// The session is closed, perhaps while it waited.
    pub fn lock(&self, key: u32) -> Result<(), Closed> {
        let mut state = self.server.state.lock().unwrap();
        *state.asked.entry(self.number).or_default() += 1;
        while state.is_open(self.number)? && !state.lock(self.number, key) {
            state = self.server.changed.wait(state).unwrap();
        }
        Ok(())
    }

    /// The same without waiting. Returns whether the session holds the key now.
    ///
    /// # Errors
    ///
    /// The session is closed.
    pub fn try_lock(&self, key: u32) -> Result<bool, Closed> {
        let mut state = self.server.state.lock().unwrap();
        *state.asked.entry(self.number).or_default() += 1;
        Ok(state.is_open(self.number)? && state.lock(self.number, key))
    }

    /// Unlocks the key once. Returns `false` if this session doesn't hold it, and then nothing has changed.
    ///
    /// # Errors
    ///
    /// The session is closed.
    pub fn unlock(&self, key: u32) -> Result<bool, Closed> {
        let mut state = self.server.state.lock().unwrap();
        state.is_open(self.number)?;
        let Some((_, times)) = state.held.get_mut(&key).filter(|held| held.0 == self.number) else {
            return Ok(false);
        };
        *times -= 1;
        if *times == 0 {
            state.held.remove(&key);
            self.server.changed.notify_all();
        }
        Ok(true)
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        self.server.terminate(self.number);
    }
}

impl State {
    fn is_open(&self, session: u32) -> Result<bool, Closed> {
        if self.open.contains(&session) { Ok(true) } else { Err(Closed) }
    }

    fn lock(&mut self, session: u32, key: u32) -> bool {
        let held = self.held.entry(key).or_insert((session, 0));
        if held.0 == session {
            held.1 += 1;
        }
        held.0 == session
    }
}
