//! What a lock with limits must do. Leave it as it is.

use interleave::time::Duration;

/// A lock that one thread at a time can hold: first come, first served. When it is new, it is free.
///
/// A thread that finds it held joins a queue. With each release it's the turn of the first thread in the queue, and the
/// lock is kept for that thread, which may still be asleep.
///
/// A waiting thread keeps its place in the queue, even if it is woken for no reason, by an `unpark` for example.
pub trait Lock: Send + Sync {
    /// Waits until it's the calling thread's turn, and acquires the lock.
    fn acquire(&self);

    /// Waits for its turn as `acquire` does, but no longer than `limit`. Returns whether the thread holds the lock now.
    ///
    /// - If its turn comes before the deadline, the thread gets the lock, and the call returns `true`: without further
    ///   waiting, and even if the thread is late, and the deadline has passed when it notices.
    /// - If not, the call returns `false` at the deadline, which is `limit` after the call. It never returns `false` earlier,
    ///   and later only if the thread is late; nor does it panic then. A thread that is woken in between has the same
    ///   deadline as before.
    /// - A thread that has given up has left the queue: it gets no turn, and the others keep their places.
    /// - Every `Duration` is a limit. With zero it never waits, and gets the lock if it is free. With `Duration::MAX` it
    ///   waits as long as it takes.
    fn acquire_for(&self, limit: Duration) -> bool;

    /// Releases the lock. Called only by the thread that holds it.
    fn release(&self);
}
