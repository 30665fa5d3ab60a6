//! rejected: assertion — it lets others go before it tries again
//! by: a_philosopher_who_waits_sleeps, all_who_wait_sleep (search), four_philosophers_finish, they_can_come_again, three_philosophers_finish, two_philosophers_finish

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
        loop {
            {
                let _left = self.left(seat).pick_up();
                if let Some(_right) = self.right(seat).try_pick_up() {
                    return eat();
                }
            }
            interleave::thread::yield_now();
        }
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
