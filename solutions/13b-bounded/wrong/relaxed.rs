//! rejected: data_race — a permit that is taken with `Relaxed` hands nothing on
//! by: a_permit_hands_on_what_was_done_before_it_was_released

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;
pub struct BoundedSemaphore { most: u32, free: AtomicU32 }
impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self { let most = u32::try_from(permits).unwrap_or(u32::MAX); BoundedSemaphore { most, free: AtomicU32::new(most) } }
    pub fn acquire(&self) {
        while self.free.try_update(Relaxed, Relaxed, |free| free.checked_sub(1)).is_err() { futex::wait(&self.free, 0); }
    }
    pub fn try_acquire(&self) -> bool { self.free.try_update(Relaxed, Relaxed, |free| free.checked_sub(1)).is_ok() }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let Ok(permits) = u32::try_from(permits) else { return Err(OverRelease) };
        self.free.try_update(Relaxed, Relaxed, |free| (self.most - free >= permits).then(|| free + permits)).map_err(|_| OverRelease)?;
        futex::wake_all(&self.free);
        Ok(())
    }
}
