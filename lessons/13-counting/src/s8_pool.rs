//! Stage 8: a pool of connections that never has more than N of them, and hands out none that is known to be broken.

use std::io;

use crate::s4_permit::Semaphore;
use crate::sync::Mutex;

/// Opens connections of one kind, and knows what is wrong with them.
pub trait Connector {
    type Connection;

    /// Opens a connection. May take a long time, and may fail.
    ///
    /// # Errors
    ///
    /// There is no connection to be had at the moment.
    fn open(&self) -> io::Result<Self::Connection>;

    // ANCHOR: is-usable
    /// Whether a connection that was idle can still be used.
    fn is_usable(&self, connection: &Self::Connection) -> bool;
    // ANCHOR_END: is-usable
}

/// A pool of connections: threads share them, and there are never more than N.
pub struct Pool<C: Connector> {
    connector: C,
    /// A place for each connection that may be open.
    places: Semaphore,
    /// Connections that are open, and that no thread uses.
    idle: Mutex<Vec<C::Connection>>,
}

impl<C: Connector> Pool<C> {
    /// A pool that is empty: connections are opened when they are needed.
    pub fn new(connector: C, most: usize) -> Self {
        Pool { connector, places: Semaphore::new(most), idle: Mutex::new(Vec::new()) }
    }

    // ANCHOR: with
    /// Does `work` with a connection: an idle one, or else a new one.
    ///
    /// # Errors
    ///
    /// That of `open`, or that of `work`. An error of `work` closes the connection, as a panic does.
    pub fn with<R>(&self, work: impl FnOnce(&mut C::Connection) -> io::Result<R>) -> io::Result<R> {
        // Declared first, so it is dropped last: when the connection is back in the list, or closed.
        let _place = self.places.acquire();
        let mut connection = self.connection()?;
        let result = work(&mut connection)?;
        self.idle.lock().unwrap().push(connection);
        Ok(result)
    }

    /// A connection that is usable, as far as can be known.
    fn connection(&self) -> io::Result<C::Connection> {
        while let Some(connection) = self.take_idle() {
            if self.connector.is_usable(&connection) {
                return Ok(connection);
            }
        }
        self.connector.open()
    }

    /// A function of its own, so that the lock is free again before the loop's body runs.
    fn take_idle(&self) -> Option<C::Connection> {
        self.idle.lock().unwrap().pop()
    }
    // ANCHOR_END: with
}
