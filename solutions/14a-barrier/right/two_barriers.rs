//! right: one barrier until all have arrived, and one until the action is over

use interleave::sync;

pub struct Barrier {
    all_here: sync::Barrier,
    signed: sync::Barrier,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier { all_here: sync::Barrier::new(threads), signed: sync::Barrier::new(threads) }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let leader = self.all_here.wait().is_leader();
        if leader {
            action();
        }
        self.signed.wait();
        leader
    }
}
