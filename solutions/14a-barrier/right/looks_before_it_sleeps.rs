//! right: looks a few times before it sleeps

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::*};
pub struct Barrier {
    threads: u32,
    arrived: AtomicU32,
    round: AtomicU32,
}
impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier { threads: threads as u32, arrived: AtomicU32::new(0), round: AtomicU32::new(0) }
    }
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mine = self.round.load(Relaxed);
        if self.arrived.fetch_add(1, AcqRel) + 1 == self.threads {
            self.arrived.store(0, Relaxed);
            action();
            self.round.store(mine.wrapping_add(1), Release);
            futex::wake_all(&self.round);
            return true;
        }
        for _ in 0..4 {
            if self.round.load(Acquire) != mine {
                return false;
            }
            interleave::hint::spin_loop();
        }
        while self.round.load(Acquire) == mine {
            futex::wait(&self.round, mine);
        }
        false
    }
}
