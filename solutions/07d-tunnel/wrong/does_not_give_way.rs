//! rejected: assertion — a thread that may not go in leaves the signal up
//! by: after_the_last_train_each_end_can_send_another, try_enter_fails_while_the_other_train_is_in

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Release, SeqCst},
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
