//! rejected: spin — both raise their signals, and each waits for the other
//! by: two_trains_never_meet, nor_do_they_when_one_tries_again, whoever_goes_in_finds_what_was_left_there, whoever_finds_the_other_signal_up_gives_way, nothing_is_stronger_than_it_has_to_be

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
