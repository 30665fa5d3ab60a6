//! The terminal: how wide it is, whether it wants colour, and the line that comes and goes.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use anstyle_hyperlink::Hyperlink;
use supports_hyperlinks::Stream;
use textwrap::WordSplitter;

use crate::course::Course;

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

/// Where everything is printed. Styles are dropped where they are not wanted.
pub struct Screen {
    out: Out,
    choice: ColorChoice,
    columns: Option<usize>,
}

enum Out {
    Terminal(AutoStream<io::Stdout>),
    /// Kept until it is taken: watch mode decides where on the screen it goes.
    Page(AutoStream<Vec<u8>>),
}

impl Screen {
    /// Standard output.
    pub fn new() -> Self {
        let out = anstream::stdout();
        Self { choice: out.current_choice(), out: Out::Terminal(out), columns: columns() }
    }

    /// A page for the same terminal, to be drawn by the caller.
    pub fn page() -> Self {
        let Self { choice, columns, .. } = Self::new();
        Self { out: Out::Page(blank(choice)), choice, columns }
    }

    /// Whether this is a page, whose reader presses keys; or else they type commands.
    pub fn is_page(&self) -> bool {
        matches!(self.out, Out::Page(_))
    }

    /// What was printed on the page since it was last taken.
    pub fn take(&mut self) -> String {
        match &mut self.out {
            Out::Terminal(_) => String::new(),
            Out::Page(page) => {
                let text = std::mem::replace(page, blank(self.choice)).into_inner();
                String::from_utf8_lossy(&text).into_owned()
            }
        }
    }

    /// Looks again how wide the terminal is.
    pub fn measure(&mut self) {
        self.columns = columns();
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
        self.choice != ColorChoice::Never
    }

    /// How many columns and lines the terminal has.
    pub fn size(&self) -> (usize, usize) {
        let size = terminal_size::terminal_size();
        size.map_or((UNKNOWN, 24), |(width, height)| (width.0.into(), height.0.into()))
    }

    /// The text without its styles, where they are not wanted.
    pub fn strip(&self, text: &str) -> String {
        if self.colours() {
            text.to_owned()
        } else {
            anstream::adapter::strip_str(text).to_string()
        }
    }

    /// A file of the course, in backticks; where the terminal can, a link to it.
    pub fn file(&self, course: &Course, path: &Path) -> String {
        let shown = course.shown(path);
        let is_wanted = self.colours() && supports_hyperlinks::on(Stream::Stdout);
        match anstyle_hyperlink::path_to_url(path).filter(|_| is_wanted) {
            Some(url) => {
                let link = Hyperlink::with_url(url);
                format!("{link}`{shown}`{link:#}")
            }
            None => format!("`{shown}`"),
        }
    }

    /// How to get something done: a key where keys are pressed, else a command.
    pub fn how(&self, key: char, command: &str) -> String {
        if self.is_page() { format!("`{key}`") } else { format!("`cargo run -- {command}`") }
    }

    /// Prints a sentence: wrapped, with what stands in backticks coloured.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        let said = self.said(text);
        writeln!(self, "{said}")
    }

    /// The same sentence, without printing it.
    pub fn said(&self, text: &str) -> String {
        wrap(&colour_code(text), textwrap::Options::new(self.prose()))
    }

    /// Says something that is no part of the answer: on standard error, or at the end of the page.
    pub fn note(&mut self, text: &str) {
        // A page can always be written.
        let _ = match self.out {
            Out::Terminal(_) => return note(text),
            Out::Page(_) => self.say(&format!("Note: {text}.")),
        };
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Terminal(out) => out.write(bytes),
            Out::Page(page) => page.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Terminal(out) => out.flush(),
            Out::Page(page) => page.flush(),
        }
    }
}

fn blank(choice: ColorChoice) -> AutoStream<Vec<u8>> {
    AutoStream::new(Vec::new(), choice)
}

fn columns() -> Option<usize> {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0.into());
    columns.filter(|&n| n > 0).or_else(terminal)
}

const GLUE: &str = "\u{a0}";

/// The text with blanks at which [`wrap`] does not break it.
pub fn glued(text: &str) -> String {
    text.replace(' ', GLUE)
}

/// Wraps text, but never within backticks: a command is there to be copied.
pub fn wrap(text: &str, options: textwrap::Options<'_>) -> String {
    let glue = |(is_code, s): (bool, String)| if is_code { glued(&s) } else { s };
    let glued: String = code(text).map(glue).collect();
    let options = options.break_words(false).word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(&glued, options).replace(GLUE, " ")
}

/// Colours what stands in backticks.
pub fn colour_code(text: &str) -> String {
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

/// Shows this on a status line that several threads write.
pub fn show(status: &Mutex<Status>, text: &str) {
    status.lock().unwrap_or_else(PoisonError::into_inner).show(text);
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
