//! rejected: assertion — it eats when both forks are back
//! by: forks_are_in_hand_until_the_meal_is_over, neighbours_never_eat_at_the_same_time

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
pub struct Table {
    forks: Vec<Fork>,
}

impl Table {
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect() }
    }
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        {
            let _first = self.left(seat.min((seat + 1) % self.forks.len())).pick_up();
            let _second = self.left(seat.max((seat + 1) % self.forks.len())).pick_up();
        }
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
