//! rejected: assertion — it lets nobody in
//! by: whoever_is_alone_goes_in, whoever_finds_the_other_signal_up_gives_way, nothing_is_stronger_than_it_has_to_be, each_tunnel_has_signals_of_its_own

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
            mine.store(false, Release);
            return false;
        }
        mine.store(false, Release);
        false
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
