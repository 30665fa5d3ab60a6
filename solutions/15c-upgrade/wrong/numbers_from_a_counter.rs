//! rejected: assertion — the number comes from a counter, and the word is added later
//! by: a_number_stays_when_other_words_come, three_threads_never_wait_for_good, two_threads_with_new_words_get_two_numbers, two_threads_with_the_same_new_word_get_one_number

#[path = "../src/lock.rs"]
pub mod lock;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use lock::RwLock;

pub const DEADLOCK: &str = "A A B B A A B B";

#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
    next: AtomicUsize,
}

impl PhraseBook {
    pub fn number(&self, word: &str) -> usize {
        if let Some(number) = find(&self.words.read(), word) {
            return number;
        }
        let number = self.next.fetch_add(1, SeqCst);
        let mut words = self.words.write();
        if let Some(number) = find(&words, word) {
            return number;
        }
        words.push(word.to_owned());
        number
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
