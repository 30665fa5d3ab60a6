//! What a bounded semaphore must do. Leave it as it is.

/// A number of permits, which threads take and put back. When it is new, all of them are free.
///
/// - A permit is either free or out. There are never more of them than at the start.
/// - No thread waits while a permit is free for it, however many wait, and however many permits come back at once.
/// - Each semaphore counts for itself.
pub trait Semaphore: Send + Sync {
    /// Takes a permit. Waits until one is free.
    fn acquire(&self);

    /// Takes a permit if one is free, and returns whether it did. Doesn't wait until one is free.
    fn try_acquire(&self) -> bool;

    /// Puts this many permits back, all at once. Any thread may do that. The number may be 0, and as great as a `usize`
    /// can be.
    ///
    /// # Errors
    ///
    /// Fewer permits than that are out. Then nothing changes, not even for a moment, and the semaphore goes on as if
    /// `release` hadn't been called.
    fn release(&self, permits: usize) -> Result<(), OverRelease>;
}

/// More permits were released than were out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;
