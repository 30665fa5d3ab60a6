//! What a lock with a seal must do. Leave it as it is.

use std::ops::{Deref, DerefMut};

/// A lock around a number, with a seal that breaks if a holder panics.
///
/// When it is new, the lock is free, the number is 0, and the seal is whole.
///
/// - A panic breaks the seal if it begins while its thread holds the lock and is still under way when the guard is
///   dropped. Nothing else does. A guard that a thread makes while it is already panicking, in a destructor, changes
///   nothing.
/// - A seal stays broken until it is mended, and can break again after that.
/// - Each lock has a seal of its own.
pub trait Sealed: Send + Sync {
    /// Waits until the lock is free, and acquires it: `Ok` if the seal is whole, `Err` if it is broken. Both guards
    /// hold the lock.
    fn lock(&self) -> Result<Guard<'_>, Guard<'_>>;

    /// Whether the seal is broken. Never waits, even while another thread holds the lock.
    fn is_broken(&self) -> bool;

    /// Makes the seal whole. Never waits, even while another thread holds the lock.
    fn mend(&self);
}

/// Holds the lock as long as it lives, and leads to the number.
pub struct Guard<'a>(pub Box<dyn DerefMut<Target = u32> + 'a>);

impl Deref for Guard<'_> {
    type Target = u32;

    fn deref(&self) -> &u32 {
        &self.0
    }
}

impl DerefMut for Guard<'_> {
    fn deref_mut(&mut self) -> &mut u32 {
        &mut self.0
    }
}
