//! What a read-write lock must do. Leave it as it is.

/// A lock that any number of threads can hold to read, or one thread to write. When it is new, it is free.
///
/// - While a thread writes, it is alone: no other thread writes, and none reads.
/// - Any number of threads can read at the same time, hundreds of them too.
/// - A writer sees what all readers and writers before it have done, and a reader what all writers before it have done.
/// - What happens at one lock never makes a thread wait at another.
pub trait Shared: Send + Sync {
    /// Waits while another thread writes, and then reads as long as the guard lives.
    ///
    /// A reader may overtake a waiting writer, or wait for it as well. So a thread must not read twice at a time while
    /// another thread may want to write.
    fn read(&self) -> Guard<'_>;

    /// Waits while any other thread reads or writes, and then writes as long as the guard lives.
    ///
    /// In both methods, a thread that has to wait sleeps, and no timer wakes it. It may wake up for no reason, or in vain,
    /// and then it waits on. None waits on when it could go in: if a writer leaves, all waiting readers go in, or a
    /// writer.
    fn write(&self) -> Guard<'_>;
}

/// Holds the lock as long as it lives.
pub struct Guard<'a>(pub Box<dyn Held + 'a>);

/// Whatever a lock needs until it is released.
pub trait Held {}

impl<T> Held for T {}
