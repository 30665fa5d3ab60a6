//! rejected: assertion — where the upgrade fails it writes, without another look
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
        let words = self.words.read();
        if let Some(number) = find(&words, word) {
            return number;
        }
        let mut words = match words.try_upgrade() {
            Ok(words) => words,
            Err(guard) => {
                drop(guard);
                self.words.write()
            }
        };
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
