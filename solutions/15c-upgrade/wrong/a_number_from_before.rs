//! rejected: assertion — the next number is worked out under `read`, and used under `write`
//! by: a_number_stays_when_other_words_come, three_threads_never_wait_for_good, two_threads_with_new_words_get_two_numbers

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
        let next = {
            let words = self.words.read();
            if let Some(number) = find(&words, word) {
                return number;
            }
            words.len()
        };
        let mut words = self.words.write();
        if let Some(number) = find(&words, word) {
            return number;
        }
        words.push(word.to_owned());
        next
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
