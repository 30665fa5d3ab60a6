//! How it stands, in words: the keys that make sense now, and the line below them.

use textwrap::core::display_width;

use crate::course::Exercise;
use crate::screen::{self, CODE, FAINT};
use crate::verdict::Verdict;

use super::work::Task;
use super::{Hidden, Watch};

const SAVED: &str = "Save your file, and it runs again.";

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
  t  the task again, and back to the verdict
  s  compare what you wrote with our solution
  x  put the file back as it was shipped; yours is kept
  e  open the file in your editor
  b  open the chapter of the book
  q  quit

Saving the file runs its tests, also while others still run.";

impl Watch<'_, '_, '_, '_> {
    /// The keys that make sense now, wrapped.
    pub fn keys(&self) -> String {
        let mut keys = if self.question.is_some() {
            vec![("y", "yes"), ("n", "no")]
        } else if let Some(list) = &self.list {
            list.keys().to_vec()
        } else if self.is_solved() {
            let solved = [("n", "next"), ("s", "compare with ours"), ("l", "list"), ("b", "book")];
            solved.to_vec()
        } else {
            let open =
                [("h", "hint"), ("e", "editor"), ("r", "run again"), ("l", "list"), ("b", "book")];
            open.to_vec()
        };
        if self.question.is_none() && self.list.is_none() {
            match self.hidden {
                Some(Hidden::Task) => keys.insert(1, ("t", "task")),
                Some(Hidden::Verdict) => keys.insert(1, ("t", "verdict")),
                None => {}
            }
            keys.extend([("?", "all keys"), ("q", "quit")]);
        }
        let glued: Vec<String> = keys
            .iter()
            .map(|(key, what)| format!("{CODE}{key}{CODE:#}\u{a0}{}", what.replace(' ', "\u{a0}")))
            .collect();
        let options = textwrap::Options::new(self.session.screen.prose());
        let line = textwrap::fill(&glued.join(&format!(" {FAINT}·{FAINT:#} ")), options);
        self.session.screen.strip(&line.replace('\u{a0}', " "))
    }

    /// How it stands, in the line below such a page and these keys. Where the page is too long for the screen, the
    /// line also says which exercise it is about.
    pub fn status_below(&self, page: &str, keys: &str) -> String {
        let status = self.status();
        let is_alone = self.question.is_none() && self.list.is_none() && self.remark.is_none();
        if !is_alone || self.page.fits(page, keys) {
            return status;
        }
        let place = format!("{} {}", self.exercise.number(), self.exercise.name);
        let long = format!("{place} · {status}");
        if display_width(&long) < self.session.screen.size().0 {
            return long;
        }
        format!("{place} · {}", status.trim_end_matches(SAVED).trim_end())
    }

    /// How it stands.
    pub fn status(&self) -> String {
        if let Some(question) = self.question {
            return question.words(self.exercise);
        }
        if let Some(list) = &self.list {
            return list.status();
        }
        if let Some(remark) = &self.remark {
            return remark.clone();
        }
        match (self.work.at(Task::Judge), self.work.at(Task::Book)) {
            (Some(judging), Some(building)) => format!("{judging} … {building} …"),
            (Some(at), None) | (None, Some(at)) => format!("{at} …"),
            (None, None) if self.is_solved() => self.now().into(),
            (None, None) => format!("{} {SAVED}", self.now()),
        }
    }

    fn now(&self) -> &'static str {
        match &self.verdict {
            Some(Verdict::Broken(_)) => "Does not compile.",
            Some(verdict) if verdict.is_solved() => "Solved.",
            Some(Verdict::Ran(_)) => "Not solved yet.",
            None => "No verdict.",
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

/// The keys in words, coloured, for a terminal of this width.
pub fn help(width: usize) -> String {
    let options = textwrap::Options::new(width);
    let paint = |line: &str| match line.trim_start().split_once("  ") {
        Some((key, what)) => {
            let start = format!("  {CODE}{key}{CODE:#}  ");
            let options = options.clone().initial_indent(&start).subsequent_indent("     ");
            format!("{}\n", screen::wrap(what, options))
        }
        None => format!("{}\n", screen::wrap(line, options.clone())),
    };
    HELP.lines().map(paint).collect()
}
