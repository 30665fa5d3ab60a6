//! The page: ordinary lines, and below them the keys and a line that says how it stands.
//!
//! It is drawn over its former self while that is on screen as a whole. When it is not, the screen is cleared;
//! nothing above the screen is touched.

use std::io::{self, Write};

use crossterm::cursor::{MoveToColumn, MoveUp};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType};
use textwrap::core::display_width;

/// What is on the screen.
pub struct Page {
    /// The lines above the keys, each with its end.
    body: String,
    /// The keys, wrapped.
    keys: String,
    status: String,
    columns: usize,
    rows: usize,
    /// How many rows of the page are above the cursor; nothing before it was drawn.
    above: Option<usize>,
}

impl Page {
    /// An empty page for a terminal of this size, of which nothing is drawn yet.
    pub fn new((columns, rows): (usize, usize)) -> Self {
        let (body, keys, status) = Default::default();
        Self { body, keys, status, columns: columns.max(1), rows: rows.max(2), above: None }
    }

    /// How many rows this text takes.
    pub fn height(&self, text: &str) -> usize {
        text.lines().map(|line| display_width(line).div_ceil(self.columns).max(1)).sum()
    }

    /// The lines above the keys.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Whether this text fits on the screen above these keys.
    pub fn fits(&self, text: &str, keys: &str) -> bool {
        self.height(text) + 1 + self.height(keys) < self.rows
    }

    /// Shows other lines instead.
    pub fn set(&mut self, body: &str, keys: &str, status: &str) -> io::Result<()> {
        self.body = tame(body);
        self.keys = keys.to_owned();
        self.status = status.to_owned();
        self.draw()
    }

    /// Adds lines at the end.
    pub fn add(&mut self, text: &str) -> io::Result<()> {
        let text = tame(text);
        let mut out = io::stdout().lock();
        let footer = self.footer();
        self.erase(&mut out, footer)?;
        write!(out, "{text}{}", self.foot())?;
        self.body.push_str(&text);
        self.above = self.above.map(|above| above + self.height(&text));
        out.flush()
    }

    /// Shows another line at the bottom, and other keys.
    pub fn stand(&mut self, keys: &str, status: &str) -> io::Result<()> {
        if self.above.is_none() || (self.keys == keys && self.status == status) {
            return Ok(());
        }
        let footer = self.footer();
        let change = self.height(keys) as isize - self.height(&self.keys) as isize;
        self.keys = keys.to_owned();
        self.status = status.to_owned();
        self.above = self.above.and_then(|above| above.checked_add_signed(change));
        let mut out = io::stdout().lock();
        self.erase(&mut out, footer)?;
        write!(out, "{}", self.foot())?;
        out.flush()
    }

    /// The terminal was resized, or another program has printed: what was drawn can no longer be found.
    pub fn lose(&mut self, (columns, rows): (usize, usize)) {
        (self.columns, self.rows) = (columns.max(1), rows.max(2));
        self.above = Some(usize::MAX);
    }

    /// Draws the page over its former self.
    pub fn draw(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match self.above {
            None => {}
            Some(above) if above < self.rows => self.erase(&mut out, above)?,
            Some(_) => queue!(out, Clear(ClearType::All), crossterm::cursor::MoveTo(0, 0))?,
        }
        write!(out, "{}{}", self.body, self.foot())?;
        self.above = Some(self.height(&self.body) + self.footer());
        out.flush()
    }

    /// Leaves the last line as it is, and goes to the next.
    pub fn leave(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let footer = self.footer();
        self.erase(&mut out, footer)?;
        out.flush()
    }

    /// Erases from so many rows above the cursor.
    fn erase(&self, out: &mut impl Write, rows: usize) -> io::Result<()> {
        queue!(out, MoveToColumn(0))?;
        if let Some(rows) = u16::try_from(rows).ok().filter(|&rows| rows > 0) {
            queue!(out, MoveUp(rows))?;
        }
        queue!(out, Clear(ClearType::FromCursorDown))
    }

    /// How many rows are between the end of the body and the line at the bottom.
    fn footer(&self) -> usize {
        1 + self.height(&self.keys)
    }

    fn foot(&self) -> String {
        // The last column stays free: some terminals go to the next line when it is filled.
        let mut status = String::new();
        for char in self.status.chars() {
            status.push(char);
            if display_width(&status) >= self.columns {
                status.pop();
                break;
            }
        }
        format!("\n{}\n{status}", self.keys)
    }
}

/// A learner's program prints what it likes; here it may colour its lines, and no more.
fn tame(text: &str) -> String {
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
    use super::{Page, tame};

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
}
