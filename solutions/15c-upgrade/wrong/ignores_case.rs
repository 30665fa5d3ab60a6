//! rejected: assertion — words that differ in their case count as one
//! by: words_are_compared_letter_by_letter

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
        if let Some(number) = find(&words, word) {
            return number;
        }
        words.push(word.to_owned());
        words.len() - 1
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known.eq_ignore_ascii_case(word))
}
