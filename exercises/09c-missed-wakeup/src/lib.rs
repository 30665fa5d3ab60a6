//! A letterbox with a bell, and a reader who sometimes sleeps through both.

use std::collections::VecDeque;

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// A is a reader, B a writer who drops one letter, both at the letterbox below, as it was shipped.
/// Each line of theirs that uses `letters` is two steps, for the lock and for the end of its guard; each line
/// that uses `rung` is one.
// TODO: write a schedule after which the letter is there and the reader sleeps for ever.
pub const SLEEPS_ON: &str = "A A A A B B B B A A";

/// Letters that came and were not read yet.
#[derive(Default)]
pub struct Letterbox {
    letters: Mutex<VecDeque<u32>>,
    /// How often the bell has been rung.
    rung: AtomicU32,
}

impl Letterbox {
    /// Drops a letter, and rings the bell.
    pub fn drop_letter(&self, letter: u32) {
        self.letters.lock().unwrap().push_back(letter);
        self.rung.fetch_add(1, Release);
        futex::wake_one(&self.rung);
    }

    /// The next letter; sleeps until there is one.
    // TODO: let nobody sleep while there is a letter.
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
