//! right: the bell is a condvar, which keeps no count: the letters are the state

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

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
    bell: Condvar,
}

impl Letterbox {
    /// Drops a letter and rings the bell.
    pub fn drop_letter(&self, letter: u32) {
        self.letters.lock().unwrap().push_back(letter);
        self.bell.notify_one();
    }

    /// The next letter; sleeps until there is one.
    pub fn read(&self) -> u32 {
        let mut letters = self.letters.lock().unwrap();
        loop {
            if let Some(letter) = letters.pop_front() {
                return letter;
            }
            letters = self.bell.wait(letters).unwrap();
        }
    }
}
