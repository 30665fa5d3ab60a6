//! rejected: deadlock — the forks are never put back
//! by: a_philosopher_who_waits_sleeps, forks_are_in_hand_until_the_meal_is_over, four_philosophers_finish, neighbours_never_eat_at_the_same_time, tables_have_nothing_to_do_with_each_other, the_meal_is_returned_and_the_forks_are_put_back, they_can_come_again, three_philosophers_finish, two_philosophers_finish, two_who_came_during_a_meal_can_eat_together_after_it

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;

/// A round table. Fork `i` lies to the left of seat `i`, and fork 0 is also to the right of the last seat.
pub struct Table {
    forks: Vec<Fork>,
}

impl Table {
    /// A table with this many seats, two at least, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect() }
    }

    /// The philosopher at this seat picks up both forks, eats, and puts them back.
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let other = (seat + 1) % self.forks.len();
        std::mem::forget(self.forks[seat.min(other)].pick_up());
        std::mem::forget(self.forks[seat.max(other)].pick_up());
        eat()
    }

    /// How often each fork was picked up.
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
