//! rejected: data_race — a thread that gives way passes on nothing about an earlier train
//! by: a_train_sees_what_was_done_in_the_tunnel_before

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Relaxed, Release, SeqCst},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    East,
    West,
}

#[derive(Default)]
pub struct Tunnel {
    east: AtomicBool,
    west: AtomicBool,
}

impl Tunnel {
    pub fn try_enter(&self, end: End) -> bool {
        let (mine, other) = self.signals(end);
        mine.store(true, SeqCst);
        if other.load(SeqCst) {
            mine.store(false, Relaxed);
            return false;
        }
        true
    }

    pub fn leave(&self, end: End) {
        let (mine, _) = self.signals(end);
        mine.store(false, Release);
    }

    fn signals(&self, end: End) -> (&AtomicBool, &AtomicBool) {
        match end {
            End::East => (&self.east, &self.west),
            End::West => (&self.west, &self.east),
        }
    }
}
