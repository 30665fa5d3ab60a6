//! A phrase book that is read by many.

pub mod lock;

use lock::RwLock;

/// A asks for the number of a new word, and so does B, at the phrase book as it was shipped.
/// Both have read, so each waits until the other one is no reader any more.
pub const DEADLOCK: &str = "A A B B A A B B";

/// Gives each word a number.
#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
}

impl PhraseBook {
    /// The number of a word. A new word gets the next number.
    pub fn number(&self, word: &str) -> usize {
        if let Some(number) = find(&self.words.read(), word) {
            return number;
        }
        let mut words = self.words.write();
        // Another thread may have added it since.
        find(&words, word).unwrap_or_else(|| {
            words.push(word.to_owned());
            words.len() - 1
        })
    }

    /// Shows all words in the order of their numbers, while no thread adds one.
    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
