//! rejected: assertion — it lets no thread in
//! by: after_the_last_train_each_end_can_send_another, nothing_is_stronger_than_needed, try_enter_fails_while_the_other_train_is_in, try_enter_gives_way_after_one_look, try_enter_looks_once_before_it_sends_a_train_in, try_enter_succeeds_while_the_tunnel_is_empty, two_tunnels_are_independent

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
