//! rejected: lost_wakeup — the guard in the head of a `match` lives to its end, so the thread waits for itself
//! by: a_known_word_is_looked_up_while_another_one_waits_to_be_added, a_known_word_is_looked_up_while_another_thread_reads, a_new_word_comes_when_the_reader_has_left, a_number_stays_when_other_words_come, numbers_are_given_in_order, phrase_books_do_not_know_of_each_other, three_threads_never_wait_for_good, two_threads_with_new_words_get_two_numbers, two_threads_with_the_same_new_word_get_one_number, words_are_compared_letter_by_letter

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
        match find(&self.words.read(), word) {
            Some(number) => number,
            None => {
                let mut words = self.words.write();
                find(&words, word).unwrap_or_else(|| {
                    words.push(word.to_owned());
                    words.len() - 1
                })
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
