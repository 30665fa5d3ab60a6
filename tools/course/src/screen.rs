//! The terminal: how wide it is, whether it wants colour, and the line that comes and goes.

use std::env;
use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

/// Titles.
pub const TITLE: Style = Style::new().bold();
/// What holds.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What does not hold.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// What is said in passing.
pub const FAINT: Style = Style::new().dimmed();
/// Code and commands within a sentence.
pub const CODE: Style = AnsiColor::Cyan.on_default();

/// Lines longer than this are hard to read, however wide the terminal.
const PROSE: usize = 88;
const UNKNOWN: usize = 80;

/// Where everything is printed. Styles are dropped where nobody wants them.
pub struct Screen {
    out: AutoStream<io::Stdout>,
    columns: Option<usize>,
}

impl Screen {
    /// Standard output.
    pub fn new() -> Self {
        let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0.into());
        Self { out: anstream::stdout(), columns: columns.filter(|&n| n > 0).or_else(terminal) }
    }

    /// The width, where it is known.
    pub fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// The width to which prose is wrapped.
    pub fn prose(&self) -> usize {
        self.columns.unwrap_or(UNKNOWN).clamp(20, PROSE)
    }

    /// Whether colours are wanted.
    pub fn colours(&self) -> bool {
        self.out.current_choice() != ColorChoice::Never
    }

    /// Prints a sentence: wrapped, with what stands in backticks coloured.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self, "{}", wrap(&colour_code(text), textwrap::Options::new(self.prose())))
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Wraps text, but never within backticks: a command is there to be copied.
pub fn wrap(text: &str, options: textwrap::Options<'_>) -> String {
    const GLUE: &str = "\u{a0}";
    let glue = |(is_code, s): (bool, String)| if is_code { s.replace(' ', GLUE) } else { s };
    let glued: String = code(text).map(glue).collect();
    textwrap::fill(&glued, options.break_words(false)).replace(GLUE, " ")
}

fn colour_code(text: &str) -> String {
    let paint = |(is_code, s)| {
        if is_code { format!("{CODE}{s}{CODE:#}") } else { s }
    };
    code(text).map(paint).collect()
}

/// The pieces of a text: whether each is code, and the piece, backticks included.
fn code(text: &str) -> impl Iterator<Item = (bool, String)> {
    text.split('`').enumerate().map(|(i, piece)| match i % 2 {
        1 => (true, format!("`{piece}`")),
        _ => (false, piece.to_owned()),
    })
}

/// Says something that is no part of the answer, on standard error.
pub fn note(text: &str) {
    // A closed stderr is no reason to stop.
    let _ = writeln!(anstream::stderr(), "{FAINT}note{FAINT:#}: {text}");
}

/// One line on a terminal that says what is going on, and is gone afterwards.
#[derive(Default)]
pub struct Status {
    shown: usize,
}

impl Status {
    /// Shows this instead of what was shown before. Does nothing where stderr is not a terminal.
    pub fn show(&mut self, text: &str) {
        if !io::stderr().is_terminal() {
            return;
        }
        let columns = terminal_size::terminal_size().map_or(UNKNOWN, |(width, _)| width.0.into());
        let text: String = text.chars().take(columns.saturating_sub(1)).collect();
        let length = text.chars().count();
        // Blanks rather than an escape sequence: old consoles print those.
        let blanks = self.shown.saturating_sub(length);
        let _ = write!(io::stderr(), "\r{text}{:blanks$}{}", "", "\u{8}".repeat(blanks));
        self.shown = length;
    }
}

impl Drop for Status {
    fn drop(&mut self) {
        if self.shown > 0 {
            let _ = write!(io::stderr(), "\r{:1$}\r", "", self.shown);
        }
    }
}
