//! As much of Rust's syntax as a look at a listing needs: its words and signs, without comments, text and attributes.

/// A word or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What is written.
    pub text: &'a str,
    /// Whether it is a word.
    pub word: bool,
}

/// The tokens of `code`.
pub fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '#' if rest.starts_with("#[") || rest.starts_with("#![") => attribute(rest),
            '"' => text(rest),
            'r' if raw(rest).is_some() => raw(rest).unwrap_or(rest.len()),
            '\'' => character(rest),
            _ if is_word(c) => {
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                found.push(Token { text: &rest[..end], word: !c.is_ascii_digit() });
                end
            }
            _ if c.is_whitespace() => c.len_utf8(),
            _ => {
                // A closure without parameters binds nothing.
                let double = ["::", "||"].iter().any(|sign| rest.starts_with(sign));
                let end = if double { 2 } else { c.len_utf8() };
                found.push(Token { text: &rest[..end], word: false });
                end
            }
        };
        rest = &rest[length..];
    }
    found
}

/// The words in a piece of code of any kind.
pub fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

/// Whether Rust means something by this word.
pub fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 22] = [
        "as", "async", "await", "const", "crate", "dyn", "else", "fn", "for", "if", "impl", "in",
        "let", "loop", "match", "move", "mut", "pub", "return", "unsafe", "where", "while",
    ];
    KEYWORDS.contains(&word)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// How long the attribute is that begins here.
fn attribute(code: &str) -> usize {
    let mut depth = 0;
    for (i, c) in code.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return i + 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// How long the string is that begins here.
fn text(code: &str) -> usize {
    let mut escaped = false;
    for (i, c) in code.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            _ => {}
        }
    }
    code.len()
}

/// How long the raw string is that begins here, if one does.
fn raw(code: &str) -> Option<usize> {
    let hashes = code[1..].bytes().take_while(|&byte| byte == b'#').count();
    let inside = code[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(inside.find(&end).map_or(code.len(), |at| 2 + hashes + at + end.len()))
}

/// How long the character is that begins here; a lifetime ends before its name, which is a word of no interest.
fn character(code: &str) -> usize {
    let mut chars = code.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => code[2..].find('\'').map_or(code.len(), |end| 2 + end + 1),
        Some((at, c)) if code[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 1 + code[1..].find(|c| !is_word(c)).unwrap_or(code.len() - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(code).iter().map(|token| token.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_and_signs_are_told_apart() {
        check("a::b(1_u32)", &["a", "::", "b", "(", "1_u32", ")"]);
    }

    #[test]
    fn comments_text_attributes_characters_and_lifetimes_are_left_out() {
        check("x // y\n/* y */ z", &["x", "z"]);
        check("p(\"y \\\" y\", r#\"y \" y\"#)", &["p", "(", ",", ")"]);
        check("#[a(b[c])] #![d] e", &["e"]);
        check("&'a T, 'y', '\\n', '\\''", &["&", "T", ",", ",", ","]);
    }
}
