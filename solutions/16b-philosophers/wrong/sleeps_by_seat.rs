//! rejected: deadlock — philosophers who begin at different times can still meet
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
        interleave::thread::sleep(std::time::Duration::from_millis(seat as u64));
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
