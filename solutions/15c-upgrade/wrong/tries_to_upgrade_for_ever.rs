//! rejected: spin — both keep their read guards, and try again and again
//! by: a_new_word_comes_when_the_reader_has_left, a_number_stays_when_other_words_come, threads_that_have_to_wait_sleep (assertion), three_threads_never_wait_for_good, two_threads_with_new_words_get_two_numbers, two_threads_with_the_same_new_word_get_one_number

#[path = "../src/lock.rs"]
pub mod lock;

use lock::RwLock;

pub const DEADLOCK: &str = "A A B B A A B B";

#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
}

impl PhraseBook {
    pub fn number(&self, word: &str) -> usize {
        let mut words = self.words.read();
        if let Some(number) = find(&words, word) {
            return number;
        }
        loop {
            match words.try_upgrade() {
                Ok(mut words) => {
                    words.push(word.to_owned());
                    return words.len() - 1;
                }
                Err(guard) => words = guard,
            }
            interleave::thread::yield_now();
        }
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
