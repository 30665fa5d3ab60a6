//! rejected: lost_wakeup — an idle connection that broke is closed, and its place stays taken
//! by: a_connection_that_broke_before_a_woken_caller_looks_is_not_returned, connections_that_broke_while_they_were_idle_are_replaced, the_only_idle_connection_that_works_is_found

use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

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
    state: Mutex<State<S::Connection>>,
    changed: Condvar,
}

struct State<C> {
    open: usize,
    idle: Vec<C>,
}

pub struct Lease<'a, S: Server> {
    pool: &'a Pool<S>,
    connection: Option<S::Connection>,
}

impl<S: Server> Pool<S> {
    pub fn new(server: S, most: usize) -> Self {
        Pool {
            server,
            most,
            state: Mutex::new(State { open: 0, idle: Vec::new() }),
            changed: Condvar::new(),
        }
    }

    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        loop {
            let state = self.state.lock().unwrap();
            let full = |state: &mut State<_>| state.idle.is_empty() && state.open == self.most;
            let mut state = self.changed.wait_while(state, full).unwrap();
            if let Some(connection) = state.idle.pop() {
                drop(state);
                if !self.server.is_broken(&connection) {
                    return Ok(Lease { pool: self, connection: Some(connection) });
                }
                drop(connection);
                continue;
            }
            state.open += 1;
            drop(state);
            return match catch_unwind(AssertUnwindSafe(|| self.server.open())) {
                Ok(Ok(connection)) => Ok(Lease { pool: self, connection: Some(connection) }),
                Ok(Err(error)) => {
                    self.give_up();
                    Err(error)
                }
                Err(panic) => {
                    self.give_up();
                    resume_unwind(panic)
                }
            };
        }
    }

    fn give_up(&self) {
        self.state.lock().unwrap().open -= 1;
        self.changed.notify_one();
    }
}

impl<S: Server> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if thread::panicking() || self.pool.server.is_broken(&connection) {
            drop(connection);
            self.pool.give_up();
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
