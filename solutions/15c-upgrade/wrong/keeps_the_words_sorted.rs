//! rejected: assertion — a new word moves the others, and their numbers with them
//! by: a_known_word_is_looked_up_while_another_one_waits_to_be_added, a_number_stays_when_other_words_come, numbers_are_given_in_order, three_threads_never_wait_for_good, two_threads_with_new_words_get_two_numbers, words_are_compared_letter_by_letter

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
        match words.binary_search_by(|known| known.as_str().cmp(word)) {
            Ok(number) => number,
            Err(number) => {
                words.insert(number, word.to_owned());
                number
            }
        }
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
