//! What is read of an exercise: which of its parts are shown, where there is no room for all of them.
//!
//! There is always a form that fits the screen, if the screen is not tiny: the task or the verdict, whichever the learner
//! wants, the other one in a line, and of a long picture the end. The keys that scroll lead to the whole.

use crate::fold::{Folding, beginning};

use super::page::{Foot, Page};

/// What comes first where there is no room for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// The learner comes here for the first time.
    Task,
    /// Something was saved, or asked for.
    Verdict,
}

/// The parts of an exercise, each of whole lines.
#[derive(Default)]
pub struct Parts {
    /// Where one is.
    pub place: String,
    /// The same in a line.
    pub line: String,
    /// What is to be done.
    pub task: String,
    /// What separates the two.
    pub rule: String,
    /// What came of it; nothing while that is not known.
    pub verdict: Option<Folding>,
    /// The same in a line or two.
    pub short: String,
}

/// What the learner reads, and how far.
pub struct Reading {
    /// What is said above the task, until the next run.
    pub noted: String,
    /// What was asked for with keys, below the verdict, until the next run.
    extras: Vec<String>,
    /// How many of these were there when the run began whose verdict is waited for.
    extras_before: usize,
    /// How many hints were shown that had been shown before.
    again: usize,
    first: First,
    /// What there was no room for.
    hidden: Option<First>,
    /// Whether some lines are left out.
    is_folded: bool,
    /// The first row on the screen, while the whole is read.
    top: Option<usize>,
    /// Whether that was the learner's wish.
    is_wanted: bool,
    /// How many rows there are, and how many of them fit on the screen.
    rows: (usize, usize),
    /// Where in the whole the next part is to be read.
    next: usize,
}

/// How to go through the whole.
#[derive(Clone, Copy)]
pub enum Move {
    /// A row towards the beginning.
    Up,
    /// A row towards the end.
    Down,
    /// A screen towards the beginning.
    PageUp,
    /// A screen towards the end.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
}

/// What is to be drawn.
pub enum Shown {
    /// These lines, which fit.
    Lines(String),
    /// These rows, out of more.
    Rows(Vec<String>),
}

impl Default for Reading {
    /// Nothing was read yet.
    fn default() -> Self {
        Self {
            noted: String::new(),
            extras: Vec::new(),
            extras_before: 0,
            again: 0,
            first: First::Task,
            hidden: None,
            is_folded: false,
            top: None,
            is_wanted: false,
            rows: (0, 0),
            next: 0,
        }
    }
}

impl Reading {
    /// Another exercise.
    pub fn begin(&mut self) {
        *self = Self::default();
    }

    /// The tests run again. What was said and asked for until now is about what was there before.
    pub fn runs(&mut self, is_again: bool) {
        if is_again {
            self.noted.clear();
        }
        self.extras_before = self.extras.len();
    }

    /// The verdict is there.
    pub fn judged(&mut self, is_again: bool) {
        // What was asked for meanwhile has hardly been read.
        self.extras.drain(..self.extras_before.min(self.extras.len()));
        self.extras_before = 0;
        if is_again {
            self.first = First::Verdict;
            self.fold();
        }
    }

    /// Adds what was asked for.
    pub fn add(&mut self, extra: String) {
        self.extras.push(extra);
        self.fold();
    }

    /// How many hints were shown that had been shown before.
    pub fn again(&mut self) -> &mut usize {
        &mut self.again
    }

    /// The task instead of the verdict, or the verdict instead of the task.
    pub fn turn(&mut self) {
        self.forget();
        self.noted.clear();
        self.first = match self.hidden {
            Some(hidden) => hidden,
            None => First::Task,
        };
        self.fold();
    }

    /// Forgets what was asked for with keys.
    pub fn forget(&mut self) {
        self.extras.clear();
        self.extras_before = 0;
    }

    /// The form that fits the screen.
    pub fn fold(&mut self) {
        (self.top, self.is_wanted) = (None, false);
    }

    /// Goes through the whole.
    pub fn go(&mut self, step: Move) {
        let (total, room) = self.rows;
        let last = total.saturating_sub(room);
        let Some(top) = self.top else {
            if self.is_folded || self.hidden.is_some() {
                let top = match step {
                    Move::Home => 0,
                    Move::End => usize::MAX,
                    _ => self.next,
                };
                (self.top, self.is_wanted) = (Some(top), true);
            }
            return;
        };
        let page = room.saturating_sub(2).max(1);
        let top = match step {
            Move::Up => top.saturating_sub(1),
            Move::Down => top + 1,
            Move::PageUp => top.saturating_sub(page),
            Move::PageDown => top + page,
            Move::Home => 0,
            Move::End => last,
        };
        (self.top, self.is_wanted) = (Some(top.min(last)), true);
    }

    /// What there was no room for.
    pub fn hidden(&self) -> Option<First> {
        self.hidden.filter(|_| self.top.is_none())
    }

    /// Whether there is more to read than the screen shows.
    pub fn is_folded(&self) -> bool {
        self.is_folded && self.top.is_none()
    }

    /// Which rows are shown out of how many, while the whole is read.
    pub fn span(&self) -> Option<(usize, usize, usize)> {
        let (total, room) = self.rows;
        self.top.map(|top| (top + 1, (top + room).min(total), total))
    }

    /// Fits the parts to the screen. `foot` tells what stands below, given the state so far.
    pub fn fit(&mut self, parts: &Parts, page: &Page, foot: impl Fn(&Self) -> Foot) -> Shown {
        let height = |text: &str| page.height(text);
        let all = self.whole(parts);
        if self.is_wanted && page.split(all.trim_end()).len() <= page.room(&foot(self)) {
            self.fold();
        }
        if !self.is_wanted {
            (self.top, self.hidden, self.is_folded) = (None, None, false);
            let room = page.room(&foot(self));
            if height(&all) <= room {
                return Shown::Lines(self.with_gap(all, room, &height));
            }
            let other = match self.first {
                First::Task => First::Verdict,
                First::Verdict => First::Task,
            };
            (self.hidden, self.is_folded) = (parts.verdict.as_ref().map(|_| other), true);
            let room = page.room(&foot(self));
            if let Some((text, is_folded)) = self.folded(parts, room, &height) {
                self.is_folded = is_folded;
                return Shown::Lines(self.with_gap(text, room, &height));
            }
            self.next = self.beginning(parts, &height);
            self.top = Some(self.next);
        }
        self.rows(&all, page, foot)
    }

    /// What stays on the terminal at the end: what came first, in full.
    pub fn left(&self, parts: &Parts) -> String {
        let verdict = parts.verdict.as_ref().map(Folding::whole).unwrap_or_default();
        let Parts { place, task, short, .. } = parts;
        let rule = self.rule(parts);
        match self.first {
            First::Task if self.hidden.is_some() => {
                format!("{}{place}{task}{rule}{short}", self.noted)
            }
            First::Task => self.whole(parts),
            First::Verdict => format!("{}{place}{rule}{verdict}", self.noted),
        }
    }

    /// The rows of the whole from the one that is to be at the top.
    fn rows(&mut self, all: &str, page: &Page, foot: impl Fn(&Self) -> Foot) -> Shown {
        let rows = page.split(all.trim_end());
        self.rows = (rows.len(), 0);
        let room = page.room(&foot(self)).max(1);
        let top = self.top.unwrap_or_default().min(rows.len().saturating_sub(room));
        (self.top, self.rows) = (Some(top), (rows.len(), room));
        Shown::Rows(rows.into_iter().skip(top).take(room).collect())
    }

    /// One empty line more, if there is room: it is easier to read.
    fn with_gap(&mut self, text: String, room: usize, height: &dyn Fn(&str) -> usize) -> String {
        let gap = if height(&text) < room && !text.ends_with("\n\n") { "\n" } else { "" };
        text + gap
    }

    /// Everything.
    fn whole(&self, parts: &Parts) -> String {
        let verdict = parts.verdict.as_ref().map(Folding::whole).unwrap_or_default();
        let Parts { place, task, .. } = parts;
        format!("{}{place}{task}{}{verdict}{}", self.noted, self.rule(parts), self.extras.concat())
    }

    fn rule<'p>(&self, parts: &'p Parts) -> &'p str {
        if parts.verdict.is_some() { &parts.rule } else { "" }
    }

    /// The fullest form that fits, and whether lines of what comes first are left out there.
    fn folded(
        &mut self,
        parts: &Parts,
        room: usize,
        height: &dyn Fn(&str) -> usize,
    ) -> Option<(String, bool)> {
        // What was asked for last is what is read now.
        let last = self.extras.last().cloned().unwrap_or_default();
        let extras = [self.extras.concat(), last];
        let Parts { place, line, task, short, .. } = parts;
        let (noted, rule) = (self.noted.clone(), self.rule(parts));
        for (number, extra) in extras.iter().enumerate() {
            let is_less = number > 0;
            match (self.first, &parts.verdict) {
                (First::Verdict, Some(verdict)) => {
                    self.next = height(&format!("{noted}{place}{task}"));
                    let text = format!("{noted}{place}{rule}{}{extra}", verdict.whole());
                    if height(&text) <= room {
                        return Some((text, is_less));
                    }
                    let (head, rest) = (format!("{noted}{line}{rule}"), extra);
                    let left = room.checked_sub(height(&head) + height(rest));
                    if let Some(words) = left.and_then(|left| verdict.folded(left, height)) {
                        return Some((head + &words + rest, true));
                    }
                }
                _ => {
                    let text = format!("{noted}{place}{task}{rule}{short}{extra}");
                    if height(&text) <= room {
                        self.next = height(&format!("{noted}{place}{task}"));
                        return Some((text, is_less));
                    }
                    const LEAST: usize = 6;
                    for place in [place, &format!("{line}\n")] {
                        let (head, end) =
                            (format!("{noted}{place}"), format!("\n{rule}{short}{extra}"));
                        let left = room.checked_sub(height(&head) + height(&end));
                        if let Some(left) = left.filter(|&left| left >= LEAST) {
                            let (task, kept) = beginning(task.trim_end(), left, height);
                            let lines = format!("{noted}{}", parts.place).lines().count() + kept;
                            // With two lines that were seen, to find one's way.
                            self.next = lines.saturating_sub(2);
                            return Some((format!("{head}{task}\n{end}"), true));
                        }
                    }
                }
            }
        }
        let text = format!("{noted}{line}{rule}{short}{}", extras[1]);
        (!extras[1].is_empty() && height(&text) <= room).then_some((text, true))
    }

    /// Where to begin in the whole, when there is no form that fits.
    fn beginning(&self, parts: &Parts, height: &dyn Fn(&str) -> usize) -> usize {
        let all = height(&self.whole(parts));
        match self.extras.last() {
            // Its first line is empty.
            Some(last) => all - height(last) + 1,
            None if self.first == First::Verdict => {
                height(&format!("{}{}{}", self.noted, parts.place, parts.task))
            }
            None => 0,
        }
    }
}
