//! `sync`: locks, what happens once, channels and atomics.

use super::world;

mod arc;
mod atomic;
mod barrier;
mod condvar;
mod mpsc;
mod mutex;
mod once;
mod rwlock;

use world::sync::{LockResult, TryLockError, TryLockResult};

/// What went wrong, if anything did.
fn error<G>(result: TryLockResult<G>) -> Option<&'static str> {
    match result {
        Ok(_) => None,
        Err(TryLockError::WouldBlock) => Some("would block"),
        Err(TryLockError::Poisoned(_)) => Some("poisoned"),
    }
}

/// What a poisoned lock gives all the same.
#[track_caller]
fn poisoned<G>(result: LockResult<G>) -> G {
    match result {
        Ok(_) => panic!("it is not poisoned"),
        Err(error) => error.into_inner(),
    }
}
