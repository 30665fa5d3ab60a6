//! rejected: assertion — a look that writes finds the newest value, and Rust does not say that the other signal is older than it
//! by: two_trains_never_meet, nor_do_they_when_one_tries_again, whoever_goes_in_finds_what_was_left_there (data_race)

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{AcqRel, Release},
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
        mine.store(true, Release);
        if other.fetch_or(false, AcqRel) {
            mine.store(false, Release);
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
