//! Splits Rust into names and punctuation. What is in comments, strings and characters isn't code.

/// A piece of code, and the line that it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A name or a keyword; a raw one without its `r#`.
    Name(&'a str),
    /// `::`
    Path,
    /// Any other character that isn't a space.
    Mark(char),
}

/// The tokens of a file. Literals and lifetimes are left out.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (kind, length) = next(rest, first);
        if let Some(kind) = kind {
            tokens.push(Token { kind, line });
        }
        line += rest[..length].matches('\n').count() as u32;
        rest = &rest[length..];
    }
    tokens
}

/// The token that the text begins with, if it is one, and how long that is.
fn next(text: &str, first: char) -> (Option<Kind<'_>>, usize) {
    if text.starts_with("//") {
        return (None, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return (None, block_comment(text));
    }
    if let Some(length) = string(text) {
        return (None, length);
    }
    if first == '\'' {
        return (None, character(text));
    }
    if text.starts_with("::") {
        return (Some(Kind::Path), 2);
    }
    if !is_name(first) {
        return ((!first.is_whitespace()).then_some(Kind::Mark(first)), first.len_utf8());
    }
    let raw = text.strip_prefix("r#").filter(|name| name.starts_with(is_name));
    let name = raw.unwrap_or(text);
    let end = name.find(|c| !is_name(c)).unwrap_or(name.len());
    let length = end + text.len() - name.len();
    // A number, with its suffix. What comes after its dot is one as well.
    let kind = (!first.is_ascii_digit()).then_some(Kind::Name(&name[..end]));
    (kind, length)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Block comments nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    loop {
        let rest = &text[at..];
        let Some(next) = rest.find(['/', '*']) else { return text.len() };
        match &rest.as_bytes()[next..rest.len().min(next + 2)] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += next + 1;
                continue;
            }
        }
        at += next + 2;
        if depth == 0 {
            return at;
        }
    }
}

/// The length of the string that the text begins with.
fn string(text: &str) -> Option<usize> {
    let body = text.trim_start_matches(['b', 'c']);
    let prefix = text.len() - body.len();
    if prefix > 1 {
        return None;
    }
    if let Some(raw) = body.strip_prefix('r') {
        let quoted = raw.trim_start_matches('#');
        let hashes = raw.len() - quoted.len();
        let inner = quoted.strip_prefix('"')?;
        let close = format!("\"{}", &raw[..hashes]);
        let end = inner.find(&close).map_or(inner.len(), |end| end + close.len());
        return Some(text.len() - inner.len() + end);
    }
    let inner = body.strip_prefix('"')?;
    let mut escaped = false;
    let end = inner.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(text.len() - inner.len() + end.map_or(inner.len(), |end| end + 1))
}

/// The length of the character, or of the lifetime, that the text begins with.
fn character(text: &str) -> usize {
    let inner = &text[1..];
    let mut chars = inner.chars();
    match (chars.next(), chars.next()) {
        (Some('\\'), Some(escaped)) => {
            // The character after the backslash may be a quote.
            let from = 2 + escaped.len_utf8();
            text[from..].find('\'').map_or(text.len(), |end| from + end + 1)
        }
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1 + inner.find(|c| !is_name(c)).unwrap_or(inner.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = |kind| match kind {
            Kind::Name(name) => name.to_string(),
            Kind::Path => "::".into(),
            Kind::Mark(mark) => mark.to_string(),
        };
        let words: Vec<String> = tokens(text).iter().map(|token| shown(token.kind)).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn names_paths_and_marks() {
        check("use std::sync::{self, Mutex as M};", "use std :: sync :: { self , Mutex as M } ;");
        check("r#type.0.1 + 0x_ff_u32 - 1.5e3", "type . . + - .");
    }

    #[test]
    fn comments_are_no_code() {
        check("a // Mutex\nb /* c /* Mutex */ * / d */ e //", "a b e");
        check("a /* never closed", "a");
    }

    #[test]
    fn strings_are_no_code() {
        check(r##"a "x \" Mutex" b r"\" c r#"x " Mutex"# d b"\\" e c"x" f"##, "a b c d e f");
        check("br#\"x\"# bar cr rb", "bar cr rb");
        check("a \"never closed", "a");
    }

    #[test]
    fn characters_are_no_lifetimes() {
        check(r"a 'x' b '\'' c '\\' d '\u{1F600}' e 'ä' f b'\n' g", "a b c d e f b g");
        check("fn f<'a>(x: &'a str) -> &'static str", "fn f < > ( x : & str ) - > & str");
        check("'outer: loop { break 'outer }", ": loop { break }");
    }

    #[test]
    fn lines_are_counted_through_everything() {
        let found = tokens("/*\n*/ a \"\n\n\" b\n'c' d");
        let lines: Vec<u32> = found.iter().map(|token| token.line).collect();
        assert_eq!(lines, [2, 4, 5]);
    }
}
