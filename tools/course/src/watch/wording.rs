//! How it stands, in words: what is below the page.

use textwrap::core::display_width;

use crate::command::Session;
use crate::course::Exercise;
use crate::screen::GOOD;
use crate::verdict::Verdict;

use super::keys::{self, Situation};
use super::page::Foot;
use super::reading::Reading;
use super::{Mode, Watch};

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

impl Watch<'_, '_, '_, '_> {
    /// The lines at the bottom, while this is read.
    pub fn foot(&self, reading: &Reading) -> Foot {
        let keys = match &self.mode {
            Mode::Ask(_) => vec![("y", "yes"), ("n", "no")],
            Mode::Choose(list) => list.keys(),
            Mode::Recall(recall) => recall.keys(),
            Mode::Read => keys::seen(self.situation(reading)),
        };
        let screen = &self.session.screen;
        Foot {
            bar: screen.strip(&bar(self.session)),
            keys: keys::line(screen, &keys),
            status: self.status_of(reading),
        }
    }

    fn situation(&self, reading: &Reading) -> Situation {
        Situation {
            is_solved: self.is_solved(),
            hidden: reading.hidden(),
            is_folded: reading.is_folded(),
            is_whole: reading.span().is_some(),
        }
    }

    /// How it stands. Where the page says less than all, the line also says which exercise it is about, and which rows
    /// are shown.
    fn status_of(&self, reading: &Reading) -> String {
        let status = self.status();
        let Some((first, last, all)) = reading.span() else { return status };
        if !matches!(self.mode, Mode::Read) || self.remark.is_some() {
            return status;
        }
        let place = format!("{} {}", self.exercise.number(), self.exercise.name);
        let rows = format!("lines {first}-{last} of {all}");
        let short = status.trim_end_matches(SAVED).trim_end();
        let forms = [
            format!("{place} · {rows} · {status}"),
            format!("{place} · {rows} · {short}"),
            format!("{rows} · {short}"),
        ];
        let columns = self.session.screen.size().0;
        let fits = |form: &&String| display_width(form) < columns;
        forms.iter().find(fits).unwrap_or(&forms[2]).clone()
    }

    fn status(&self) -> String {
        match &self.mode {
            Mode::Ask(question) => return question.words(self.exercise),
            Mode::Choose(list) => return list.status(),
            Mode::Recall(recall) => return recall.status(),
            Mode::Read => {}
        }
        if let Some(remark) = &self.remark {
            return remark.clone();
        }
        match self.work.words() {
            Some(at) => at,
            None if self.is_solved() => self.now().into(),
            None => format!("{} {SAVED}", self.now()),
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

/// `[#####...............] 3 of 12 solved`
fn bar(session: &Session<'_>) -> String {
    let (solved, total) = (session.solved(), session.course.exercises.len());
    let words = format!("{solved} of {total} solved");
    let length = session.screen.size().0.saturating_sub(words.len() + 4).clamp(4, 40);
    let full = (solved * length).checked_div(total).unwrap_or_default();
    format!("[{GOOD}{}{GOOD:#}{}] {words}", "#".repeat(full), ".".repeat(length - full))
}
