//! rejected: assertion — the wait ends without another look at the count
//! by: a_broken_connection_is_closed_before_its_place_is_given_away, a_caller_that_panics_closes_the_connection_and_loses_no_place, a_caller_waits_and_gets_the_connection_that_comes_back, a_connection_that_broke_before_a_woken_caller_looks_is_not_returned, a_lease_may_be_dropped_on_another_thread, an_attempt_that_fails_loses_no_place_and_no_waiter, an_attempt_that_panics_loses_no_place_and_no_waiter, there_are_never_three_connections_in_a_pool_of_two, there_are_never_two_connections_in_a_pool_of_one, three_callers_who_all_break_their_connection_are_served, two_connections_that_come_back_at_once_serve_two_callers

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
        let mut state = state;
        if state.places == 0 {
            state = self.returned.wait(state).unwrap();
        }
        state.places = state.places.saturating_sub(1);
        Place { pool: self }
    }
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
