//! rejected: lost_wakeup — a connection comes back between the look at the list and the look at the count
//! by: a_caller_that_panics_closes_the_connection_and_loses_no_place, a_caller_waits_and_gets_the_connection_that_comes_back, a_lease_may_be_dropped_on_another_thread, an_attempt_that_fails_loses_no_place_and_no_waiter, an_attempt_that_panics_loses_no_place_and_no_waiter (assertion), there_are_never_three_connections_in_a_pool_of_two, there_are_never_two_connections_in_a_pool_of_one

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
    most: usize,
    idle: Mutex<Vec<S::Connection>>,
    open: Mutex<usize>,
    changed: Condvar,
}

pub struct Lease<'a, S: Server> {
    pool: &'a Pool<S>,
    connection: Option<S::Connection>,
}

struct GiveUp<'a, S: Server>(&'a Pool<S>);

impl<S: Server> Drop for GiveUp<'_, S> {
    fn drop(&mut self) {
        *self.0.open.lock().unwrap() -= 1;
        self.0.changed.notify_one();
    }
}

impl<S: Server> Pool<S> {
    pub fn new(server: S, most: usize) -> Self {
        let (idle, open) = (Mutex::new(Vec::new()), Mutex::new(0));
        Pool { server, most, idle, open, changed: Condvar::new() }
    }

    fn take_idle(&self) -> Option<S::Connection> {
        self.idle.lock().unwrap().pop()
    }

    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        loop {
            if let Some(connection) = self.take_idle() {
                if !self.server.is_broken(&connection) {
                    return Ok(Lease { pool: self, connection: Some(connection) });
                }
                drop(connection);
                drop(GiveUp(self));
                continue;
            }
            let mut open = self.open.lock().unwrap();
            if *open < self.most {
                *open += 1;
                drop(open);
                let give_up = GiveUp(self);
                let connection = self.server.open()?;
                std::mem::forget(give_up);
                return Ok(Lease { pool: self, connection: Some(connection) });
            }
            drop(self.changed.wait(open).unwrap());
        }
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if thread::panicking() || self.pool.server.is_broken(&connection) {
            drop(connection);
            drop(GiveUp(self.pool));
        } else {
            self.pool.idle.lock().unwrap().push(connection);
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
