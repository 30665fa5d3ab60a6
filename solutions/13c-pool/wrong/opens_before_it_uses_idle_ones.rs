//! rejected: assertion — idle connections are only used when no more may be opened
//! by: a_connection_that_broke_in_use_is_not_returned_again, an_idle_connection_is_used_again, the_only_idle_connection_that_works_is_found

use std::ops::{Deref, DerefMut};

use interleave::sync::{Condvar, Mutex};
use interleave::thread;

/// A server, as the pool sees it.
pub trait Server {
    /// A connection to it. Dropping it closes it.
    type Connection;
    /// Why it couldn't be opened.
    type Error;

    /// Opens a connection. May take long, fail, or panic.
    ///
    /// # Errors
    ///
    /// The server refuses.
    fn open(&self) -> Result<Self::Connection, Self::Error>;

    /// Whether a connection can no longer be used.
    fn is_broken(&self, connection: &Self::Connection) -> bool;
}

/// A pool of connections to one server.
pub struct Pool<S: Server> {
    server: S,
    most: usize,
    state: Mutex<State<S::Connection>>,
    changed: Condvar,
}

/// A connection that one caller uses. Dropping it puts the connection back.
pub struct Lease<'a, S: Server> {
    pool: &'a Pool<S>,
    connection: Option<S::Connection>,
}

impl<S: Server> Pool<S> {
    /// A pool of at most so many connections. None of them is open yet.
    pub fn new(server: S, most: usize) -> Self {
        Pool {
            server,
            most,
            state: Mutex::new(State { idle: Vec::new(), open: 0 }),
            changed: Condvar::new(),
        }
    }

    /// An idle connection that isn't broken, or else a new one. Waits, asleep, while `most` are in use.
    ///
    /// # Errors
    ///
    /// A connection had to be opened, and the server refused.
    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        let mut state = self.state.lock().unwrap();
        loop {
            if state.open < self.most {
                state.open += 1;
                drop(state);
                let slot = Slot(self);
                let connection = self.server.open()?;
                std::mem::forget(slot);
                return Ok(Lease { pool: self, connection: Some(connection) });
            } else if let Some(connection) = state.idle.pop() {
                drop(state);
                if !self.server.is_broken(&connection) {
                    return Ok(Lease { pool: self, connection: Some(connection) });
                }
                let slot = Slot(self);
                drop(connection);
                drop(slot);
                state = self.state.lock().unwrap();
            } else {
                state = self.changed.wait(state).unwrap();
            }
        }
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if thread::panicking() || self.pool.server.is_broken(&connection) {
            let slot = Slot(self.pool);
            drop(connection);
            drop(slot);
        } else {
            self.pool.state.lock().unwrap().idle.push(connection);
            self.pool.changed.notify_one();
        }
    }
}

impl<S: Server> Deref for Lease<'_, S> {
    type Target = S::Connection;

    fn deref(&self) -> &S::Connection {
        self.connection.as_ref().expect("a lease has a connection until it is dropped")
    }
}

impl<S: Server> DerefMut for Lease<'_, S> {
    fn deref_mut(&mut self) -> &mut S::Connection {
        self.connection.as_mut().expect("a lease has a connection until it is dropped")
    }
}

struct State<C> {
    idle: Vec<C>,
    /// All connections: idle, in use, being opened or closed.
    open: usize,
}

/// One of `open`, as long as it may come to nothing.
struct Slot<'a, S: Server>(&'a Pool<S>);

impl<S: Server> Drop for Slot<'_, S> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().open -= 1;
        self.0.changed.notify_one();
    }
}
