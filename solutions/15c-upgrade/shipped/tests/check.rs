//! Replays your schedule on the phrase book as shipped, then explores yours.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two cases only: two threads ask for the same new word, for different ones, and for one that is known.
//! - 2, the first time only: all numbers are asked for once more at the end.
//! - 3, one kind of data: words that are empty, that have two lines, that come twice, that differ in their case only.
//! - 4, std's types: refused in all exercises.
//! - 5, "doesn't wait": `number` meets a reader in `look`, alone and with a thread that waits to add a word, and another caller
//!   of `number`.
//! - 8, the second of two waiters: both sleep.
//! - one book for two: `phrase_books_do_not_know_of_each_other`.

use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use interleave::trace::Failure;
use interleave::{Checker, ReplayError, Verdict, hint, thread};
use upgrade::lock::RwLock;
use upgrade::{DEADLOCK, PhraseBook};

/// The phrase book as it was shipped: two threads, each with a new word.
fn shipped() {
    let words = RwLock::<Vec<&str>>::default();
    let number = |word| {
        let seen = words.read();
        if let Some(number) = seen.iter().position(|known| *known == word) {
            return number;
        }
        let mut words = seen.upgrade();
        words.push(word);
        words.len() - 1
    };
    thread::scope(|s| {
        s.spawn(|| number("hello"));
        s.spawn(|| number("goodbye"));
    });
}

#[test]
fn your_schedule_leaves_both_threads_waiting_for_good() {
    match Checker::new().order_only().try_replay(DEADLOCK, shipped) {
        Err(ReplayError::Fails(found)) => {
            let waits =
                matches!(found.failure, Failure::LostWakeup { .. } | Failure::Deadlock { .. });
            assert!(waits, "\n{found}");
        }
        Err(ReplayError::Search(problem)) => panic!("\n{problem}"),
        Ok(run) => panic!("\nIn this schedule both get a number:\n\n{run}"),
    }
}

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(4_000)
}

/// Threads ask for the numbers of their words, in order. Then all numbers are asked for once more.
#[track_caller]
fn check_numbers(checker: &Checker, threads: &[&[&str]]) {
    checker.model(|| {
        let book = PhraseBook::default();
        let told: Vec<Vec<usize>> = thread::scope(|s| {
            let asks: Vec<_> = threads
                .iter()
                .map(|words| {
                    let book = &book;
                    s.spawn(move || words.iter().map(|word| book.number(word)).collect())
                })
                .collect();
            asks.into_iter().map(|ask| ask.join().unwrap()).collect()
        });
        let book_says = book.look(<[String]>::to_vec);
        for (words, numbers) in threads.iter().zip(&told) {
            for (word, &number) in words.iter().zip(numbers) {
                assert!(
                    book_says.get(number).is_some_and(|known| known == word),
                    "a thread was told {number} for {word:?}, but the book has {book_says:?}"
                );
                let again = book.number(word);
                assert!(again == number, "{word:?} had the number {number}, and has {again} now");
            }
        }
        let mut different: Vec<_> = threads.concat();
        different.sort_unstable();
        different.dedup();
        assert!(
            book.look(<[String]>::len) == different.len(),
            "there are {} words, and the book has {book_says:?}",
            different.len()
        );
    });
}

#[test]
fn two_threads_with_new_words_get_two_numbers() {
    check_numbers(&in_time(), &[&["hello"], &["goodbye"]]);
}

#[test]
fn two_threads_with_the_same_new_word_get_one_number() {
    check_numbers(&in_time(), &[&["hello"], &["hello"]]);
}

#[test]
fn three_threads_never_wait_for_good() {
    let checker = in_time().max_preemptions(2);
    check_numbers(&checker, &[&["hello"], &["hello"], &["goodbye"]]);
    check_numbers(&checker, &[&["hello"], &["goodbye"], &["thanks"]]);
}

#[test]
fn a_number_stays_when_other_words_come() {
    let checker = in_time().max_preemptions(2);
    check_numbers(&checker, &[&["hello", "goodbye", "hello"], &["goodbye", "hello"]]);
}

#[test]
fn words_are_compared_letter_by_letter() {
    check_numbers(&in_time(), &[&["", "a", "A", "a\nb", "", "ä", "a ", "A"]]);
}

#[test]
fn numbers_are_given_in_order() {
    in_time().model(|| {
        let book = PhraseBook::default();
        for (number, word) in ["hello", "goodbye", "thanks"].iter().enumerate() {
            let told = book.number(word);
            assert!(told == number, "{word:?} is new, and got {told} instead of {number}");
        }
        assert_eq!(book.look(<[String]>::to_vec), ["hello", "goodbye", "thanks"]);
    });
}

/// Waits until it is set.
fn wait_for(flag: &AtomicBool) {
    while !flag.load(SeqCst) {
        hint::spin_loop();
    }
}

#[test]
fn a_known_word_is_looked_up_while_another_thread_reads() {
    in_time().model(|| {
        let (book, done) = (PhraseBook::default(), AtomicBool::new(false));
        let number = book.number("hello");
        thread::scope(|s| {
            s.spawn(|| {
                // Reads until the other thread has its answer.
                book.look(|_| wait_for(&done));
            });
            assert_eq!(book.number("hello"), number);
            done.store(true, SeqCst);
        });
    });
}

#[test]
fn a_known_word_is_looked_up_while_another_one_waits_to_be_added() {
    in_time().max_preemptions(2).model(|| {
        let (book, done) = (PhraseBook::default(), AtomicBool::new(false));
        let number = book.number("hello");
        thread::scope(|s| {
            s.spawn(|| book.look(|_| wait_for(&done)));
            s.spawn(|| book.number("goodbye"));
            assert_eq!(book.number("hello"), number);
            done.store(true, SeqCst);
        });
        assert_eq!(book.look(<[String]>::to_vec), ["hello", "goodbye"]);
    });
}

#[test]
fn a_new_word_comes_when_the_reader_has_left() {
    in_time().model(|| {
        let book = PhraseBook::default();
        thread::scope(|s| {
            s.spawn(|| book.look(|words| assert!(words.len() <= 1)));
            s.spawn(|| book.number("hello"));
            s.spawn(|| book.number("hello"));
        });
        assert_eq!(book.look(<[String]>::to_vec), ["hello"]);
    });
}

#[test]
fn threads_that_have_to_wait_sleep() {
    for threads in 1..=2 {
        let verdict = in_time().max_preemptions(2).try_check(|| {
            let book = PhraseBook::default();
            // A reader that never leaves, so that no word can be added.
            book.look(|_| {
                thread::scope(|s| {
                    for word in ["hello", "goodbye"].iter().take(threads) {
                        let book = &book;
                        s.spawn(move || book.number(word));
                    }
                });
            });
        });
        let awake = "a reader never leaves, and a thread with a new word doesn't wait asleep";
        match verdict {
            Ok(Verdict::Fails(found)) => {
                assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{awake}:\n{found}");
            }
            Ok(Verdict::Holds(_)) => panic!("a reader is in `look`, and a word was added"),
            Err(problem) => panic!("{awake}: {problem}"),
        }
    }
}

#[test]
fn phrase_books_do_not_know_of_each_other() {
    in_time().model(|| {
        let (english, french) = (PhraseBook::default(), PhraseBook::default());
        assert_eq!(english.number("hello"), 0);
        assert_eq!(french.number("bonjour"), 0);
        english.look(|words| {
            assert_eq!(words, ["hello"]);
            assert_eq!(french.number("merci"), 1);
        });
    });
}
