//! A pool of connections that never has too many, and hands out no broken one.

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
    state: Mutex<State<S::Connection>>,
    /// Notified when a place was returned.
    returned: Condvar,
}

struct State<C> {
    /// How many more callers may have a connection. There are never more idle connections than that.
    places: usize,
    /// Connections that are open, and not in use.
    idle: Vec<C>,
}

/// The right to one connection. Dropping it passes the right on to a waiter.
struct Place<'a, S: Server> {
    pool: &'a Pool<S>,
}

impl<S: Server> Drop for Place<'_, S> {
    fn drop(&mut self) {
        self.pool.state.lock().unwrap().places += 1;
        self.pool.returned.notify_one();
    }
}

/// A connection that one caller uses. Dropping it puts the connection back.
pub struct Lease<'a, S: Server> {
    /// Only `None` while it is dropped.
    connection: Option<S::Connection>,
    /// Dropped after `drop` has run, so when the connection is back or closed.
    place: Place<'a, S>,
}

impl<S: Server> Pool<S> {
    /// A pool of at most so many connections. None of them is open yet.
    pub fn new(server: S, most: usize) -> Self {
        let state = State { places: most, idle: Vec::new() };
        Pool { server, state: Mutex::new(state), returned: Condvar::new() }
    }

    /// An idle connection that isn't broken, or else a new one. Waits, asleep, until there is a place for it.
    ///
    /// # Errors
    ///
    /// A connection had to be opened, and the server refused.
    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        let place = self.place();
        while let Some(connection) = self.take_idle() {
            if !self.server.is_broken(&connection) {
                return Ok(Lease { connection: Some(connection), place });
            }
        }
        let connection = self.server.open()?;
        Ok(Lease { connection: Some(connection), place })
    }

    /// Waits, asleep, until there is a place.
    fn place(&self) -> Place<'_, S> {
        let state = self.state.lock().unwrap();
        let mut state = self.returned.wait_while(state, |state| state.places == 0).unwrap();
        state.places -= 1;
        Place { pool: self }
    }

    /// A function of its own, so that the lock is free again before the caller looks at the connection.
    fn take_idle(&self) -> Option<S::Connection> {
        self.state.lock().unwrap().idle.pop()
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let pool = self.place.pool;
        let usable = |connection: &_| !thread::panicking() && !pool.server.is_broken(connection);
        if let Some(connection) = self.connection.take().filter(usable) {
            pool.state.lock().unwrap().idle.push(connection);
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
