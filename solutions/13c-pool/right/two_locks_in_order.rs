//! right: places and idle connections have a lock each; a thread takes a place first and returns it last

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
    places: Mutex<usize>,
    idle: Mutex<Vec<S::Connection>>,
    returned: Condvar,
}

struct Place<'a, S: Server> {
    pool: &'a Pool<S>,
}

impl<S: Server> Drop for Place<'_, S> {
    fn drop(&mut self) {
        *self.pool.places.lock().unwrap() += 1;
        self.pool.returned.notify_all();
    }
}
pub struct Lease<'a, S: Server> {
    connection: Option<S::Connection>,
    place: Place<'a, S>,
}

impl<S: Server> Pool<S> {
    pub fn new(server: S, most: usize) -> Self {
        let (places, idle) = (Mutex::new(most), Mutex::new(Vec::new()));
        Pool { server, places, idle, returned: Condvar::new() }
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
        let mut places = self.places.lock().unwrap();
        while *places == 0 {
            places = self.returned.wait(places).unwrap();
        }
        *places -= 1;
        Place { pool: self }
    }
    fn take_idle(&self) -> Option<S::Connection> {
        self.idle.lock().unwrap().pop()
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let pool = self.place.pool;
        let usable = |connection: &_| !thread::panicking() && !pool.server.is_broken(connection);
        if let Some(connection) = self.connection.take().filter(usable) {
            pool.idle.lock().unwrap().push(connection);
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
