//! Finds `{{#name path option="…"}}` in Markdown.

use std::ops::Range;

/// One directive, as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Its bytes in the text, braces included.
    pub range: Range<usize>,
    /// What it is called: `trace`, `include`.
    pub name: String,
    /// Its first word: a path, mostly.
    pub argument: String,
    /// What follows as `key="value"`, in order.
    pub options: Vec<(String, String)>,
    /// What could not be understood of it.
    pub rest: String,
}

impl Directive {
    /// The value of an option.
    pub fn option(&self, key: &str) -> Option<&str> {
        self.options.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// The directives of `text`, in order. One with a backslash before it is text, as in mdBook.
pub fn directives(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{#") {
        let start = from + at;
        let Some(length) = text[start..].find("}}") else {
            break;
        };
        let end = start + length + 2;
        if !text[..start].ends_with('\\') {
            found.push(parse(&text[start + 3..end - 2], start..end));
        }
        from = end;
    }
    found
}

fn parse(inside: &str, range: Range<usize>) -> Directive {
    let word = |text: &str| text.find(char::is_whitespace).unwrap_or(text.len());
    let inside = inside.trim();
    let (name, rest) = inside.split_at(word(inside));
    let rest = rest.trim_start();
    let (argument, rest) = rest.split_at(word(rest));
    let mut directive = Directive {
        range,
        name: name.to_owned(),
        argument: argument.to_owned(),
        options: Vec::new(),
        rest: String::new(),
    };
    let mut rest = rest.trim();
    while !rest.is_empty() {
        let Some((key, value)) = rest.split_once("=\"") else {
            break;
        };
        let Some((value, after)) = value.split_once('"') else {
            break;
        };
        directive.options.push((key.trim().to_owned(), value.to_owned()));
        rest = after.trim_start();
    }
    directive.rest = rest.to_owned();
    directive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_has_a_name_a_path_and_options() {
        let found = directives("x {{#trace a/b.json title=\"One run\" }} y");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].argument.as_str()), ("trace", "a/b.json"));
        assert_eq!(found[0].option("title"), Some("One run"));
        assert_eq!(found[0].rest, "");
    }

    #[test]
    fn an_escaped_directive_is_text() {
        assert_eq!(directives(r"\{{#trace a.json}}"), []);
    }
}
