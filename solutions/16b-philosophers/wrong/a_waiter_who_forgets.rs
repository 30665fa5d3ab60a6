//! rejected: lost_wakeup — a waiter lets one less in than there are seats, and wakes no one
//! by: a_philosopher_who_waits_sleeps, four_philosophers_finish, neighbours_never_eat_at_the_same_time, tables_have_nothing_to_do_with_each_other, they_can_come_again, three_philosophers_finish, two_philosophers_finish

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::{Condvar, Mutex};
pub struct Table {
    forks: Vec<Fork>,
    guests: Mutex<usize>,
    left_room: Condvar,
}

impl Table {
    pub fn new(seats: usize) -> Self {
        Table {
            forks: (0..seats).map(|_| Fork::new()).collect(),
            guests: Mutex::new(0),
            left_room: Condvar::new(),
        }
    }
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let mut guests = self.guests.lock().unwrap();
        while *guests >= self.forks.len() - 1 {
            guests = self.left_room.wait(guests).unwrap();
        }
        *guests += 1;
        drop(guests);
        let meal = {
            let _left = self.left(seat).pick_up();
            let _right = self.right(seat).pick_up();
            eat()
        };
        *self.guests.lock().unwrap() -= 1;
        meal
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
