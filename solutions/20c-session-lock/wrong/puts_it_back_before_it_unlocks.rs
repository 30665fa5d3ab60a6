//! rejected: assertion — the session goes back to the pool, and is unlocked only then
//! by: a_session_is_handed_on_only_when_it_holds_no_lock

#[path = "../../../exercises/20c-session-lock/src/server.rs"]
mod server;

use interleave::sync::{Arc, Mutex};
pub use server::{Closed, Server, Session};

/// Locks on a server. The sessions that hold them come from a pool.
pub struct Locks<'s> {
    server: &'s Server,
    /// Sessions that are open, as far as we know, and not in use.
    idle: Mutex<Vec<Arc<Session<'s>>>>,
}

/// While there is one, its session holds the lock, unless the server has closed that session.
pub struct Guard<'a, 's> {
    locks: &'a Locks<'s>,
    key: u32,
    session: Option<Arc<Session<'s>>>,
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
        let session = Arc::new(self.server.connect()?);
        session.lock(key)?;
        Ok(Guard { locks: self, key, session: Some(session) })
    }

    fn get(&self) -> Option<Arc<Session<'s>>> {
        self.idle.lock().unwrap().pop()
    }

    fn put(&self, session: Arc<Session<'s>>) {
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
        self.locks.put(session.clone());
        match session.unlock(self.key) {
            Ok(true) => Ok(()),
            _ => {
                self.locks.idle.lock().unwrap().retain(|other| other.number() != session.number());
                Err(Lost)
            }
        }
    }
}

impl Drop for Guard<'_, '_> {
    fn drop(&mut self) {
        _ = self.end();
    }
}
