//! `sync`: locks, what happens once, channels and atomics.

use super::world;

mod atomic;
mod barrier;
mod condvar;
mod mpsc;
mod mutex;
mod once;
mod rwlock;

use world::sync::{Arc, LockResult, TryLockError, TryLockResult, Weak};

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

#[test]
fn the_shared_pointers_are_stds_own() {
    let pointer: std::sync::Arc<u8> = Arc::new(1);
    let weak: std::sync::Weak<u8> = Arc::downgrade(&pointer);
    assert_eq!(Weak::upgrade(&weak).as_deref(), Some(&1));
}
