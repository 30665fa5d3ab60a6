//! rejected: assertion — where it can't upgrade it starts again, and goes round as long as another thread reads
//! by: a_new_word_comes_when_the_reader_has_left (search), threads_that_have_to_wait_sleep, three_threads_never_wait_for_good (search), two_threads_with_new_words_get_two_numbers (search), two_threads_with_the_same_new_word_get_one_number (search)

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
        loop {
            let words = self.words.read();
            if let Some(number) = find(&words, word) {
                return number;
            }
            if let Ok(mut words) = words.try_upgrade() {
                words.push(word.to_owned());
                return words.len() - 1;
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
