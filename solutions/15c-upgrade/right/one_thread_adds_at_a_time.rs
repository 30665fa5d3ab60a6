//! right: a mutex is taken before the second read, so at most one thread upgrades

#[path = "../src/lock.rs"]
pub mod lock;

use interleave::sync::Mutex;
use lock::RwLock;

pub const DEADLOCK: &str = "A A B B A A B B";

#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
    adding: Mutex<()>,
}

impl PhraseBook {
    pub fn number(&self, word: &str) -> usize {
        if let Some(number) = find(&self.words.read(), word) {
            return number;
        }
        let _adding = self.adding.lock().unwrap();
        let words = self.words.read();
        if let Some(number) = find(&words, word) {
            return number;
        }
        let mut words = words.upgrade();
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
