//! right: it upgrades if it is the only reader, and otherwise writes and looks again

#[path = "../src/lock.rs"]
pub mod lock;

use lock::RwLock;

pub const DEADLOCK: &str = "B B A A B B A A";

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
                let words = self.words.write();
                if let Some(number) = find(&words, word) {
                    return number;
                }
                words
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
