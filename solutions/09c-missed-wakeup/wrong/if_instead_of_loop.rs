//! rejected: assertion — a thread that gets up takes it for a letter
//! by: a_reader_sleeps_again_however_often_it_is_woken_for_nothing, a_reader_woken_for_nothing_sleeps_again, no_reader_sleeps_while_there_is_a_letter, no_ring_is_lost_between_two_writers, two_letters_are_read_in_their_order, two_letters_from_two_writers_are_both_read, two_readers_read_a_letter_each

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
        {
            let rung = self.rung.load(Acquire);
            if let Some(letter) = self.letters.lock().unwrap().pop_front() {
                return letter;
            }
            futex::wait(&self.rung, rung);
        }
        self.letters
            .lock()
            .unwrap()
            .pop_front()
            .expect("the bell has been rung, but there is no letter")
    }
}
