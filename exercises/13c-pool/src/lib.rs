//! A pool of connections that opens too many, and hands out broken ones.

use std::ops::{Deref, DerefMut};

use interleave::sync::Mutex;

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
    /// How many connections there may be.
    #[allow(dead_code, reason = "not used yet")]
    most: usize,
    /// Connections that are open, and not in use.
    idle: Mutex<Vec<S::Connection>>,
}

/// A connection that one caller uses. Dropping it puts the connection back.
pub struct Lease<'a, S: Server> {
    pool: &'a Pool<S>,
    /// Only `None` while it is dropped.
    connection: Option<S::Connection>,
}

impl<S: Server> Pool<S> {
    /// A pool of at most so many connections. None of them is open yet.
    pub fn new(server: S, most: usize) -> Self {
        Pool { server, most, idle: Mutex::new(Vec::new()) }
    }

    /// An idle connection that isn't broken, or else a new one. Waits, asleep, until there is a place for it.
    ///
    /// # Errors
    ///
    /// A connection had to be opened, and the server refused.
    // TODO: don't return broken connections, and wait while there are as many as there may be.
    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        let idle = self.idle.lock().unwrap().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.server.open()?,
        };
        Ok(Lease { pool: self, connection: Some(connection) })
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    // TODO: close the connection if it is broken, or if this thread is panicking.
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool.idle.lock().unwrap().push(connection);
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
