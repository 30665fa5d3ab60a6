//! The list of all exercises: moves, filters, jumps.

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
    /// The exercise that was chosen last by moving: a filter comes back to it.
    wanted: usize,
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

/// What there is to know of a key in the list.
struct Key {
    codes: &'static [KeyCode],
    /// How it is called in the line at the bottom and what it is for, where it makes sense to say so.
    label: fn(&List) -> Option<(&'static str, &'static str)>,
    does: fn(&mut List, &Session<'_>) -> Choice,
}

/// Every key of the list, in the order of the line at the bottom. While a filter is typed, letters belong to it.
const KEYS: &[Key] = &[
    Key {
        codes: &[KeyCode::Down, KeyCode::Char('j')],
        label: |list| Some((if list.is_typing { "Up, Down" } else { "j, k" }, "move")),
        does: |list, _| list.down(1),
    },
    Key { codes: &[KeyCode::Up, KeyCode::Char('k')], label: |_| None, does: |list, _| list.up(1) },
    Key { codes: &[KeyCode::PageDown], label: |_| None, does: |list, _| list.down(10) },
    Key { codes: &[KeyCode::PageUp], label: |_| None, does: |list, _| list.up(10) },
    Key { codes: &[KeyCode::Home], label: |_| None, does: |list, _| list.up(usize::MAX) },
    Key { codes: &[KeyCode::End], label: |_| None, does: |list, _| list.down(list.shown.len()) },
    Key {
        codes: &[KeyCode::Enter],
        label: |_| Some(("Enter", "go there")),
        does: |list, _| list.go(),
    },
    Key {
        codes: &[KeyCode::Char('/')],
        label: |list| (!list.is_typing).then_some(("/", "filter")),
        does: |list, _| list.filter(),
    },
    Key {
        codes: &[KeyCode::Backspace],
        label: |_| None,
        does: |list, session| list.rub_out(session),
    },
    Key {
        codes: &[KeyCode::Esc],
        label: |list| list.is_sifting().then_some(("Esc", "all of them")),
        does: |list, session| list.escape(session),
    },
    Key {
        codes: &[KeyCode::Char('l')],
        label: |list| (!list.is_typing).then_some(("l", "back")),
        does: |_, _| Choice::Back,
    },
    Key {
        codes: &[KeyCode::Char('q')],
        label: |list| (!list.is_typing).then_some(("q", "quit")),
        does: |_, _| Choice::Quit,
    },
];

impl List {
    /// The list, at an exercise.
    pub fn at(session: &Session<'_>, exercise: &Exercise) -> Self {
        let exercises = &session.course.exercises;
        let here = exercises.iter().position(|e| e.name == exercise.name);
        let shown = (0..exercises.len()).collect();
        let here = here.unwrap_or_default();
        Self { shown, chosen: here, wanted: here, filter: String::new(), is_typing: false }
    }

    /// Does what a key asks for.
    pub fn press(&mut self, code: KeyCode, session: &Session<'_>) -> Choice {
        if let KeyCode::Char(char) = code
            && self.is_typing
        {
            self.filter.push(char);
            self.sift(session);
            return Choice::Stay;
        }
        let key = KEYS.iter().find(|key| key.codes.contains(&code));
        key.map_or(Choice::Stay, |key| (key.does)(self, session))
    }

    fn up(&mut self, rows: usize) -> Choice {
        self.choose(self.chosen.saturating_sub(rows))
    }

    fn down(&mut self, rows: usize) -> Choice {
        self.choose((self.chosen + rows).min(self.shown.len().saturating_sub(1)))
    }

    fn choose(&mut self, place: usize) -> Choice {
        self.chosen = place;
        self.wanted = self.shown.get(place).copied().unwrap_or(self.wanted);
        Choice::Stay
    }

    fn go(&mut self) -> Choice {
        match self.shown.get(self.chosen) {
            Some(&number) => Choice::Go(number),
            None => {
                self.is_typing = false;
                Choice::Stay
            }
        }
    }

    fn filter(&mut self) -> Choice {
        self.is_typing = true;
        Choice::Stay
    }

    fn rub_out(&mut self, session: &Session<'_>) -> Choice {
        if self.is_typing {
            self.filter.pop();
            self.sift(session);
        }
        Choice::Stay
    }

    /// Back to all of them, or to the exercise.
    fn escape(&mut self, session: &Session<'_>) -> Choice {
        if !self.is_sifting() {
            return Choice::Back;
        }
        self.filter.clear();
        self.is_typing = false;
        self.sift(session);
        Choice::Stay
    }

    /// Lets through what has the filter in its number, name, lesson, description or state.
    fn sift(&mut self, session: &Session<'_>) {
        let exercises = &session.course.exercises;
        let wanted = self.filter.to_lowercase();
        let is_wanted = |exercise: &Exercise| {
            let description = exercise.package.description.as_deref().unwrap_or_default();
            // As a word of its own, or `open` would find every description that speaks of opening.
            let state = if session.is_solved(exercise) { "solved" } else { "open" };
            if ["solved", "open"].contains(&wanted.as_str()) {
                return wanted == state;
            }
            [exercise.number(), &exercise.name, &exercise.lesson, description]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
        };
        self.shown = (0..exercises.len()).filter(|&i| is_wanted(&exercises[i])).collect();
        let same = self.shown.iter().position(|&number| number == self.wanted);
        self.chosen = same.unwrap_or_default();
    }

    /// The keys that make sense now: their names, and what they are for.
    pub fn keys(&self) -> Vec<(&'static str, &'static str)> {
        KEYS.iter().filter_map(|key| (key.label)(self)).collect()
    }

    fn is_sifting(&self) -> bool {
        self.is_typing || !self.filter.is_empty()
    }

    /// The line at the bottom.
    pub fn status(&self) -> String {
        match self.is_sifting() {
            true => format!("Filter: {}", self.filter),
            false => "Where to?".into(),
        }
    }

    /// As many lines as there is room for, around the chosen one.
    pub fn draw(&self, session: &Session<'_>, current: &Exercise, room: usize) -> Vec<String> {
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
        let room = room.max(3);
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
        lines
    }
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

#[cfg(test)]
mod tests {
    use super::KEYS;

    #[test]
    fn no_key_of_the_list_has_two_meanings() {
        let codes: Vec<_> = KEYS.iter().flat_map(|key| key.codes).collect();
        for (place, code) in codes.iter().enumerate() {
            assert!(!codes[..place].contains(code), "{code:?} is there twice");
        }
    }
}
