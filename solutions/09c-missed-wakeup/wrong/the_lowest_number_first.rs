//! rejected: assertion — a heap, which is in order as long as each letter is greater than the one before
//! by: letters_are_read_as_they_were_dropped, two_letters_are_read_in_their_order

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A reads, B drops one letter, both at the letterbox below as it was shipped.
/// Each of their lines that uses `letters` is two steps: the lock, and the end of its guard. Each line that uses `rung`
/// is one step.
pub const SLEEPS_ON: &str = "A A B B B B A A";

/// Letters that were dropped but not read yet.
#[derive(Default)]
pub struct Letterbox {
    letters: Mutex<BinaryHeap<Reverse<u32>>>,
    /// How often the bell has been rung.
    rung: AtomicU32,
}

impl Letterbox {
    /// Drops a letter and rings the bell.
    pub fn drop_letter(&self, letter: u32) {
        self.letters.lock().unwrap().push(Reverse(letter));
        self.rung.fetch_add(1, Release);
        futex::wake_one(&self.rung);
    }

    /// The next letter; sleeps until there is one.
    pub fn read(&self) -> u32 {
        loop {
            let rung = self.rung.load(Acquire);
            if let Some(Reverse(letter)) = self.letters.lock().unwrap().pop() {
                return letter;
            }
            futex::wait(&self.rung, rung);
        }
    }
}
