//! rejected: assertion — the schedule lets A finish before B begins
//! by: your_schedule_leaves_both_threads_waiting_for_good

#[path = "../src/lock.rs"]
pub mod lock;

use lock::RwLock;

pub const DEADLOCK: &str = "A A A A A A B B B B";

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
    words.iter().position(|known| known == word)
}
