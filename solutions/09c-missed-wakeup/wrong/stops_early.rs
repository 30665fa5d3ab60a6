//! rejected: assertion — the schedule ends before the keeper lies down
//! by: your_schedule_leaves_the_reader_asleep

use std::collections::VecDeque;

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

pub const SLEEPS_ON: &str = "A A B B B B";

#[derive(Default)]
pub struct Letterbox {
    letters: Mutex<VecDeque<u32>>,
    rung: AtomicU32,
}

impl Letterbox {
    pub fn drop_letter(&self, letter: u32) {
        self.letters.lock().unwrap().push_back(letter);
        self.rung.fetch_add(1, Release);
        futex::wake_one(&self.rung);
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
