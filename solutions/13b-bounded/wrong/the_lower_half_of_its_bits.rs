//! rejected: assertion — the permits are cast to 32 bits, so of 2 to the power of 32 none is left
//! by: the_greatest_number_is_refused_like_any_other

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::{Acquire, Relaxed, Release}};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;
pub struct BoundedSemaphore { most: u32, free: AtomicU32 }
impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self { let most = permits as u32; BoundedSemaphore { most, free: AtomicU32::new(most) } }
    pub fn acquire(&self) {
        while self.free.try_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_err() { futex::wait(&self.free, 0); }
    }
    pub fn try_acquire(&self) -> bool { self.free.try_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_ok() }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let Ok(permits) = u32::try_from(permits) else { return Err(OverRelease) };
        self.free.try_update(Release, Relaxed, |free| (self.most - free >= permits).then(|| free + permits)).map_err(|_| OverRelease)?;
        futex::wake_all(&self.free);
        Ok(())
    }
}
