//! Locks that belong to a session, and a pool that hands the sessions on.

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
}

/// The session was closed before the lock was released. Another client may have had the lock in the meantime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost;

impl<'s> Locks<'s> {
    /// No session is open yet.
    pub fn new(server: &'s Server) -> Self {
        Locks { server, idle: Mutex::new(Vec::new()) }
    }

    /// Waits, asleep, until the lock with this key is free, and acquires it.
    ///
    /// # Errors
    ///
    /// The server refuses a new session, or has closed it before it had the lock.
    // TODO: which session holds the lock, and where is it afterwards? And what if an idle one was closed?
    pub fn lock(&self, key: u32) -> Result<Guard<'_, 's>, Closed> {
        let session = self.get()?;
        session.lock(key)?;
        self.put(session);
        Ok(Guard { locks: self, key })
    }

    fn get(&self) -> Result<Session<'s>, Closed> {
        let idle = self.idle.lock().unwrap().pop();
        match idle {
            Some(session) => Ok(session),
            None => self.server.connect(),
        }
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
    // TODO: which session does this unlock? And what if the lock isn't released but lost?
    pub fn release(self) -> Result<(), Lost> {
        if let Ok(session) = self.locks.get() {
            _ = session.unlock(self.key);
            self.locks.put(session);
        }
        Ok(())
    }
}

impl Drop for Guard<'_, '_> {
    // TODO: a guard that is dropped releases the lock as well.
    fn drop(&mut self) {}
}
