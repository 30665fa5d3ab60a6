//! The seal is the poison of the explorer's mutex, which is std's: a thread that waits for this lock sleeps.

use interleave::sync::{Mutex, MutexGuard, PoisonError};

pub struct Sealed<T>(Mutex<T>);

pub struct Broken<G>(G);

impl<G> Broken<G> {
    pub fn into_inner(self) -> G {
        self.0
    }
}

impl<T> Sealed<T> {
    pub fn new(value: T) -> Self {
        Sealed(Mutex::new(value))
    }

    pub fn lock(&self) -> Result<MutexGuard<'_, T>, Broken<MutexGuard<'_, T>>> {
        self.0.lock().map_err(PoisonError::into_inner).map_err(Broken)
    }

    pub fn is_broken(&self) -> bool {
        self.0.is_poisoned()
    }

    pub fn mend(&self) {
        self.0.clear_poison();
    }
}
