//! rejected: assertion — if a guard is dropped, its session goes back to the pool, even if the server has closed it
//! by: dropping_a_guard_whose_lock_was_lost_leaves_the_next_holder_alone

#[path = "../../../exercises/20c-session-lock/src/server.rs"]
mod server;

use interleave::sync::Mutex;
pub use server::{Closed, Server, Session};

/// Locks on a server. The sessions that hold them come from a pool.
pub struct Locks<'s> {
    server: &'s Server,
    /// Sessions that are open, as far as we know, and not in use.
    idle: Mutex<Vec<Session<'s>>>,
}

/// While there is one, its session holds the lock, unless the server has closed that session.
pub struct Guard<'a, 's> {
    locks: &'a Locks<'s>,
    key: u32,
    session: Option<Session<'s>>,
}

/// The session was closed before the lock was released. Another client may have had the lock in the meantime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost;

impl<'s> Locks<'s> {
    /// No session is open yet.
    pub fn new(server: &'s Server) -> Self {
        Locks { server, idle: Mutex::new(Vec::new()) }
    }

    /// Waits until the lock with this key is free, and acquires it.
    ///
    /// # Errors
    ///
    /// The server refuses a new session, or has closed it before it had the lock.
    pub fn lock(&self, key: u32) -> Result<Guard<'_, 's>, Closed> {
        while let Some(session) = self.get() {
            if session.lock(key).is_ok() {
                return Ok(Guard { locks: self, key, session: Some(session) });
            }
        }
        let session = self.server.connect()?;
        session.lock(key)?;
        Ok(Guard { locks: self, key, session: Some(session) })
    }

    fn get(&self) -> Option<Session<'s>> {
        self.idle.lock().unwrap().pop()
    }

    fn put(&self, session: Session<'s>) {
        self.idle.lock().unwrap().push(session);
    }
}

impl Guard<'_, '_> {
    /// Releases the lock.
    ///
    /// # Errors
    ///
    /// The lock was lost before that.
    pub fn release(mut self) -> Result<(), Lost> {
        self.end()
    }

    fn end(&mut self) -> Result<(), Lost> {
        let Some(session) = self.session.take() else {
            return Ok(());
        };
        match session.unlock(self.key) {
            Ok(true) => {
                self.locks.put(session);
                Ok(())
            }
            Ok(false) | Err(Closed) => Err(Lost),
        }
    }
}

impl Drop for Guard<'_, '_> {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            _ = session.unlock(self.key);
            self.locks.put(session);
        }
    }
}
