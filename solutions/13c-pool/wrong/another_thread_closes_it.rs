//! rejected: assertion — a lease that is dropped by another thread is closed instead of put back
//! by: a_lease_may_be_dropped_on_another_thread

use std::ops::{Deref, DerefMut};
use interleave::sync::{Condvar, Mutex};
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


struct State<C> { idle: Vec<C>, open: usize }
pub struct Pool<S: Server> { server: S, most: usize, state: Mutex<State<S::Connection>>, changed: Condvar  }
pub struct Lease<'a, S: Server> { pool: &'a Pool<S>, connection: Option<S::Connection>, owner: interleave::thread::ThreadId }
struct Place<'a, S: Server> { pool: &'a Pool<S>, kept: bool }
impl<S: Server> Drop for Place<'_, S> {
    fn drop(&mut self) {
        if !self.kept {
            self.pool.state.lock().unwrap().open -= 1;
            self.pool.changed.notify_one();
        }
    }
}
impl<S: Server> Pool<S> {
    pub fn new(server: S, most: usize) -> Self {
        Pool { server, most: most as usize, state: Mutex::new(State { idle: Vec::new(), open: 0 }), changed: Condvar::new()  }
    }
    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        let mut s = self.state.lock().unwrap();
        loop {
            while let Some(connection) = s.idle.pop() {
                if !self.server.is_broken(&connection) {
                    return Ok(Lease { pool: self, connection: Some(connection), owner: interleave::thread::current().id() });
                }
                drop(connection);
                s.open -= 1;
            }
            if s.open < self.most { break; }
            s = self.changed.wait(s).unwrap();
        }
        s.open += 1;
        drop(s);
        let mut place = Place { pool: self, kept: false };
        let connection = self.server.open()?;
        place.kept = true;
        Ok(Lease { pool: self, connection: Some(connection), owner: interleave::thread::current().id() })
    }
}
impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let mut s = self.pool.state.lock().unwrap();
        if interleave::thread::panicking() || interleave::thread::current().id() != self.owner || self.pool.server.is_broken(&connection) {
            drop(connection);
            s.open -= 1;
        } else {
            s.idle.push(connection);
        }
        drop(s);
        self.pool.changed.notify_one();
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
