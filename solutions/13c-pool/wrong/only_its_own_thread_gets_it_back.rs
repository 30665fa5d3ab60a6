//! rejected: assertion — an idle connection is only given to the thread that put it back
//! by: a_caller_that_panics_closes_the_connection_and_loses_no_place, a_caller_waits_and_gets_the_connection_that_comes_back, a_connection_that_broke_before_a_woken_caller_looks_is_not_returned, a_lease_may_be_dropped_on_another_thread, an_attempt_that_fails_loses_no_place_and_no_waiter, an_attempt_that_panics_loses_no_place_and_no_waiter, connections_that_broke_while_they_were_idle_are_replaced, there_are_never_three_connections_in_a_pool_of_two, there_are_never_two_connections_in_a_pool_of_one, two_connections_that_come_back_at_once_serve_two_callers, while_one_thread_opens_others_can_put_back_and_get

use std::ops::{Deref, DerefMut};

use interleave::sync::{Condvar, Mutex};
use interleave::thread::{self, ThreadId};

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
    /// Places taken: in use, or being opened.
    taken: Mutex<usize>,
    returned: Condvar,
    idle: Mutex<Vec<(ThreadId, S::Connection)>>,
}

/// A connection that one caller uses. Dropping it puts the connection back.
pub struct Lease<'a, S: Server> {
    connection: Option<S::Connection>,
    /// Dropped last.
    place: Place<'a, S>,
}

impl<S: Server> Pool<S> {
    /// A pool of at most so many connections. None of them is open yet.
    pub fn new(server: S, most: usize) -> Self {
        Pool {
            server,
            most,
            taken: Mutex::new(0),
            returned: Condvar::new(),
            idle: Mutex::new(Vec::new()),
        }
    }

    /// An idle connection that isn't broken, or else a new one. Waits, asleep, while `most` are in use.
    ///
    /// # Errors
    ///
    /// A connection had to be opened, and the server refused.
    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        let place = self.place();
        let connection = match self.usable() {
            Some(connection) => connection,
            None => self.server.open()?,
        };
        Ok(Lease { connection: Some(connection), place })
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let pool = self.place.0;
        if !thread::panicking() && !pool.server.is_broken(&connection) {
            pool.idle.lock().unwrap().push((thread::current().id(), connection));
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

impl<S: Server> Pool<S> {
    fn place(&self) -> Place<'_, S> {
        let mut taken = self.taken.lock().unwrap();
        while *taken >= self.most {
            taken = self.returned.wait(taken).unwrap();
        }
        *taken += 1;
        Place(self)
    }

    fn usable(&self) -> Option<S::Connection> {
        let me = thread::current().id();
        loop {
            let mut idle = self.idle.lock().unwrap();
            let at = idle.iter().position(|(owner, _)| *owner == me)?;
            let (_, connection) = idle.swap_remove(at);
            drop(idle);
            if !self.server.is_broken(&connection) {
                return Some(connection);
            }
        }
    }
}

/// A place for a connection. Dropping it returns it.
struct Place<'a, S: Server>(&'a Pool<S>);

impl<S: Server> Drop for Place<'_, S> {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap() -= 1;
        self.0.returned.notify_one();
    }
}
