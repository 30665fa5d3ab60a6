//! The keys: one table, from which what they do, the line at the bottom and the help all come.

use anyhow::Result;
use crossterm::event::KeyCode::{self, Char, Down, End, Esc, Home, PageDown, PageUp, Up};
use crossterm::event::{KeyEvent, KeyModifiers};

use crate::screen::{self, CODE, FAINT, Screen};

use super::reading::{First, Move};
use super::{Mode, Watch};

/// What there is to know of a key. A row without one of these does not compile.
pub struct Key {
    codes: &'static [KeyCode],
    /// How it is called where keys are listed.
    name: &'static str,
    /// What it is for, in a word or two, where it belongs into the line at the bottom.
    label: fn(Situation) -> Option<&'static str>,
    /// What it is for.
    help: &'static str,
    does: Does,
}

type Does = for<'s, 'a, 'scope> fn(&mut Watch<'s, 'a, 'scope, 'a>) -> Result<()>;

/// What decides which keys make sense.
#[derive(Clone, Copy, Default)]
pub struct Situation {
    /// Whether the exercise is solved.
    pub is_solved: bool,
    /// What there was no room for.
    pub hidden: Option<First>,
    /// Whether lines are left out.
    pub is_folded: bool,
    /// Whether the whole is read, a screen at a time.
    pub is_whole: bool,
}

/// Every key, while an exercise is shown; in the order of the line at the bottom, and of the help.
pub const KEYS: &[Key] = &[
    Key {
        codes: &[Char('n')],
        name: "n",
        label: |now| now.is_solved.then_some("next"),
        help: "on to the next exercise that is not solved",
        does: |watch| watch.next(),
    },
    Key {
        codes: &[Char('h')],
        name: "h",
        label: |now| (!now.is_solved).then_some("hint"),
        help: "the next hint; each press shows one more",
        does: |watch| watch.hint(),
    },
    Key {
        codes: &[Char('t')],
        name: "t",
        label: |now| {
            now.hidden.map(|hidden| match hidden {
                First::Task => "task",
                First::Verdict => "verdict",
            })
        },
        help: "the task again, and back to the verdict",
        does: |watch| watch.turn(),
    },
    Key {
        codes: &[PageDown, Char(' ')],
        name: "PgDn",
        label: |now| (now.is_folded || now.is_whole).then_some("read on"),
        help: "read on where a text is longer than the screen; Space, Down and the wheel as well",
        does: |watch| watch.go(Move::PageDown),
    },
    Key {
        codes: &[PageUp],
        name: "PgUp",
        label: |now| now.is_whole.then_some("back"),
        help: "back by a screen; Up and the wheel as well",
        does: |watch| watch.go(Move::PageUp),
    },
    Key {
        codes: &[Esc],
        name: "Esc",
        label: |now| now.is_whole.then_some("less"),
        help: "less again: what fits on the screen",
        does: |watch| watch.fold(),
    },
    Key {
        codes: &[Char('s')],
        name: "s",
        label: |now| {
            let is_short = now.is_folded || now.is_whole;
            let words = if is_short { "compare" } else { "compare with ours" };
            now.is_solved.then_some(words)
        },
        help: "compare what you wrote with our solution",
        does: |watch| watch.ask_for_solution(),
    },
    Key {
        codes: &[Char('e')],
        name: "e",
        label: |now| (!now.is_solved && !now.is_whole).then_some("editor"),
        help: "open the file in your editor",
        does: |watch| watch.edit(),
    },
    Key {
        codes: &[Char('r')],
        name: "r",
        label: |now| {
            (!now.is_solved && now.hidden.is_none() && !now.is_whole).then_some("run again")
        },
        help: "run the tests again",
        does: |watch| watch.judge(),
    },
    Key {
        codes: &[Char('x')],
        name: "x",
        label: |_| None,
        help: "put the file back as it was shipped; yours is kept",
        does: |watch| watch.ask_for_reset(),
    },
    Key {
        codes: &[Char('p')],
        name: "p",
        label: |_| None,
        help: "back to the exercise before this one",
        does: |watch| watch.previous(),
    },
    Key {
        codes: &[Char('l')],
        name: "l",
        label: |now| (!now.is_whole).then_some("list"),
        help: "the list of all exercises",
        does: |watch| watch.list(),
    },
    Key {
        codes: &[Char('b')],
        name: "b",
        label: |now| (!now.is_folded && !now.is_whole).then_some("book"),
        help: "open the chapter of the book",
        does: |watch| watch.book(),
    },
    Key {
        codes: &[Char('c')],
        name: "c",
        label: |_| None,
        help: "check all exercises at once",
        does: |watch| watch.check(),
    },
    Key {
        codes: &[Char('?')],
        name: "?",
        label: |_| Some("all keys"),
        help: "these keys",
        does: |watch| watch.help(),
    },
    Key {
        codes: &[Char('q')],
        name: "q",
        label: |_| Some("quit"),
        help: "quit",
        does: |watch| watch.quit(),
    },
    Key {
        codes: &[Up, Char('k')],
        name: "Up",
        label: |_| None,
        help: "",
        does: |watch| watch.go(Move::Up),
    },
    Key {
        codes: &[Down, Char('j')],
        name: "Down",
        label: |_| None,
        help: "",
        does: |watch| watch.go(Move::Down),
    },
    Key {
        codes: &[Home],
        name: "Home",
        label: |_| None,
        help: "",
        does: |watch| watch.go(Move::Home),
    },
    Key {
        codes: &[End],
        name: "End",
        label: |_| None,
        help: "",
        does: |watch| watch.go(Move::End),
    },
];

impl<'a> Watch<'_, 'a, '_, 'a> {
    /// Does what a key asks for.
    pub fn press(&mut self, key: KeyEvent) -> Result<()> {
        self.remark = None;
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (key.code, &self.mode) {
            // Where Ctrl-C is a signal it does not come here.
            (Char('c' | 'd'), _) if is_control => self.is_over = true,
            _ if is_control => {}
            (code, Mode::Ask(_)) => self.answer(code)?,
            (code, Mode::Choose(_)) => self.choose(code)?,
            (code, Mode::Recall(_)) => self.think(code)?,
            (code, Mode::Read) => self.command(code)?,
        }
        if self.is_over { Ok(()) } else { self.stand() }
    }

    fn command(&mut self, code: KeyCode) -> Result<()> {
        let code = match code {
            Char(char) => Char(char.to_ascii_lowercase()),
            code => code,
        };
        match KEYS.iter().find(|key| key.codes.contains(&code)) {
            Some(key) => (key.does)(self),
            None if matches!(code, Char(_)) => self.remark("No such key. ? lists them."),
            None => Ok(()),
        }
    }
}

/// The keys that make sense now: their names, and what they are for.
pub fn seen(now: Situation) -> Vec<(&'static str, &'static str)> {
    KEYS.iter().filter_map(|key| Some((key.name, (key.label)(now)?))).collect()
}

/// The line at the bottom for these keys, wrapped.
pub fn line(screen: &Screen, keys: &[(&str, &str)]) -> String {
    let glued: Vec<String> = keys
        .iter()
        .map(|(key, what)| {
            format!("{CODE}{}{CODE:#}\u{a0}{}", screen::glued(key), screen::glued(what))
        })
        .collect();
    let options = textwrap::Options::new(screen.prose());
    let line = textwrap::fill(&glued.join(&format!(" {FAINT}·{FAINT:#} ")), options);
    screen.strip(&line.replace('\u{a0}', " "))
}

/// Every key in words, coloured, for a terminal of this width.
pub fn help(width: usize) -> String {
    let options = textwrap::Options::new(width);
    let helped: Vec<&Key> = KEYS.iter().filter(|key| !key.help.is_empty()).collect();
    let longest = helped.iter().map(|key| key.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for Key { name, help, .. } in helped {
        let start = format!("  {CODE}{name:<longest$}{CODE:#}  ");
        let rest = " ".repeat(longest + 4);
        let options = options.clone().initial_indent(&start).subsequent_indent(&rest);
        text += &format!("{}\n", screen::wrap(help, options));
    }
    let saving = "Saving the file runs its tests, also while others still run.";
    text + "\n" + &screen::wrap(saving, options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::{KEYS, Situation, seen};
    use crate::watch::reading::First;

    #[test]
    fn no_key_has_two_meanings() {
        let codes: Vec<_> = KEYS.iter().flat_map(|key| key.codes).collect();
        for (place, code) in codes.iter().enumerate() {
            assert!(!codes[..place].contains(code), "{code:?} is there twice");
        }
    }

    /// Only what has a neighbour that tells of it may do without.
    #[test]
    fn every_letter_is_in_the_help() {
        for key in KEYS.iter().filter(|key| key.help.is_empty()) {
            assert!(!matches!(key.codes[0], crossterm::event::KeyCode::Char(_)), "{}", key.name);
        }
    }

    #[test]
    fn the_line_at_the_bottom_fits_eighty_columns_in_every_situation() {
        for is_solved in [false, true] {
            for hidden in [None, Some(First::Task), Some(First::Verdict)] {
                for (is_folded, is_whole) in [(false, false), (true, false), (false, true)] {
                    let hidden = hidden.filter(|_| !is_whole);
                    let keys = seen(Situation { is_solved, hidden, is_folded, is_whole });
                    let width: usize =
                        keys.iter().map(|(key, what)| key.len() + what.len() + 4).sum();
                    assert!(width - 3 <= 80, "{} columns: {keys:?}", width - 3);
                }
            }
        }
    }
}
