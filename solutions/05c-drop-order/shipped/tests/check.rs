//! Two keepers write in one journal, on a paper that takes a few letters at a time.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one way out only: the last word, an error of a word, an error of the paper, a panic.
//! - 2, the first time only: `entries_of_one_keeper_are_in_order_whatever_ended_them`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: an entry without words, one that is larger than the buffer of a `BufWriter`
//!   (`a_long_entry_is_written_to_its_end`), and one larger than any buffer.
//! - the given lock: `src/lock.rs` has a copy beside the solution, and the runner compares the two.

use std::io::{self, Write};
use std::iter::repeat_n;
use std::panic::{AssertUnwindSafe, catch_unwind};

use drop_order::Journal;
use interleave::sync::Mutex;
use interleave::{Checker, thread};

/// How many letters the paper takes in one go.
const AT_A_TIME: usize = 8;

/// Paper that any thread may write on at any time. Its own lock is held for a few letters only.
#[derive(Default)]
struct Paper {
    text: Mutex<Vec<String>>,
}

impl Write for &Paper {
    fn write(&mut self, letters: &[u8]) -> io::Result<usize> {
        let letters = &letters[..letters.len().min(AT_A_TIME)];
        self.text.lock().unwrap().push(String::from_utf8_lossy(letters).into_owned());
        Ok(letters.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Paper {
    /// The lines on it, from the first entry on.
    fn lines(&self) -> Vec<String> {
        self.text.lock().unwrap().concat().lines().skip(1).map(str::to_owned).collect()
    }
}

/// The orderings are given in this exercise, so only the order of steps is explored.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().model(program);
}

/// Ada writes and ends her entry in some way; Ben writes an ordinary one at about the same time.
#[track_caller]
fn check_two_entries(ada: &str, writes: impl Fn(&Journal, &Paper) + Sync) {
    explore(|| {
        let (journal, paper) = (Journal::default(), Paper::default());
        thread::scope(|s| {
            s.spawn(|| writes(&journal, &paper));
            s.spawn(|| journal.note(&paper, ["Ben", "sees", "fog"]).unwrap());
        });
        let ben = "Ben sees fog";
        let ada_first = [format!("1: {ada}"), format!("2: {ben}")];
        let ben_first = [format!("1: {ben}"), format!("2: {ada}")];
        let lines = paper.lines();
        assert!(
            lines == ada_first || lines == ben_first,
            "two entries were written, {ada:?} and {ben:?}, but the journal says {}",
            lines.join(" / ")
        );
    });
}

#[test]
fn two_entries_come_one_after_the_other() {
    check_two_entries("Ada sees a ship", |journal, paper| {
        journal.note(paper, ["Ada", "sees", "a", "ship"]).unwrap();
    });
}

#[test]
fn an_entry_that_ends_with_an_error_is_in_one_piece() {
    check_two_entries("Ada sees a", |journal, paper| {
        let result = journal.note(paper, ["Ada", "sees", "a", "sh\nip"]);
        assert!(result.is_err(), "a word of two lines must be refused");
    });
}

#[test]
fn an_entry_that_ends_with_a_panic_is_in_one_piece() {
    check_two_entries("Ada sees a", |journal, paper| {
        let words = ["Ada", "sees", "a", "wave"].into_iter();
        let words = words.inspect(|word| assert!(*word != "wave", "the keeper is washed away"));
        let result = catch_unwind(AssertUnwindSafe(|| journal.note(paper, words)));
        assert!(result.is_err(), "a panic must reach the caller of `note`");
    });
}

#[test]
fn what_was_noted_is_on_the_paper_when_note_returns() {
    explore(|| {
        let (journal, paper) = (Journal::default(), Paper::default());
        assert_eq!(journal.note(&paper, ["Ada", "sees", "a", "ship"]).unwrap(), 1);
        assert_eq!(paper.lines(), ["1: Ada sees a ship"]);
        assert!(journal.note(&paper, ["Ada", "sees", "no\nfog"]).is_err());
        assert_eq!(paper.lines(), ["1: Ada sees a ship", "2: Ada sees"]);
        assert_eq!(journal.note(&paper, []).unwrap(), 3);
        assert_eq!(paper.lines(), ["1: Ada sees a ship", "2: Ada sees", "3:"]);
    });
}

#[test]
fn note_returns_the_number_of_its_entry() {
    explore(|| {
        let (journal, paper) = (Journal::default(), Paper::default());
        thread::scope(|s| {
            for keeper in ["Ada", "Ben"] {
                let (journal, paper) = (&journal, &paper);
                s.spawn(move || {
                    let number = journal.note(paper, [keeper]).unwrap();
                    let line = format!("{number}: {keeper}");
                    assert!(
                        paper.lines().contains(&line),
                        "`note` returned {number} to {keeper}, but no line says \"{line}\""
                    );
                });
            }
        });
    });
}

#[test]
fn each_journal_has_a_lock_and_numbers_of_its_own() {
    explore(|| {
        let (journal, paper) = (Journal::default(), Paper::default());
        let (other, other_paper) = (Journal::default(), Paper::default());
        let words = ["Ada"].into_iter().inspect(|_| {
            let number = other.note(&other_paper, ["Ben"]).unwrap();
            assert!(number == 1, "the first entry of another journal has the number {number}");
        });
        let number = journal.note(&paper, words).unwrap();
        assert!(number == 1, "the first entry of a journal has the number {number}");
        assert_eq!(
            (paper.lines(), other_paper.lines()),
            (vec!["1: Ada".to_owned()], vec!["1: Ben".to_owned()])
        );
    });
}

/// Paper that takes everything in one go.
#[derive(Default)]
struct Scroll(Paper);

impl Write for &Scroll {
    fn write(&mut self, letters: &[u8]) -> io::Result<usize> {
        self.0.text.lock().unwrap().push(String::from_utf8_lossy(letters).into_owned());
        Ok(letters.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_long_entry_is_written_to_its_end() {
    explore(|| {
        let (journal, scroll) = (Journal::default(), Scroll::default());
        for (last, number) in [("fog", 1), ("f\nog", 2)] {
            let result = journal.note(&scroll, repeat_n("very", 2_000).chain([last]));
            let is_refused = last.contains('\n');
            assert!(
                result.is_err() == is_refused,
                "2000 words and then {last:?} were written, but `note` returned {result:?}"
            );
            let line = scroll.0.lines().pop().unwrap_or_default();
            let written = line.matches("very").count();
            let starts = line.starts_with(&format!("{number}: very"));
            let ends = line.ends_with(if is_refused { "very" } else { "very fog" });
            assert!(
                written == 2_000 && starts && ends,
                "entry {number} has 2000 words and then {last:?}, but on the paper it has {written} of the 2000"
            );
        }
    });
}

/// Paper that is wet: nothing can be written on it.
struct WetPaper;

impl Write for WetPaper {
    fn write(&mut self, _letters: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("the paper is wet"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn after_a_failed_write_the_next_entry_can_be_written() {
    explore(|| {
        let (journal, paper) = (Journal::default(), Paper::default());
        // More than any buffer holds, so the writer has to try the paper before the last word.
        let result = journal.note(WetPaper, repeat_n("very ".repeat(40).as_str(), 20_000));
        assert!(result.is_err(), "the paper was wet, but `note` returned {result:?}");
        let number = journal.note(&paper, ["Ben"]).unwrap();
        assert_eq!(paper.lines(), [format!("{number}: Ben")]);
    });
}

#[test]
fn entries_of_one_keeper_are_in_order_whatever_ended_them() {
    explore(|| {
        let (journal, paper) = (Journal::default(), Paper::default());
        for round in 0..2 {
            assert_eq!(journal.note(&paper, ["Ada", "sees"]).unwrap(), 3 * round + 1);
            let words = ["Ada", "hears"].into_iter();
            let words = words.inspect(|word| assert!(*word != "hears", "washed away"));
            let result = catch_unwind(AssertUnwindSafe(|| journal.note(&paper, words)));
            assert!(result.is_err(), "a panic must reach the caller of `note`");
            assert!(journal.note(&paper, ["Ada", "a\nb"]).is_err(), "a word of two lines");
        }
        let lines = ["1: Ada sees", "2: Ada", "3: Ada", "4: Ada sees", "5: Ada", "6: Ada"];
        assert_eq!(paper.lines(), lines);
    });
}

/// The words are gathered: that is what the `BufWriter` is for.
#[test]
fn an_entry_is_handed_over_in_as_few_pieces_as_possible() {
    explore(|| {
        let (journal, paper) = (Journal::default(), Paper::default());
        journal.note(&paper, ["a"; 20]).unwrap();
        let pieces = paper.text.lock().unwrap().len();
        let letters: usize = paper.text.lock().unwrap().iter().map(String::len).sum();
        let enough = letters.div_ceil(AT_A_TIME);
        assert!(
            pieces <= enough,
            "right, but poor: the paper takes {AT_A_TIME} letters at a time, so {enough} pieces are enough for the \
             {letters} of this entry, but there were {pieces}; gather the words, and write them together"
        );
    });
}
