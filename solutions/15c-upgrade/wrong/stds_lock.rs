//! rejected: search — the explorer doesn't see std's lock
//! by: *

#[path = "../src/lock.rs"]
pub mod lock;

use std::sync::RwLock;

pub const DEADLOCK: &str = "A A B B A A B B";

#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
}

impl PhraseBook {
    pub fn number(&self, word: &str) -> usize {
        if let Some(number) = find(&self.words.read().unwrap(), word) {
            return number;
        }
        let mut words = self.words.write().unwrap();
        if let Some(number) = find(&words, word) {
            return number;
        }
        words.push(word.to_owned());
        words.len() - 1
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read().unwrap())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
