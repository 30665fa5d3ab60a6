//! The page: ordinary lines, and below them how far one is, the keys, and a line that says how it stands.
//!
//! What fits on the screen is drawn over its former self among the ordinary lines of the terminal, which keeps what was
//! there before. What has to be scrolled has another screen, which is gone when one goes back.

use std::io::{self, Write};

use crossterm::cursor::{MoveTo, MoveToColumn, MoveUp};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use textwrap::core::display_width;

/// Most terminals can turn the wheel into arrow keys, for another screen only. What was set before is put back.
const WHEEL_ON: &str = "\u{1b}[?1007s\u{1b}[?1007h";
const WHEEL_BACK: &str = "\u{1b}[?1007r";

/// What is on the screen.
pub struct Page {
    /// What stands above the foot, each line with its end.
    body: String,
    foot: Foot,
    columns: usize,
    rows: usize,
    /// How many rows of the page are above the cursor, on the ordinary screen; nothing before it was drawn.
    above: Option<usize>,
    /// Whether the other screen is shown.
    is_aside: bool,
}

/// The lines at the bottom.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Foot {
    /// How many exercises are solved.
    pub bar: String,
    /// The keys, wrapped.
    pub keys: String,
    /// How it stands.
    pub status: String,
}

impl Page {
    /// An empty page for a terminal of this size, of which nothing is drawn yet.
    pub fn new((columns, rows): (usize, usize)) -> Self {
        let (columns, rows) = (columns.max(1), rows.max(2));
        let (body, foot) = Default::default();
        Self { body, foot, columns, rows, above: None, is_aside: false }
    }

    /// How many rows this text takes.
    pub fn height(&self, text: &str) -> usize {
        text.lines().map(|line| display_width(line).div_ceil(self.columns).max(1)).sum()
    }

    /// How many rows there are above such a foot.
    pub fn room(&self, foot: &Foot) -> usize {
        self.rows.saturating_sub(self.below(foot) + 1)
    }

    /// The text as rows of the screen.
    pub fn split(&self, text: &str) -> Vec<String> {
        rows(text, self.columns)
    }

    /// What stands at the bottom.
    pub fn foot(&self) -> &Foot {
        &self.foot
    }

    /// Shows these lines among the ordinary ones, over those that were there.
    pub fn show(&mut self, body: &str, foot: Foot) -> io::Result<()> {
        let mut out = self.ordinary()?;
        body.clone_into(&mut self.body);
        self.foot = foot;
        match self.above {
            None => {}
            Some(above) if above < self.rows => erase(&mut out, above)?,
            Some(_) => queue!(out, Clear(ClearType::All), MoveTo(0, 0))?,
        }
        write!(out, "{}{}", self.body, self.lines_below())?;
        self.above = Some(self.height(&self.body) + self.below(&self.foot));
        print(&out)
    }

    /// Shows these rows on a screen of their own.
    pub fn show_aside(&mut self, rows: &[String], foot: Foot) -> io::Result<()> {
        let mut out = Vec::new();
        if !self.is_aside {
            queue!(out, EnterAlternateScreen)?;
            write!(out, "{WHEEL_ON}")?;
            self.is_aside = true;
        }
        self.body = rows.iter().map(|row| format!("{row}\n")).collect();
        self.foot = foot;
        self.draw_aside(&mut out)?;
        print(&out)
    }

    /// Shows other lines at the bottom. They must have the height of those that were there.
    pub fn stand(&mut self, foot: Foot) -> io::Result<()> {
        if self.foot == foot || (self.above.is_none() && !self.is_aside) {
            return Ok(());
        }
        let below = self.below(&self.foot);
        self.foot = foot;
        let mut out = Vec::new();
        if self.is_aside {
            self.draw_aside(&mut out)?;
        } else {
            erase(&mut out, below)?;
            write!(out, "{}", self.lines_below())?;
        }
        print(&out)
    }

    /// How many rows such a foot takes, but for the last one.
    pub fn below(&self, foot: &Foot) -> usize {
        self.height(&foot.bar) + self.height(&foot.keys)
    }

    /// The terminal was resized, or another program has printed: what was drawn can no longer be found.
    pub fn lose(&mut self, (columns, rows): (usize, usize)) {
        (self.columns, self.rows) = (columns.max(1), rows.max(2));
        self.above = self.above.map(|_| usize::MAX);
    }

    /// Goes back to the ordinary screen, as it was: another program wants it.
    pub fn step_back(&mut self) -> io::Result<()> {
        let out = self.ordinary()?;
        print(&out)
    }

    /// Leaves these lines behind, and nothing below them.
    pub fn leave(&mut self, body: &str) -> io::Result<()> {
        let mut out = self.ordinary()?;
        match self.above {
            None => {}
            Some(above) if above < self.rows => erase(&mut out, above)?,
            Some(_) => queue!(out, Clear(ClearType::All), MoveTo(0, 0))?,
        }
        write!(out, "{body}")?;
        print(&out)
    }

    /// What leads back to the ordinary screen, if anything.
    fn ordinary(&mut self) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        if self.is_aside {
            write!(out, "{WHEEL_BACK}")?;
            queue!(out, LeaveAlternateScreen)?;
            self.is_aside = false;
        }
        Ok(out)
    }

    fn draw_aside(&self, out: &mut Vec<u8>) -> io::Result<()> {
        // Row by row over what is there: a screen that is cleared first flickers.
        let shown = self.body.lines().take(self.room(&self.foot));
        for (number, row) in (0..).zip(shown) {
            queue!(out, MoveTo(0, number))?;
            write!(out, "{row}")?;
            queue!(out, Clear(ClearType::UntilNewLine))?;
        }
        let end = self.body.lines().count().min(self.room(&self.foot));
        queue!(
            out,
            MoveTo(0, u16::try_from(end).unwrap_or(u16::MAX)),
            Clear(ClearType::FromCursorDown)
        )?;
        let foot = u16::try_from(self.room(&self.foot)).unwrap_or(u16::MAX);
        queue!(out, MoveTo(0, foot))?;
        write!(out, "{}", self.lines_below())
    }

    fn lines_below(&self) -> String {
        // The last column stays free: some terminals go to the next line when it is filled.
        let mut status = String::new();
        for char in self.foot.status.chars() {
            status.push(char);
            if display_width(&status) >= self.columns {
                status.pop();
                break;
            }
        }
        format!("{}\n{}\n{status}", self.foot.bar, self.foot.keys)
    }
}

/// Whatever the reason: a shell wants its own screen.
impl Drop for Page {
    fn drop(&mut self) {
        // The terminal is gone.
        let _ = self.step_back();
    }
}

/// Erases from so many rows above the cursor.
fn erase(out: &mut Vec<u8>, rows: usize) -> io::Result<()> {
    queue!(out, MoveToColumn(0))?;
    if let Some(rows) = u16::try_from(rows).ok().filter(|&rows| rows > 0) {
        queue!(out, MoveUp(rows))?;
    }
    queue!(out, Clear(ClearType::FromCursorDown))
}

/// In one piece, so that nothing half drawn is seen.
fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// The text in rows of that many columns, each with the styles that hold where it begins.
fn rows(text: &str, columns: usize) -> Vec<String> {
    const RESET: &str = "\u{1b}[0m";
    let (mut rows, mut styles) = (Vec::new(), String::new());
    for line in text.lines() {
        let (mut row, mut width) = (styles.clone(), 0);
        let mut rest = line;
        while let Some(char) = rest.chars().next() {
            let length =
                if char == '\u{1b}' { harmless(&rest[1..]).map_or(0, |n| n + 1) } else { 0 };
            if length > 0 {
                let (sequence, after) = rest.split_at(length);
                row.push_str(sequence);
                match sequence {
                    RESET | "\u{1b}[m" => styles.clear(),
                    _ if sequence.starts_with("\u{1b}[") => styles.push_str(sequence),
                    _ => {}
                }
                rest = after;
                continue;
            }
            let wide = display_width(char.encode_utf8(&mut [0; 4]));
            if width + wide > columns && width > 0 {
                rows.push(row + if styles.is_empty() { "" } else { RESET });
                (row, width) = (styles.clone(), 0);
            }
            row.push(char);
            width += wide;
            rest = &rest[char.len_utf8()..];
        }
        rows.push(row + if styles.is_empty() { "" } else { RESET });
    }
    rows
}

/// A learner's program prints what it likes; here it may colour its lines, and no more.
pub fn tame(text: &str) -> String {
    let mut tame = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\n') {
        tame.push_str(&rest[..at]);
        let (char, after) =
            rest[at..].split_at(rest[at..].chars().next().map_or(1, char::len_utf8));
        rest = after;
        if char == "\t" {
            tame.push_str("    ");
        } else if char == "\u{1b}"
            && let Some(length) = harmless(rest)
        {
            tame.push('\u{1b}');
            tame.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    tame + rest
}

/// The length of a colour or a link.
fn harmless(rest: &str) -> Option<usize> {
    if rest.starts_with('[') {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !"[;:".contains(c))?;
        return rest[end..].starts_with('m').then_some(end + 1);
    }
    let end = rest.strip_prefix("]8;").and_then(|_| rest.find("\u{1b}\\"))?;
    (!rest[..end].contains('\n')).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::{Page, rows, tame};

    #[test]
    fn colours_and_links_are_kept_and_nothing_else_moves_the_cursor() {
        let text =
            "a\u{1b}[1;31mb\u{1b}[0m\tc\r\u{1b}[2Jd\u{1b}]8;;file:///x\u{1b}\\e\u{7}\u{1b}c\n";
        assert_eq!(tame(text), "a\u{1b}[1;31mb\u{1b}[0m    c[2Jd\u{1b}]8;;file:///x\u{1b}\\ec\n");
    }

    #[test]
    fn a_line_that_fills_the_terminal_is_one_row() {
        let page = Page::new((4, 10));
        assert_eq!(page.height("\n1234\n12345\n\u{1b}[1m1234\u{1b}[0m\n"), 1 + 1 + 2 + 1);
    }

    #[test]
    fn a_row_begins_in_the_style_in_which_the_one_above_it_ended() {
        let text = "ab\u{1b}[1mcdef\ng\u{1b}[0mh\n\n競合";
        let expected = [
            "ab\u{1b}[1mc\u{1b}[0m",
            "\u{1b}[1mdef\u{1b}[0m",
            "\u{1b}[1mg\u{1b}[0mh",
            "",
            "競",
            "合",
        ];
        assert_eq!(rows(text, 3), expected);
    }
}
