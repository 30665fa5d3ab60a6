//! right: the number says how many letters there are, and the keeper sleeps while it is 0

use std::collections::VecDeque;

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// A reads, B drops one letter, both at the letterbox below as it was shipped.
/// Each of their lines that uses `letters` is two steps: the lock, and the end of its guard. Each line that uses `rung`
/// is one step.
///
/// A looks and finds no letter. B drops one and rings. A reads the counter, and waits for the next ring.
pub const SLEEPS_ON: &str = "A A B B B B A A";

/// Letters that were dropped but not read yet.
#[derive(Default)]
pub struct Letterbox {
    letters: Mutex<VecDeque<u32>>,
    /// How many letters were dropped and not promised to a keeper yet.
    there: AtomicU32,
}

impl Letterbox {
    /// Drops a letter and rings the bell.
    pub fn drop_letter(&self, letter: u32) {
        self.letters.lock().unwrap().push_back(letter);
        // Release: pairs with the load in `read`.
        self.there.fetch_add(1, Release);
        futex::wake_one(&self.there);
    }

    /// The next letter; sleeps until there is one.
    pub fn read(&self) -> u32 {
        loop {
            let there = self.there.load(Relaxed);
            if there == 0 {
                futex::wait(&self.there, 0);
                continue;
            }
            // Acquire: pairs with the addition in `drop_letter`, whose letter is then in the box.
            if self.there.compare_exchange(there, there - 1, Acquire, Relaxed).is_ok() {
                return self.letters.lock().unwrap().pop_front().expect("a letter for each number");
            }
        }
    }
}
