//! rejected: assertion — tries first and then waits, so the session holds the lock twice, and unlocks once
//! by: a_guard_that_ends_frees_its_lock, a_lock_that_was_lost_is_reported_and_its_session_is_not_used_again (lost wakeup), a_second_lock_of_the_same_key_waits_on_the_same_thread_too (lost wakeup), a_session_is_handed_on_only_when_it_holds_no_lock, a_thread_that_waits_sleeps (lost wakeup), a_waiter_whose_session_is_closed_waits_on_with_another, guards_that_are_there_at_the_same_time_have_sessions_of_their_own, however_a_guard_ends_the_lock_is_free_and_its_session_is_used_again, other_keys_go_through_while_a_thread_waits (lost wakeup), three_threads_come_one_after_the_other, two_idle_sessions_are_enough_for_two_threads (lost wakeup), two_threads_never_have_the_same_lock

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
            if session.try_lock(key).is_ok() && session.lock(key).is_ok() {
                return Ok(Guard { locks: self, key, session: Some(session) });
            }
        }
        let session = self.server.connect()?;
        session.try_lock(key)?;
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
        _ = self.unlock();
    }
}
