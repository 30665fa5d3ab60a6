//! What a bounded queue must do. Leave it as it is.

/// A queue of numbers between threads, with room for so many: its capacity, which is 1 or more.
///
/// When it is new, it is empty and open.
///
/// - It never holds more items than its capacity, and exactly that many fit in.
/// - Every item that is in it is popped once, the oldest first.
/// - No thread waits while it could go on, however many wait.
/// - A closed queue stays closed.
pub trait Queue: Send + Sync {
    /// Adds an item at the end, and returns `Ok`. Waits while the queue is full and open.
    ///
    /// # Errors
    ///
    /// The item, if the queue is closed, or is closed while this thread waits. Then the item isn't added.
    fn push(&self, item: u32) -> Result<(), u32>;

    /// Takes the oldest item, even if the queue is closed. Waits while the queue is empty and open. `None` if it is empty
    /// and closed.
    fn pop(&self) -> Option<u32>;

    /// Closes the queue: from then on, no item is added.
    fn close(&self);
}
