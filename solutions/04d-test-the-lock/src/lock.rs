//! What a lock must do. Leave it as it is.

/// The lock was released, but no thread held it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

/// A lock that one thread at a time can hold. When it is new, it is free.
pub trait Lock: Send + Sync {
    /// Waits until the lock is free, and acquires it.
    ///
    /// A waiting thread never gives up, and never goes in while the lock is held, however often another thread is
    /// faster. Once the lock is free and no other thread wants it, the waiting thread gets it.
    fn acquire(&self);

    /// Releases the lock, whichever thread holds it.
    ///
    /// # Errors
    ///
    /// The lock was free. Then nothing has changed. Of two threads that release a held lock together, one gets the error.
    fn release(&self) -> Result<(), NotLocked>;
}
