//! rejected: search — the explorer doesn't see std's lock
//! by: a_known_word_is_looked_up_while_another_one_waits_to_be_added, a_known_word_is_looked_up_while_another_thread_reads, a_new_word_comes_when_the_reader_has_left, a_number_stays_when_other_words_come, numbers_are_given_in_order, phrase_books_do_not_know_of_each_other, threads_that_have_to_wait_sleep (assertion), three_threads_never_wait_for_good, two_threads_with_new_words_get_two_numbers, two_threads_with_the_same_new_word_get_one_number, words_are_compared_letter_by_letter, your_schedule_leaves_both_threads_waiting_for_good (assertion)

#[path = "../src/lock.rs"]
pub mod lock;

use std::sync::RwLock;

pub const DEADLOCK: &str = "A A B B A A B B";

#[derive(Default)]
pub struct PhraseBook {
    words: RwLock<Vec<String>>,
}

impl PhraseBook {
    pub fn number(&self, word: &str) -> usize {
        if let Some(number) = find(&self.words.read().unwrap(), word) {
            return number;
        }
        let mut words = self.words.write().unwrap();
        if let Some(number) = find(&words, word) {
            return number;
        }
        words.push(word.to_owned());
        words.len() - 1
    }

    pub fn look<R>(&self, read: impl FnOnce(&[String]) -> R) -> R {
        read(&self.words.read().unwrap())
    }
}

fn find(words: &[String], word: &str) -> Option<usize> {
    words.iter().position(|known| known == word)
}
