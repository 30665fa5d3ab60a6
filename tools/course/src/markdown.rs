//! Markdown as text for a terminal: wrapped, with headings, lists and code that can be told apart.

use std::fmt::Write;

use anstyle::Style;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::screen::{CODE, FAINT, TITLE, wrap};

/// Renders Markdown for a terminal of this width. Ends without a newline.
pub fn render(markdown: &str, width: usize) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let mut page = Page { width, ..Page::default() };
    for event in Parser::new_ext(markdown, options) {
        page.take(event);
    }
    page.out.trim_end().to_owned()
}

#[derive(Default)]
struct Page {
    out: String,
    width: usize,
    /// The text of the block that is being read, with its styles.
    text: String,
    styles: Vec<Style>,
    /// What begins the lines of the containers around: quotes and lists.
    indents: Vec<String>,
    /// What begins the next line instead: the bullet of an item.
    bullet: Option<String>,
    /// The numbers of the lists around; nothing for a list with bullets.
    lists: Vec<Option<u64>>,
    in_code: bool,
    rows: Vec<Vec<String>>,
    link: Option<String>,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => {
                // Where a style is open, it goes on after the code.
                let outer: String = self.styles.iter().map(|style| format!("{style}")).collect();
                let _ = write!(self.text, "{CODE}`{code}`{CODE:#}{outer}");
            }
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.block("───"),
            // HTML means nothing here, and the rest is not switched on.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.open(TITLE),
            Tag::Strong => self.open(Style::new().bold()),
            Tag::Emphasis => self.open(Style::new().italic()),
            Tag::BlockQuote(_) => self.indents.push("  │ ".into()),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.in_code = true
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Link { dest_url, .. } => self.link = Some(dest_url.into_string()),
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.close();
                self.flush();
            }
            TagEnd::Strong | TagEnd::Emphasis => self.close(),
            TagEnd::Paragraph => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.indents.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.gap();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.indents.pop();
                self.gap();
            }
            TagEnd::CodeBlock => self.code(),
            TagEnd::Link => match self.link.take() {
                // A path within the book leads nowhere from a terminal.
                Some(address) if address.contains("://") && !self.text.ends_with(&address) => {
                    let _ = write!(self.text, " ({address})");
                }
                _ => {}
            },
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                self.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
            }
            TagEnd::Table => self.table(),
            _ => {}
        }
    }

    fn open(&mut self, style: Style) {
        let _ = write!(self.text, "{style}");
        self.styles.push(style);
    }

    fn close(&mut self) {
        if let Some(style) = self.styles.pop() {
            let outer: String = self.styles.iter().map(|style| format!("{style}")).collect();
            let _ = write!(self.text, "{style:#}{outer}");
        }
    }

    fn item(&mut self) {
        let bullet = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("  {}. ", *number - 1)
            }
            _ => "  - ".into(),
        };
        self.indents.push(" ".repeat(bullet.len()));
        self.bullet = Some(bullet);
    }

    /// Prints the text that has been read, as a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.block(&text);
        }
    }

    fn code(&mut self) {
        self.in_code = false;
        let text = std::mem::take(&mut self.text);
        let indent = self.indents.concat();
        for line in text.lines() {
            // Not wrapped: a line of code that is broken is another line of code.
            let _ =
                writeln!(self.out, "{}", format!("{indent}    {CODE}{line}{CODE:#}").trim_end());
        }
        self.gap();
    }

    fn block(&mut self, text: &str) {
        let rest = self.indents.concat();
        let first = match self.bullet.take() {
            Some(bullet) => self.indents[..self.indents.len() - 1].concat() + &bullet,
            None => rest.clone(),
        };
        let options =
            textwrap::Options::new(self.width).initial_indent(&first).subsequent_indent(&rest);
        self.out.push_str(&wrap(text, options));
        self.out.push('\n');
        if self.lists.is_empty() {
            self.gap();
        }
    }

    fn table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |cell: &str| textwrap::core::display_width(cell);
        let widths: Vec<usize> = (0..columns)
            .map(|i| {
                rows.iter().filter_map(|row| Some(width(row.get(i)?))).max().unwrap_or_default()
            })
            .collect();
        for (number, row) in rows.iter().enumerate() {
            let cells = row.iter().zip(&widths);
            let line: String = cells
                .map(|(cell, &w)| format!("  {cell}{}", " ".repeat(w - width(cell))))
                .collect();
            let _ = writeln!(self.out, "{}", line.trim_end());
            if number == 0 {
                let rule: usize = widths.iter().map(|w| w + 2).sum();
                let _ =
                    writeln!(self.out, "  {FAINT}{}{FAINT:#}", "─".repeat(rule.saturating_sub(2)));
            }
        }
        self.gap();
    }

    /// Leaves one empty line before what comes next.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;

    const README: &str = "\
# Highest bid

An auction keeps the *highest* bid. Two threads bid at the **same time**, and
`record` loses one; see [the chapter](../../book/src/01.md).

1. Find the schedule.
2. Repair it:
   - no bid is lost
   - no bid is invented, however long the story about it becomes

```rust
self.highest.store(bid, SeqCst); // a long line of code that is never, never wrapped at all
```

> A quote that is long enough to need a second line.

| thread | sees |
|---|---|
| A | `0` |
| longer | 1 |
";

    const TEXT: &str = "\
Highest bid

An auction keeps the highest bid. Two threads bid at
the same time, and `record` loses one; see the
chapter.

  1. Find the schedule.
  2. Repair it:
       - no bid is lost
       - no bid is invented, however long the story
         about it becomes

    self.highest.store(bid, SeqCst); // a long line of code that is never, never wrapped at all

  │ A quote that is long enough to need a second line.

  thread  sees
  ────────────
  A       `0`
  longer  1";

    #[test]
    fn a_task_is_plain_readable_text() {
        assert_eq!(anstream::adapter::strip_str(&render(README, 54)).to_string(), TEXT);
    }
}
