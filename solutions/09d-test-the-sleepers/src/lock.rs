//! What a lock whose waiting threads sleep must do. Leave it as it is.

/// A lock that one thread at a time can hold. When it is new, it is free.
///
/// What a thread has done while it held the lock, every later holder sees.
pub trait Lock: Send + Sync {
    /// Waits until the lock is free, and acquires it.
    ///
    /// A waiting thread may sleep. It may wake up for no reason, and then it waits on. Once the lock is free and no other
    /// thread wants it, a waiting thread gets it: none sleeps on beside a free lock, however many wait, and however often
    /// another thread was faster.
    fn acquire(&self);

    /// Releases the lock, whichever thread holds it. Called only while it is held.
    fn release(&self);
}
