//! rejected: assertion — the second look is only at the word that was added last
//! by: three_threads_never_wait_for_good

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
        if words.last().is_some_and(|last| last == word) {
            return words.len() - 1;
        }
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
