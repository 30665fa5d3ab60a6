//! rejected: assertion — the second letter replaces the first
//! by: letters_are_read_as_they_were_dropped, no_ring_is_lost_between_two_writers (lost_wakeup), two_letters_are_read_in_their_order, two_letters_from_two_writers_are_both_read (lost_wakeup), two_readers_read_a_letter_each (lost_wakeup)

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
        letters.clear();
        letters.push_back(letter);
        drop(letters);
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
