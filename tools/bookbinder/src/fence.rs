//! Finds the code blocks of a chapter, and writes new ones.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// One code block, as it stands in the Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// Its bytes, from the beginning of its first line to the end of its last.
    pub range: Range<usize>,
    /// What stands before it on its first line: the indent of a list, the mark of a quotation.
    pub prefix: String,
    /// Its info string; `None` for a block that is only indented.
    pub info: Option<String>,
    /// What is in it.
    pub body: String,
}

impl Fence {
    /// The language: the first word of the info string.
    pub fn language(&self) -> &str {
        self.words().next().unwrap_or("")
    }

    /// The words of the info string: the language and its attributes.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let info = self.info.as_deref().unwrap_or("");
        info.split([' ', '\t', ',']).filter(|word| !word.is_empty())
    }
}

/// The code blocks of `markdown`, in order.
pub fn fences(markdown: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let start = markdown[..range.start].rfind('\n').map_or(0, |end| end + 1);
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.to_string()),
                    CodeBlockKind::Indented => None,
                };
                let prefix = markdown[start..range.start].to_owned();
                found.push(Fence { range: start..range.end, prefix, info, body: String::new() });
                open = true;
            }
            Event::Text(text) if open => {
                found.last_mut().expect("a block is open").body.push_str(&text);
            }
            Event::End(TagEnd::CodeBlock) => open = false,
            _ => {}
        }
    }
    found
}

/// `body` as a block of its own, fenced with more backticks than it holds.
pub fn write(info: &str, body: &str) -> String {
    let longest = body.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest.max(2) + 1);
    let lines: Vec<String> = body.trim_end_matches('\n').lines().map(inert).collect();
    format!("{ticks}{info}\n{}\n{ticks}\n", lines.join("\n"))
}

/// mdBook looks into code blocks for its directives; a backslash tells it that this one is text.
fn inert(line: &str) -> String {
    match line.split_once("{{#") {
        Some((before, after)) if after.contains("}}") => format!("{before}\\{{{{#{after}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_in_a_list_keeps_its_indent() {
        let found = fences("- x\n\n  ```rust,editable\n  a\n  b\n  ```\n");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].prefix, "  ");
        assert_eq!(found[0].body, "a\nb\n");
        assert_eq!(found[0].words().collect::<Vec<_>>(), ["rust", "editable"]);
    }

    #[test]
    fn a_block_that_is_only_indented_is_found() {
        assert_eq!(fences("x\n\n    code\n")[0].info, None);
    }

    #[test]
    fn a_directive_in_code_is_shown_and_not_obeyed() {
        assert_eq!(write("md", "a {{#include x}}\n"), "```md\na \\{{#include x}}\n```\n");
    }

    #[test]
    fn backticks_inside_make_the_fence_longer() {
        assert_eq!(write("rust", "/// ```\n"), "````rust\n/// ```\n````\n");
    }
}
