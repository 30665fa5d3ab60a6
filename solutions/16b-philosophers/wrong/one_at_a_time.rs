//! rejected: lost_wakeup — one philosopher eats at a time, even if others share no fork
//! by: two_who_came_during_a_meal_can_eat_together_after_it, two_who_share_no_fork_can_eat_together

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::Mutex;
pub struct Table {
    forks: Vec<Fork>,
    room: Mutex<()>,
}

impl Table {
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect(), room: Mutex::new(()) }
    }
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let _only_one = self.room.lock().unwrap();
        let _first = self.left(seat).pick_up();
        let _second = self.right(seat).pick_up();
        eat()
    }
    pub fn times(&self) -> Vec<u32> {
        self.forks.iter().map(Fork::times).collect()
    }

    fn left(&self, seat: usize) -> &Fork {
        &self.forks[seat]
    }

    fn right(&self, seat: usize) -> &Fork {
        &self.forks[(seat + 1) % self.forks.len()]
    }
}
