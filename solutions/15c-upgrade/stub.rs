//! A phrase book that is read by many, and deadlocks now and then.

pub mod lock;

use lock::RwLock;

/// A asks for the number of a new word, and so does B, at the phrase book below as it was shipped.
/// `read` is two steps: the lock around the count of readers, and the end of its guard. So is the beginning of
/// `upgrade`: the lock, and the wait. A trace numbers `value.read` as a step, too, but that one takes no letter.
// TODO: write a schedule in which both wait for good.
pub const DEADLOCK: &str = "A A A A A A A B B B B B B B";

/// Gives each word a number.
#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
}

impl PhraseBook {
    /// The number of a word. A new word gets the next number.
    // TODO: never wait for good.
    pub fn number(&self, word: &str) -> usize {
        let words = self.words.read();
        if let Some(number) = words.iter().position(|known| known == word) {
            return number;
        }
        let mut words = words.upgrade();
        words.push(word.to_owned());
        words.len() - 1
    }

    /// Shows all words in the order of their numbers, while no thread adds one.
    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}
