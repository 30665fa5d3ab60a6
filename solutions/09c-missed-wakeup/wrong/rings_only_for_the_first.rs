//! rejected: lost_wakeup — two keepers sleep, two letters come, and only the first of them wakes one
//! by: two_readers_read_a_letter_each

use std::collections::VecDeque;

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

pub const SLEEPS_ON: &str = "A A B B B B A A";

#[derive(Default)]
pub struct Letterbox {
    letters: Mutex<VecDeque<u32>>,
    rung: AtomicU32,
}

impl Letterbox {
    pub fn drop_letter(&self, letter: u32) {
        let mut letters = self.letters.lock().unwrap();
        letters.push_back(letter);
        let first = letters.len() == 1;
        drop(letters);
        if first {
            self.rung.fetch_add(1, Release);
            futex::wake_one(&self.rung);
        }
    }

    pub fn read(&self) -> u32 {
        loop {
            let rung = self.rung.load(Acquire);
            if let Some(letter) = self.letters.lock().unwrap().pop_front() {
                return letter;
            }
            futex::wait(&self.rung, rung);
        }
    }
}
