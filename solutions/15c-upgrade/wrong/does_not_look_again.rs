//! rejected: assertion — between `read` and `write`, another thread adds the same word
//! by: a_new_word_comes_when_the_reader_has_left, a_number_stays_when_other_words_come, three_threads_never_wait_for_good, two_threads_with_the_same_new_word_get_one_number

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
        if let Some(number) = find(&self.words.read(), word) {
            return number;
        }
        let mut words = self.words.write();
        words.push(word.to_owned());
        words.len() - 1
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
