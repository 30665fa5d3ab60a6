//! The list of all exercises: moves, filters, jumps.

use std::fmt::Write;

use crossterm::event::KeyCode;
use textwrap::core::display_width;

use crate::command::Session;
use crate::course::Exercise;
use crate::screen::{FAINT, GOOD, TITLE};

/// The list, while it is on the screen.
pub struct List {
    /// The exercises that the filter lets through, as numbers.
    shown: Vec<usize>,
    /// Which of them is chosen.
    chosen: usize,
    filter: String,
    is_typing: bool,
}

/// What a key means for everybody else.
pub enum Choice {
    /// The list stays, perhaps changed.
    Stay,
    /// On to this exercise.
    Go(usize),
    /// Back to the exercise.
    Back,
    /// Out.
    Quit,
}

impl List {
    /// The list, at an exercise.
    pub fn at(session: &Session<'_>, exercise: &Exercise) -> Self {
        let exercises = &session.course.exercises;
        let here = exercises.iter().position(|e| e.name == exercise.name);
        let shown = (0..exercises.len()).collect();
        Self { shown, chosen: here.unwrap_or_default(), filter: String::new(), is_typing: false }
    }

    /// Does what a key asks for.
    pub fn press(&mut self, code: KeyCode, exercises: &[Exercise]) -> Choice {
        let last = self.shown.len().saturating_sub(1);
        match code {
            KeyCode::Enter => match self.shown.get(self.chosen) {
                Some(&number) => return Choice::Go(number),
                None => self.is_typing = false,
            },
            KeyCode::Up => self.chosen = self.chosen.saturating_sub(1),
            KeyCode::Down => self.chosen = (self.chosen + 1).min(last),
            KeyCode::PageUp => self.chosen = self.chosen.saturating_sub(10),
            KeyCode::PageDown => self.chosen = (self.chosen + 10).min(last),
            KeyCode::Home => self.chosen = 0,
            KeyCode::End => self.chosen = last,
            KeyCode::Esc if self.is_typing || !self.filter.is_empty() => {
                self.filter.clear();
                self.is_typing = false;
                self.sift(exercises);
            }
            KeyCode::Backspace if self.is_typing => {
                self.filter.pop();
                self.sift(exercises);
            }
            KeyCode::Char(char) if self.is_typing => {
                self.filter.push(char);
                self.sift(exercises);
            }
            KeyCode::Char('k') => self.chosen = self.chosen.saturating_sub(1),
            KeyCode::Char('j') => self.chosen = (self.chosen + 1).min(last),
            KeyCode::Char('/') => self.is_typing = true,
            KeyCode::Char('q') => return Choice::Quit,
            KeyCode::Char('l') | KeyCode::Esc => return Choice::Back,
            _ => {}
        }
        Choice::Stay
    }

    /// Lets through what has the filter in its number, name, lesson or description.
    fn sift(&mut self, exercises: &[Exercise]) {
        let chosen = self.shown.get(self.chosen).copied();
        let wanted = self.filter.to_lowercase();
        let is_wanted = |exercise: &Exercise| {
            let description = exercise.package.description.as_deref().unwrap_or_default();
            [exercise.number(), &exercise.name, &exercise.lesson, description]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
        };
        self.shown = (0..exercises.len()).filter(|&i| is_wanted(&exercises[i])).collect();
        let same = self.shown.iter().position(|&number| Some(number) == chosen);
        self.chosen = same.unwrap_or_default();
    }

    /// The keys that it knows.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        if self.is_typing {
            &[("Up, Down", "move"), ("Enter", "go there"), ("Esc", "all of them")]
        } else {
            &[
                ("j, k", "move"),
                ("Enter", "go there"),
                ("/", "filter"),
                ("l", "back"),
                ("q", "quit"),
            ]
        }
    }

    /// The line at the bottom.
    pub fn status(&self) -> String {
        match self.is_typing || !self.filter.is_empty() {
            true => format!("Filter: {}", self.filter),
            false => "Where to?".into(),
        }
    }

    /// As many lines as there is room for, around the chosen one, and the progress bar.
    pub fn draw(&mut self, session: &Session<'_>, current: &Exercise) -> String {
        let exercises = &session.course.exercises;
        let columns = session.screen.size().0;
        let longest = exercises.iter().map(|e| e.name.len()).max().unwrap_or_default();
        let mut lines = Vec::new();
        let (mut lesson, mut chosen_line) = ("", 0);
        for (place, exercise) in self.shown.iter().map(|&number| &exercises[number]).enumerate() {
            if exercise.lesson != lesson {
                lesson = &exercise.lesson;
                let number: String = lesson.chars().take_while(char::is_ascii_digit).collect();
                let title = session.course.lesson_title(exercise);
                lines.push(format!(
                    "{TITLE}{}{TITLE:#}",
                    fit(&format!("{number} {title}"), columns)
                ));
            }
            let (style, state) = if session.is_solved(exercise) {
                (GOOD, "solved")
            } else if exercise.name == current.name {
                (TITLE, "now")
            } else {
                (FAINT, "open")
            };
            let is_chosen = place == self.chosen;
            let mark = if is_chosen { ">" } else { " " };
            let description = exercise.package.description.as_deref().unwrap_or_default();
            let (number, name) = (exercise.number(), &exercise.name);
            let rest = fit(
                &format!("  {number}  {name:<longest$}  {description}"),
                columns.saturating_sub(8),
            );
            let bold = if is_chosen { TITLE } else { anstyle::Style::new() };
            if is_chosen {
                chosen_line = lines.len();
            }
            lines.push(format!("{mark} {style}{state:<6}{style:#}{bold}{rest}{bold:#}"));
        }
        if self.shown.is_empty() {
            lines.push("None has that in its name, number, lesson or description.".into());
        }
        let room = session.screen.rows().saturating_sub(6).max(3);
        if lines.len() > room {
            let room = room - 2;
            let first = (chosen_line + 1 + room / 2).min(lines.len()).saturating_sub(room);
            let rest = lines.split_off((first + room).min(lines.len()));
            let shown = lines.split_off(first);
            let more =
                |is_more, word| if is_more { format!("  … more {word}") } else { String::new() };
            let (above, below) = (more(first > 0, "above"), more(!rest.is_empty(), "below"));
            lines = [vec![above], shown, vec![below]].concat();
        }
        let mut text = lines.join("\n");
        // Writing to a string does not fail.
        let _ = writeln!(text, "\n\n{}", bar(session.solved(), exercises.len(), columns));
        text
    }
}

/// `[#####...............] 3 of 12 solved`
fn bar(solved: usize, total: usize, columns: usize) -> String {
    let words = format!("{solved} of {total} solved");
    let length = columns.saturating_sub(words.len() + 4).clamp(4, 40);
    let full = (solved * length).checked_div(total).unwrap_or_default();
    format!("[{GOOD}{}{GOOD:#}{}] {words}", "#".repeat(full), ".".repeat(length - full))
}

fn fit(text: &str, columns: usize) -> String {
    let mut fitting = String::new();
    for char in text.trim_end().chars() {
        fitting.push(char);
        if display_width(&fitting) >= columns {
            fitting.pop();
            fitting.push('…');
            break;
        }
    }
    fitting
}
