//! A schedule: which thread takes each step, written as letters.
//!
//! [`Schedule`] is what a report and a trace have. The functions here are for a program that makes schedules or follows them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which thread takes each step, in order: `"A B B A"`.
///
/// A letter stands for one step of a thread: `A` is the first thread spawned, `B` the second, and `M` is the thread
/// that the closure itself runs on. Spawning, joining, accesses to cells, leaving an open barrier and ending a send
/// that was received need no letter: they happen by themselves. A step with several possible outcomes has the
/// ordinary one, unless a number follows: `A:1` lets a load read the store before the newest, a weak exchange fail
/// spuriously, or a notification wake the thread that went to sleep second. A letter for a sleeper that no thread
/// has woken ends its wait because its time is up. With `:1`, or if it has no timeout, the wait ends spuriously.
///
/// A star in front says that cloning and dropping an `Arc` are steps as well. A schedule has one if their order
/// makes a difference.
///
/// In a schedule without any `M`, that thread's own steps happen as soon as they can.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schedule(String);

impl Schedule {
    /// A schedule from the letters of its steps, with a star in front if the counts of handles are steps.
    pub fn new(turns: impl Iterator<Item = String>, counts_are_steps: bool) -> Self {
        let star = counts_are_steps.then(|| STAR.to_string());
        Schedule(star.into_iter().chain(turns).collect::<Vec<_>>().join(" "))
    }

    /// The schedule as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Schedule {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says that the counts of handles are steps.
pub const STAR: char = '*';

/// One step of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The thread that takes it.
    pub thread: usize,
    /// The numbers after the letter: which of its possible outcomes the step has. 0, the ordinary one, where there is none.
    pub alternatives: [usize; 2],
}

/// Parses a schedule; letters may be side by side or apart, in either case.
///
/// # Errors
///
/// Says in a sentence what the text has in the wrong place, or that isn't a letter.
pub fn parse(text: &str) -> Result<Vec<Letter>, String> {
    let mut turns: Vec<Letter> = Vec::new();
    let mut used = 0;
    let text = text.trim_start();
    let mut chars = text.strip_prefix(STAR).unwrap_or(text).chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' | ',' | '\t' | '\n' | '\r' => {}
            'a'..='z' | 'A'..='Z' => {
                turns.push(Letter { thread: index(c.to_ascii_uppercase()), alternatives: [0; 2] });
                used = 0;
            }
            ':' => {
                let mut number = String::new();
                while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                    number.push(digit);
                }
                let number = number.parse().map_err(|_| {
                    format!("after `:` the schedule `{text}` needs the number of an alternative")
                })?;
                let turn = turns.last_mut().filter(|_| used < 2).ok_or_else(|| {
                    format!("in the schedule `{text}` a `:` must follow a thread's letter")
                })?;
                turn.alternatives[used] = number;
                used += 1;
            }
            other => {
                return Err(format!(
                    "`{other}` in the schedule `{text}` is not a thread: write letters, as in `A B B A`"
                ));
            }
        }
    }
    Ok(turns)
}

/// How many threads have a letter.
pub const LETTERS: usize = 26;

/// The letter of a thread, which is one of the first [`LETTERS`].
pub fn letter(thread: usize) -> char {
    match thread {
        0 => 'M',
        n if n <= 12 => (b'A' + n as u8 - 1) as char,
        n => (b'A' + n as u8) as char,
    }
}

/// `M` is taken, so the thirteenth thread is `N`.
fn index(letter: char) -> usize {
    match letter {
        'M' => 0,
        'A'..'M' => letter as usize - 'A' as usize + 1,
        _ => letter as usize - 'A' as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_threads_match_both_ways() {
        for thread in 0..LETTERS {
            assert_eq!(index(letter(thread)), thread);
        }
    }

    #[test]
    fn letters_may_stand_side_by_side() {
        assert_eq!(parse("ABBA"), parse("A B b, a"));
    }

    #[test]
    fn an_alternative_follows_its_letter() {
        let turns = parse("A:1 B").unwrap();
        assert_eq!(turns[0].alternatives, [1, 0]);
        assert!(parse(":1").is_err());
        assert!(parse("A:").is_err());
    }

    #[test]
    fn what_is_not_a_letter_is_refused() {
        assert!(parse("A 2 B").unwrap_err().contains("`2`"));
    }
}
