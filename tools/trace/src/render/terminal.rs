//! Colour, if it is wanted, and the width of the terminal.

use std::io::IsTerminal;

/// Used if the width isn't known.
const WIDTH: usize = 100;

#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) color: bool,
}

impl Style {
    pub(crate) fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub(crate) fn quiet(self, text: &str) -> String {
        self.wrap("2", text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.wrap("31", text)
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// A remark after a step.
    pub(crate) fn note(self, text: &str, is_good: bool) -> String {
        if is_good { self.good(text) } else { self.bad(text) }
    }

    /// Each thread has a colour of its own; the words say the same without it.
    pub(crate) fn thread(self, thread: usize, text: &str) -> String {
        const COLORS: [&str; 6] = ["37", "36", "33", "35", "32", "34"];
        self.wrap(COLORS[thread % COLORS.len()], text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.color && !text.trim().is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_string()
        }
    }
}

/// The width of the terminal that errors go to, for a picture.
pub fn width() -> usize {
    width_or(WIDTH)
}

/// The width of the terminal that errors go to, or else this; `COLUMNS` says it if the output is piped on.
pub fn width_or(otherwise: usize) -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size_of(std::io::stderr()).map(|(w, _)| w.0.into());
    told.or_else(seen).unwrap_or(otherwise).max(40)
}

/// Whether colour is wanted: on a terminal, unless `NO_COLOR` says otherwise, or if `CLICOLOR_FORCE` asks for it.
pub fn color() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = set("CLICOLOR_FORCE") && std::env::var("CLICOLOR_FORCE").as_deref() != Ok("0");
    !set("NO_COLOR") && (forced || std::io::stderr().is_terminal())
}
