//! A letterbox with a bell, and a reader that sometimes sleeps through both.

use std::collections::VecDeque;

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// A reads, B drops one letter, both at the letterbox below as it was shipped.
/// Each of their lines that uses `letters` is two steps: the lock, and the end of its guard. Each line that uses `rung`
/// is one step.
// TODO: write a schedule that ends with the letter in the box and the reader asleep forever.
pub const SLEEPS_ON: &str = "A A A A B B B B A A";

/// Letters that were dropped but not read yet.
#[derive(Default)]
pub struct Letterbox {
    letters: Mutex<VecDeque<u32>>,
    /// How often the bell has been rung.
    rung: AtomicU32,
}

impl Letterbox {
    /// Drops a letter and rings the bell.
    pub fn drop_letter(&self, letter: u32) {
        self.letters.lock().unwrap().push_back(letter);
        self.rung.fetch_add(1, Release);
        futex::wake_one(&self.rung);
    }

    /// The next letter; sleeps until there is one.
    // TODO: no reader may sleep while there is a letter.
    pub fn read(&self) -> u32 {
        loop {
            if let Some(letter) = self.letters.lock().unwrap().pop_front() {
                return letter;
            }
            let rung = self.rung.load(Acquire);
            futex::wait(&self.rung, rung);
        }
    }
}
