//! rejected: search — the explorer doesn't see std's lock
//! by: *

use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

#[derive(Default)]
pub struct ReadWriteLock(RwLock<()>);

pub struct ReadGuard<'a>(#[allow(dead_code)] RwLockReadGuard<'a, ()>);

pub struct WriteGuard<'a>(#[allow(dead_code)] RwLockWriteGuard<'a, ()>);

impl ReadWriteLock {
    pub fn read(&self) -> ReadGuard<'_> {
        ReadGuard(self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    pub fn write(&self) -> WriteGuard<'_> {
        WriteGuard(self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }
}
