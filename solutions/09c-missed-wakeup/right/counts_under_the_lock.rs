//! right: the ring is counted with the letters in hand, and the keeper reads the number with them in hand

use std::collections::VecDeque;

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

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
    /// How often the bell has been rung.
    rung: AtomicU32,
}

impl Letterbox {
    /// Drops a letter and rings the bell.
    pub fn drop_letter(&self, letter: u32) {
        let mut letters = self.letters.lock().unwrap();
        letters.push_back(letter);
        // Relaxed: the number changes and is read under the lock only; `wait` compares it.
        self.rung.fetch_add(1, Relaxed);
        drop(letters);
        futex::wake_one(&self.rung);
    }

    /// The next letter; sleeps until there is one.
    pub fn read(&self) -> u32 {
        loop {
            let mut letters = self.letters.lock().unwrap();
            if let Some(letter) = letters.pop_front() {
                return letter;
            }
            // Relaxed: a ring after this one comes after the guard is dropped, and changes the number.
            let rung = self.rung.load(Relaxed);
            drop(letters);
            futex::wait(&self.rung, rung);
        }
    }
}
