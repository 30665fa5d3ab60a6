//! right: a channel holds a slot for each connection that may be: empty, or with an idle connection in it

use std::ops::{Deref, DerefMut};

use interleave::sync::Mutex;
use interleave::sync::mpsc::{Receiver, Sender, channel};
use interleave::thread;
pub trait Server {
    type Connection;
    type Error;
    fn open(&self) -> Result<Self::Connection, Self::Error>;
    fn is_broken(&self, connection: &Self::Connection) -> bool;
}
pub struct Pool<S: Server> {
    server: S,
    back: Sender<Option<S::Connection>>,
    slots: Mutex<Receiver<Option<S::Connection>>>,
}

pub struct Lease<'a, S: Server> {
    slot: Slot<'a, S>,
}

struct Slot<'a, S: Server> {
    pool: &'a Pool<S>,
    connection: Option<S::Connection>,
}

impl<S: Server> Drop for Slot<'_, S> {
    fn drop(&mut self) {
        let broken = |c: &S::Connection| thread::panicking() || self.pool.server.is_broken(c);
        if self.connection.as_ref().is_some_and(broken) {
            self.connection = None;
        }
        _ = self.pool.back.send(self.connection.take());
    }
}

impl<S: Server> Pool<S> {
    pub fn new(server: S, most: usize) -> Self {
        let (back, slots) = channel();
        for _ in 0..most {
            back.send(None).ok();
        }
        Pool { server, back, slots: Mutex::new(slots) }
    }

    pub fn get(&self) -> Result<Lease<'_, S>, S::Error> {
        let slots = self.slots.lock().unwrap();
        let first = slots.recv().unwrap();
        let mut slot = Slot { pool: self, connection: first };
        let mut empty = Vec::new();
        while slot.connection.as_ref().is_none_or(|c| self.server.is_broken(c)) {
            slot.connection = None;
            let Ok(next) = slots.try_recv() else { break };
            empty.push(Slot { pool: self, connection: None });
            slot.connection = next;
        }
        drop(slots);
        drop(empty);
        if slot.connection.is_none() {
            slot.connection = Some(self.server.open()?);
        }
        Ok(Lease { slot })
    }
}

impl<S: Server> Deref for Lease<'_, S> {
    type Target = S::Connection;

    fn deref(&self) -> &S::Connection {
        self.slot.connection.as_ref().unwrap()
    }
}

impl<S: Server> DerefMut for Lease<'_, S> {
    fn deref_mut(&mut self) -> &mut S::Connection {
        self.slot.connection.as_mut().unwrap()
    }
}
