//! right: one guest fewer than seats can have a fork in hand

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
        self.left_room.notify_one();
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
