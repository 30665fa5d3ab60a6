//! rejected: assertion — no thread sleeps: the keeper looks again and again
//! by: a_reader_sleeps_again_however_often_it_is_woken_for_nothing, a_reader_without_a_letter_sleeps, a_reader_woken_for_nothing_sleeps_again

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
            let _ = rung;
            interleave::thread::yield_now();
        }
    }
}
