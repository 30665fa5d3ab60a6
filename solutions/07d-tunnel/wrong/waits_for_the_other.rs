//! rejected: spin — both raise their signals, and each waits for the other
//! by: a_train_sees_what_was_done_in_the_tunnel_before, after_the_last_train_each_end_can_send_another, nothing_is_stronger_than_needed, try_enter_fails_while_the_other_train_is_in, try_enter_gives_way_after_one_look, two_trains_never_meet, two_trains_never_meet_when_they_try_again

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
        while other.load(SeqCst) {
            interleave::hint::spin_loop();
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
