//! Stage 7: a pool of connections, which gives its place away too early.

use std::io;

use crate::s4_permit::Semaphore;
use crate::sync::Mutex;

// ANCHOR: connector
/// Opens connections of one kind.
pub trait Connector {
    type Connection;

    /// Opens a connection. May take a long time, and may fail.
    ///
    /// # Errors
    ///
    /// There is no connection to be had at the moment.
    fn open(&self) -> io::Result<Self::Connection>;
}
// ANCHOR_END: connector

// ANCHOR: pool
/// A pool of connections: threads share them, and there are never more than N.
pub struct Pool<C: Connector> {
    connector: C,
    /// A place for each connection that may be open.
    places: Semaphore,
    /// Connections that are open, and that no thread uses.
    idle: Mutex<Vec<C::Connection>>,
}
// ANCHOR_END: pool

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
    /// That of `open`, or that of `work`.
    pub fn with<R>(&self, work: impl FnOnce(&mut C::Connection) -> io::Result<R>) -> io::Result<R> {
        let place = self.places.acquire();
        let idle = self.idle.lock().unwrap().pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => self.connector.open()?,
        };
        let result = work(&mut connection)?;
        drop(place); // The work is done, so the next thread may start.
        self.idle.lock().unwrap().push(connection);
        Ok(result)
    }
    // ANCHOR_END: with
}
