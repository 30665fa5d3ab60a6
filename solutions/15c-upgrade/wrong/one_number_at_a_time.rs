//! rejected: spin — a thread that waits to add a word keeps out all that look one up
//! by: a_known_word_is_looked_up_while_another_one_waits_to_be_added

#[path = "../src/lock.rs"]
pub mod lock;

use interleave::sync::Mutex;
use lock::RwLock;

pub const DEADLOCK: &str = "A A B B A A B B";

#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
    one: Mutex<()>,
}

impl PhraseBook {
    pub fn number(&self, word: &str) -> usize {
        let _one = self.one.lock().unwrap();
        let words = self.words.read();
        if let Some(number) = words.iter().position(|known| known == word) {
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
