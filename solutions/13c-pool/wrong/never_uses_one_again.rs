//! rejected: assertion — every connection is closed after its first use
//! by: a_caller_waits_and_gets_the_connection_that_comes_back, a_connection_that_broke_in_use_is_not_returned_again, a_lease_may_be_dropped_on_another_thread, an_idle_connection_is_used_again, the_only_idle_connection_that_works_is_found

use std::ops::{Deref, DerefMut};

use interleave::sync::{Condvar, Mutex};
use interleave::thread;
pub trait Server {
    type Connection;
    type Error;
    fn open(&self) -> Result<Self::Connection, Self::Error>;
    fn is_broken(&self, connection: &Self::Connection) -> bool;
}
pub struct Pool<S: Server> {
    server: S,
    state: Mutex<State<S::Connection>>,
    returned: Condvar,
}

struct State<C> {
    places: usize,
    idle: Vec<C>,
}
struct Place<'a, S: Server> {
    pool: &'a Pool<S>,
}

impl<S: Server> Drop for Place<'_, S> {
    fn drop(&mut self) {
        self.pool.state.lock().unwrap().places += 1;
        self.pool.returned.notify_one();
    }
}
pub struct Lease<'a, S: Server> {
    connection: Option<S::Connection>,
    place: Place<'a, S>,
}

impl<S: Server> Pool<S> {
    pub fn new(server: S, most: usize) -> Self {
        let state = State { places: most, idle: Vec::new() };
        Pool { server, state: Mutex::new(state), returned: Condvar::new() }
    }
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
    fn place(&self) -> Place<'_, S> {
        let state = self.state.lock().unwrap();
        let mut state = self.returned.wait_while(state, |state| state.places == 0).unwrap();
        state.places -= 1;
        Place { pool: self }
    }
    fn take_idle(&self) -> Option<S::Connection> {
        self.state.lock().unwrap().idle.pop()
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let pool = self.place.pool;
        let usable = |connection: &_| thread::panicking() && pool.server.is_broken(connection);
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
