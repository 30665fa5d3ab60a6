//! Where a chapter has sentences: its text outside code, headings, links and markup.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A piece of text that a reader reads as a part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Its bytes in the Markdown.
    pub range: Range<usize>,
    /// Whether it stands in a table.
    pub table: bool,
}

/// What a chapter's Markdown consists of, as far as checks ask.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The sentences, in order.
    pub prose: Vec<Prose>,
    /// The code spans outside headings and links: their bytes, backticks included, and what is in them.
    pub spans: Vec<(Prose, String)>,
    /// Where each section begins: at its heading.
    pub sections: Vec<usize>,
    /// The tables: their bytes, how many rows of data they have, and whether they are folded.
    pub tables: Vec<(Range<usize>, usize, bool)>,
}

/// Reads the Markdown of a chapter. `hidden` are the bytes of its directives, which are no text.
pub fn page(markdown: &str, hidden: &[Range<usize>]) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut page = Page::default();
    let (mut apart, mut folds) = (0_usize, 0_usize);
    let mut table = false;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                page.sections.push(range.start);
                apart += 1;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => apart += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                apart -= 1;
            }
            Event::Start(Tag::Table(_)) => {
                table = true;
                page.tables.push((range, 0, folds > 0));
            }
            Event::End(TagEnd::Table) => table = false,
            Event::Start(Tag::TableRow) => {
                if let Some((_, rows, _)) = page.tables.last_mut() {
                    *rows += 1;
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                folds += html.matches("<details").count();
                folds = folds.saturating_sub(html.matches("</details").count());
                apart += html.matches("<a ").count();
                apart = apart.saturating_sub(html.matches("</a>").count());
            }
            Event::Text(_) if apart == 0 => {
                for range in without(range, hidden) {
                    match page.prose.last_mut() {
                        // One word may come as several pieces, as `a_b` does.
                        Some(last) if last.range.end == range.start && last.table == table => {
                            last.range.end = range.end;
                        }
                        _ => page.prose.push(Prose { range, table }),
                    }
                }
            }
            Event::Code(code) if apart == 0 => {
                page.spans.push((Prose { range, table }, code.to_string()));
            }
            _ => {}
        }
    }
    page
}

/// The pieces of `range` outside `hidden`, which is in order.
fn without(range: Range<usize>, hidden: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    for gap in hidden.iter().filter(|gap| gap.start < range.end && gap.end > range.start) {
        if gap.start > start {
            pieces.push(start..gap.start);
        }
        start = start.max(gap.end);
    }
    if start < range.end {
        pieces.push(start..range.end);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_found_without_code_headings_links_and_directives() {
        let text = "# Not this\n\nOne `two` [three](x.md) {{#number x}} four.\n\n```\nfive\n```\n\n| six |\n|---|\n| seven |\n";
        let hidden = text.find("{{").unwrap()..text.find("}}").unwrap() + 2;
        let page = page(text, &[hidden]);
        let prose: Vec<&str> = page.prose.iter().map(|one| &text[one.range.clone()]).collect();
        assert_eq!(prose, ["One ", " ", " ", " four.", "six", "seven"]);
        assert!(page.prose[5].table && !page.prose[3].table);
        assert_eq!(page.spans[0].1, "two");
        assert_eq!(page.tables.len(), 1);
        assert_eq!((page.tables[0].1, page.tables[0].2), (1, false));
    }

    #[test]
    fn a_table_in_a_fold_is_folded() {
        let text = "<details>\n<summary>All</summary>\n\n| a |\n|---|\n| b |\n\n</details>\n\n| a |\n|---|\n";
        let folded: Vec<bool> = page(text, &[]).tables.iter().map(|table| table.2).collect();
        assert_eq!(folded, [true, false]);
    }
}
