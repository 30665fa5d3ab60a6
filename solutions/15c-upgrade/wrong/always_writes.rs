//! rejected: spin — a known word waits for readers as well
//! by: a_known_word_is_looked_up_while_another_one_waits_to_be_added, a_known_word_is_looked_up_while_another_thread_reads

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
    words.iter().position(|known| known == word)
}
