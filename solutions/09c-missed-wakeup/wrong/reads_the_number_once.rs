//! rejected: assertion — the number is read before the loop, so from the first ring on each `wait` returns at once
//! by: a_reader_sleeps_again_however_often_it_is_woken_for_nothing, a_reader_woken_for_nothing_sleeps_again

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
///
/// A looks and finds no letter; B drops one and rings; A learns how often it has rung, and waits for the next time.
pub const SLEEPS_ON: &str = "A A B B B B A A";

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
        // Release: pairs with the load in `read`.
        self.rung.fetch_add(1, Release);
        futex::wake_one(&self.rung);
    }

    /// The next letter; sleeps until there is one.
    pub fn read(&self) -> u32 {
        let rung = self.rung.load(Acquire);
        loop {
            if let Some(letter) = self.letters.lock().unwrap().pop_front() {
                return letter;
            }
            futex::wait(&self.rung, rung);
        }
    }
}
