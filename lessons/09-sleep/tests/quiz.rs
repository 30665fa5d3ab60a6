//! The quizzes in chapter 09: their answers are what the search finds.

// The stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// The explorer's futex, which counts the calls to `wake_one`.
mod futex {
    use std::cell::Cell;

    use interleave::sync::atomic::AtomicU32;

    thread_local! {
        // The explorer runs all threads on one of std's, so this counts for all of them.
        pub static WAKES: Cell<u32> = const { Cell::new(0) };
    }

    pub use interleave::futex::wait;

    pub fn wake_one(atomic: *const AtomicU32) {
        WAKES.set(WAKES.get() + 1);
        interleave::futex::wake_one(atomic);
    }
}

#[path = "../src/s5_three_states.rs"]
mod s5_three_states;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Outcomes, thread};
use s5_three_states::BinaryLock;

#[track_caller]
fn check_quiz(file: ExpectFile, mut quiz: serde_json::Value, answers: &Outcomes<u32>) {
    assert!(answers.explored().is_exhaustive());
    quiz["version"] = 1.into();
    quiz["answers"] = answers.values().map(u32::to_string).collect();
    file.assert_eq(&(serde_json::to_string_pretty(&quiz).unwrap() + "\n"));
}

#[test]
fn the_answers_to_the_quiz_on_wakes_are_what_the_search_finds() {
    let answers = interleave::outcomes(|| {
        futex::WAKES.set(0);
        let lock = BinaryLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
        });
        futex::WAKES.get()
    });
    let quiz = serde_json::json!({
        "question": "Two threads acquire and release once each, and the lock has three states. How many calls to `wake_one` can there be altogether?",
        "options": ["0", "1", "2", "3"],
        "replies": {
            "3": "Only `release` calls `wake_one`, at most once, and there are two releases.",
        },
        "why": "None if the threads don't meet. Two if the holder's release finds `CONTENDED`: the waiter acquires the lock \
                as `CONTENDED` too, so its own release makes a wasted wake call. And one if the waiter's swap found the lock \
                already free: the holder had nothing to wake, and only the waiter's own release makes a call.",
    });
    check_quiz(expect_file!["../traces/quiz.json"], quiz, &answers);
}

#[test]
fn the_answers_to_the_quiz_on_if_are_what_the_search_finds() {
    let answers = interleave::outcomes(|| {
        let letters = AtomicU32::new(0);
        thread::scope(|s| {
            let reader = thread::current();
            s.spawn({
                let letters = &letters;
                move || {
                    letters.store(1, SeqCst);
                    reader.unpark();
                }
            });
            // ANCHOR: if-and-park
            if letters.load(SeqCst) == 0 {
                thread::park();
            }
            letters.load(SeqCst)
            // ANCHOR_END: if-and-park
        })
    });
    let quiz = serde_json::json!({
        "question": "One thread leaves a letter, `letters.store(1)`, and then unparks the reader. What can the reader's last load find?",
        "code": "../tests/quiz.rs:if-and-park",
        "options": ["0", "1"],
        "why": "The token can't be missed, so the reader doesn't sleep forever. But `park` may return for no reason, before \
                there is a letter. With `while` in place of `if`, only 1 is possible.",
    });
    check_quiz(expect_file!["../traces/quiz-if.json"], quiz, &answers);
}
