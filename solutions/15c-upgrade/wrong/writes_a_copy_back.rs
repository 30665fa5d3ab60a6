//! rejected: assertion — the word is added to a copy, which overwrites what others have added
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
        let mut copy = self.words.read().to_vec();
        if let Some(number) = find(&copy, word) {
            return number;
        }
        copy.push(word.to_owned());
        let number = copy.len() - 1;
        *self.words.write() = copy;
        number
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
