//! Shows on a terminal how far a search has come: one line, rewritten in place, and gone at the end.

use std::io::{self, IsTerminal, Stderr, Write};
use std::time::{Duration, Instant};

use crate::trace::Phase;
use crate::trace::terminal;
use crate::trace::words::grouped;

/// A search that is over sooner says nothing.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a line stays.
const EVERY: Duration = Duration::from_millis(250);

/// The clock is read once in this many executions.
const OFTEN: u32 = 16;

/// What a search is doing.
#[derive(Clone, Copy)]
pub(crate) enum Doing {
    /// It explores this phase.
    Explores(Phase),
    /// It has found a counterexample, and looks for a simpler one.
    Simplifies,
}

/// Shows how far a search has come.
pub(crate) struct Progress<W: Write = Stderr> {
    /// Finds a terminal and its width. This takes longer than most searches, so it is called only when needed.
    find: fn() -> Option<(W, usize)>,
    terminal: Option<(W, usize)>,
    calls: u32,
    start: Option<Instant>,
    /// When the next line is due.
    due: Duration,
    /// The length of the line that is on the terminal.
    stands: usize,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Progress::to(|| io::stderr().is_terminal().then(|| (io::stderr(), terminal::width())))
    }
}

impl<W: Write> Progress<W> {
    fn to(find: fn() -> Option<(W, usize)>) -> Self {
        Progress { find, terminal: None, calls: 0, start: None, due: PATIENCE, stands: 0 }
    }

    /// Tells that this many executions have been tried.
    pub(crate) fn tell(&mut self, doing: Doing, executions: u64) {
        // Time counts from the first execution, because a search first waits for those of other tests.
        let start = *self.start.get_or_insert_with(Instant::now);
        self.calls += 1;
        if self.calls.is_multiple_of(OFTEN) {
            self.tell_at(start.elapsed(), doing, executions);
        }
    }

    fn tell_at(&mut self, elapsed: Duration, doing: Doing, executions: u64) {
        if elapsed < self.due {
            return;
        }
        self.due = elapsed + EVERY;
        if self.terminal.is_none() {
            self.terminal = (self.find)();
        }
        let Some((_, columns)) = &self.terminal else {
            self.due = Duration::MAX;
            return;
        };
        let columns = *columns;
        let (count, seconds) = (grouped(executions), elapsed.as_secs());
        let text = match doing {
            Doing::Explores(Phase::Order) => {
                format!("{count} interleavings explored, none fails so far ({seconds} s)")
            }
            Doing::Explores(Phase::Memory) => {
                format!(
                    "{count} executions with weak memory explored, none fails so far ({seconds} s)"
                )
            }
            Doing::Simplifies => {
                format!(
                    "one fails; looking for the simplest that does: {count} tried ({seconds} s)"
                )
            }
        };
        // After the last column, some terminals move on to the next line.
        self.write(&text.chars().take(columns - 1).collect::<String>());
    }

    /// Overwrites the line on the terminal. This needs no escape sequence, so every terminal understands it.
    fn write(&mut self, text: &str) {
        let Some((terminal, _)) = &mut self.terminal else { return };
        let length = text.chars().count();
        let rest = self.stands.saturating_sub(length);
        let back = if length == 0 { "\r" } else { "" };
        // A terminal that has gone away misses nothing but this line.
        let _ = write!(terminal, "\r{text}{:rest$}{back}", "");
        let _ = terminal.flush();
        self.stands = length;
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        if self.stands > 0 {
            self.write("");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Doing, Progress};
    use crate::trace::Phase;

    /// What is written to a terminal of this many columns.
    fn written(columns: usize, told: &[(u64, Doing, u64)]) -> String {
        let mut screen = Vec::new();
        let mut progress = Progress::to(|| None);
        progress.terminal = Some((&mut screen, columns));
        for &(millis, doing, executions) in told {
            progress.tell_at(Duration::from_millis(millis), doing, executions);
        }
        drop(progress);
        String::from_utf8(screen).unwrap()
    }

    #[test]
    fn where_there_is_no_terminal_nothing_is_asked_again() {
        let mut progress: Progress<Vec<u8>> = Progress::to(|| None);
        progress.tell_at(Duration::from_secs(2), Doing::Simplifies, 1);
        assert_eq!(progress.due, Duration::MAX);
    }

    #[test]
    fn a_short_search_says_nothing() {
        assert_eq!(written(80, &[(1_999, Doing::Explores(Phase::Order), 12_345)]), "");
    }

    #[test]
    fn one_line_is_rewritten_and_goes_at_the_end() {
        let order = Doing::Explores(Phase::Order);
        let told = [(2_000, order, 12_345), (2_100, order, 12_999), (3_400, Doing::Simplifies, 7)];
        let first = "12,345 interleavings explored, none fails so far (2 s)";
        let second = "one fails; looking for the simplest that does: 7 tried (3 s)";
        let gone = " ".repeat(second.len());
        assert_eq!(written(80, &told), format!("\r{first}\r{second}\r{gone}\r"));
    }

    #[test]
    fn a_shorter_line_leaves_nothing_of_a_longer_one() {
        let told = [
            (2_000, Doing::Explores(Phase::Memory), 1_000),
            (3_000, Doing::Explores(Phase::Order), 1_000),
        ];
        let text = written(80, &told);
        let lines: Vec<&str> = text.split('\r').collect();
        assert_eq!(lines[1].len(), lines[2].len(), "{text:?}");
    }

    #[test]
    fn a_narrow_terminal_is_not_overrun() {
        let text = written(40, &[(9_000, Doing::Explores(Phase::Memory), 123_456)]);
        assert!(text.split('\r').all(|line| line.len() < 40), "{text:?}");
    }
}
