//! How it stands, in words: the keys that make sense now, and the line below them.

use crate::course::Exercise;
use crate::screen::{self, CODE, FAINT};
use crate::verdict::Verdict;

use super::Watch;
use super::work::Task;

/// What is asked before something is done that may not be wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Go on although this one is not solved.
    Next,
    /// Show the solution although this one is not solved.
    Solution,
    /// Put the file back as it was shipped.
    Reset,
}

/// Every key, for `?`.
pub const HELP: &str = "  h  the next hint; each press shows one more
  n  on to the next exercise that is not solved
  p  back to the exercise before this one
  l  the list of all exercises
  r  run the tests again
  t  the task again
  s  compare what you wrote with our solution
  x  put the file back as it was shipped; yours is kept
  e  open the file in your editor
  b  open the chapter of the book
  q  quit
  Saving the file runs its tests, also while others still run.";

impl Watch<'_, '_, '_, '_> {
    /// The keys that make sense now, wrapped.
    pub fn keys(&self) -> String {
        let keys: &[_] = if self.question.is_some() {
            &[("y", "yes"), ("n", "no")]
        } else if let Some(list) = &self.list {
            list.keys()
        } else if self.is_solved() {
            &[
                ("n", "next"),
                ("s", "compare with ours"),
                ("l", "list"),
                ("b", "book"),
                ("?", "all keys"),
                ("q", "quit"),
            ]
        } else {
            &[
                ("h", "hint"),
                ("e", "editor"),
                ("r", "run again"),
                ("l", "list"),
                ("b", "book"),
                ("?", "all keys"),
                ("q", "quit"),
            ]
        };
        let glued: Vec<String> = keys
            .iter()
            .map(|(key, what)| format!("{CODE}{key}{CODE:#}\u{a0}{}", what.replace(' ', "\u{a0}")))
            .collect();
        let options = textwrap::Options::new(self.session.screen.prose());
        let line = textwrap::fill(&glued.join(&format!(" {FAINT}·{FAINT:#} ")), options);
        self.session.screen.strip(&line.replace('\u{a0}', " "))
    }

    /// How it stands.
    pub fn status(&self) -> String {
        if let Some(question) = self.question {
            return question.words(self.exercise);
        }
        if let Some(list) = &self.list {
            return list.status();
        }
        let (now, saved) = (self.now(), "Save your file, and it runs again.");
        match (&self.remark, self.work.at(Task::Book)) {
            (Some(remark), _) => remark.clone(),
            (None, Some(at)) if self.work.at(Task::Judge).is_none() => format!("{at} …"),
            _ if self.work.at(Task::Judge).is_some() || self.is_solved() => now,
            _ => format!("{now} {saved}"),
        }
    }

    fn now(&self) -> String {
        if let Some(at) = self.work.at(Task::Judge) {
            return format!("{at} …");
        }
        match &self.verdict {
            Some(Verdict::Broken(_)) => "Does not compile.".into(),
            Some(verdict) if verdict.is_solved() => "Solved.".into(),
            Some(Verdict::Ran(_)) => "Not solved yet.".into(),
            None => "No verdict.".into(),
        }
    }

    /// Whether the exercise on the screen is solved.
    pub fn is_solved(&self) -> bool {
        self.verdict.as_ref().is_some_and(Verdict::is_solved)
    }
}

impl Question {
    fn words(self, exercise: &Exercise) -> String {
        let name = &exercise.name;
        let question = match self {
            Self::Next => format!("{name} is not solved yet. Go on all the same?"),
            Self::Solution => format!("{name} is not solved yet. Show our solution?"),
            Self::Reset => format!("Put {name} back as it was shipped? Yours is kept."),
        };
        format!("{question} (y/n) ")
    }
}

/// The keys in words, coloured.
pub fn help() -> String {
    let paint = |line: &str| match line.split_once("  ").map(|(_, rest)| rest.split_once("  ")) {
        Some(Some((key, what))) => {
            format!("  {CODE}{key}{CODE:#}  {}\n", screen::colour_code(what))
        }
        _ => format!("{line}\n"),
    };
    HELP.lines().map(paint).collect()
}
