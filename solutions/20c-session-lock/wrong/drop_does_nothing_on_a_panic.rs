//! rejected: assertion — on a panic, the session goes back with its lock
//! by: a_guard_that_ends_frees_its_lock, dropping_a_guard_whose_lock_was_lost_leaves_the_next_holder_alone, however_a_guard_ends_the_lock_is_free_and_its_session_is_used_again

#[path = "../../../exercises/20c-session-lock/src/server.rs"]
mod server;

use interleave::sync::Mutex;
pub use server::{Closed, Server, Session};

/// Locks on a server. The sessions that hold them come from a pool.
pub struct Locks<'s> {
    server: &'s Server,
    /// Sessions that are open, as far as we know, and not in use. None of them holds a lock.
    idle: Mutex<Vec<Session<'s>>>,
}

/// While there is one, its session holds the lock, unless the server has closed that session.
pub struct Guard<'a, 's> {
    locks: &'a Locks<'s>,
    key: u32,
    /// The session that holds the lock. `None` once the lock has been released.
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
        while let Some(session) = self.idle_session() {
            // If the server has closed this one, it is dropped here.
            if session.lock(key).is_ok() {
                return Ok(Guard { locks: self, key, session: Some(session) });
            }
        }
        let session = self.server.connect()?;
        session.lock(key)?;
        Ok(Guard { locks: self, key, session: Some(session) })
    }

    /// A function of its own: the guard on the list is gone when it returns.
    fn idle_session(&self) -> Option<Session<'s>> {
        self.idle.lock().unwrap().pop()
    }
}

impl Guard<'_, '_> {
    /// Releases the lock.
    ///
    /// # Errors
    ///
    /// The lock was lost before that.
    pub fn release(mut self) -> Result<(), Lost> {
        self.unlock()
    }

    /// Unlocks the key, and then puts the session back. A session that was closed isn't put back.
    fn unlock(&mut self) -> Result<(), Lost> {
        let Some(session) = self.session.take() else { return Ok(()) };
        if session.unlock(self.key) != Ok(true) {
            return Err(Lost);
        }
        self.locks.idle.lock().unwrap().push(session);
        Ok(())
    }
}

impl Drop for Guard<'_, '_> {
    fn drop(&mut self) {
        if interleave::thread::panicking() {
            if let Some(session) = self.session.take() {
                self.locks.idle.lock().unwrap().push(session);
            }
            return;
        }
        _ = self.unlock();
    }
}
