//! right: the first look has a block of its own, and both looks share a closure

#[path = "../src/lock.rs"]
pub mod lock;

use lock::RwLock;

pub const DEADLOCK: &str = "AABBAABB";

#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
}

impl PhraseBook {
    pub fn number(&self, word: &str) -> usize {
        let find = |words: &[String]| words.iter().position(|known| known == word);
        let known = {
            let words = self.words.read();
            find(&words)
        };
        known.unwrap_or_else(|| {
            let mut words = self.words.write();
            match find(&words) {
                Some(number) => number,
                None => {
                    words.push(word.to_owned());
                    words.len() - 1
                }
            }
        })
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}
