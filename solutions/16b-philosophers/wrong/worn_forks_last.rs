//! rejected: deadlock — the order of use changes, and at first there is none
//! by: a_philosopher_who_waits_sleeps, four_philosophers_finish, neighbours_never_eat_at_the_same_time, they_can_come_again, three_philosophers_finish, two_philosophers_finish

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
        let (left, right) = (self.left(seat), self.right(seat));
        let (first, second) = match left.times() <= right.times() {
            true => (left, right),
            false => (right, left),
        };
        let _first = first.pick_up();
        let _second = second.pick_up();
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
