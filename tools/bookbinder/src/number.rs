//! `{{#number path after="text"}}`: one number of an output, amid a sentence.

use std::ops::Range;

/// The `index`th number, counted from 1, that follows the first `after` in `text`.
///
/// Runs of blanks and line ends count as one blank: what is lined up in a table can be written with one.
///
/// # Errors
///
/// In words, when there is no such place, or no such number after it.
pub fn find<'a>(text: &'a str, after: &str, index: usize) -> Result<&'a str, String> {
    let Some(end) = end_of(text, after) else {
        return Err(format!("does not contain `{after}`: copy a piece of it"));
    };
    // From the beginning: what looks like a number may be the end of a name.
    let found = numbers(text).into_iter().filter(|number| number.start >= end);
    match found.into_iter().nth(index.saturating_sub(1)) {
        Some(range) => Ok(&text[range]),
        None => Err(format!("has fewer than {index} numbers after `{after}`")),
    }
}

/// The numbers of `text`: digits, with separators of thousands and with decimals, and not a part of a word.
pub fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        loop {
            while digit(at) {
                at += 1;
            }
            let thousands = matches!(bytes.get(at), Some(b',' | b'_'))
                && (1..4).all(|i| digit(at + i))
                && !digit(at + 4);
            let decimals = bytes.get(at) == Some(&b'.') && digit(at + 1);
            if !thousands && !decimals {
                break;
            }
            at += 1;
        }
        let before = text[..start].chars().next_back();
        if !before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            found.push(start..at);
        }
    }
    found
}

/// Where the first `wanted` ends in `text`, with any run of white space for any other.
fn end_of(text: &str, wanted: &str) -> Option<usize> {
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let first = words.first()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut rest = &text[start + first.len()..];
        for word in &words[1..] {
            let after = rest.trim_start();
            if after.len() == rest.len() {
                return None;
            }
            rest = after.strip_prefix(word)?;
        }
        Some(text.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
20 rounds on x86_64: between 1449813 and 3,179,268 arrived
look first           30.8        59.3
ticket     90.3,  2 of them
";

    #[track_caller]
    fn check(after: &str, index: usize, expected: &str) {
        assert_eq!(find(TEXT, after, index).unwrap(), expected);
    }

    #[test]
    fn a_number_is_found_after_a_piece_of_text() {
        check("between", 1, "1449813");
        check("between", 2, "3,179,268");
        check("look first", 2, "59.3");
        check("ticket", 1, "90.3");
        check("ticket", 2, "2");
    }

    #[test]
    fn blanks_and_line_ends_are_all_the_same() {
        check("arrived look first", 1, "30.8");
    }

    #[test]
    fn a_digit_in_a_name_is_no_number() {
        check("rounds", 1, "1449813");
    }

    #[test]
    fn a_place_or_a_number_that_is_missing_is_told() {
        assert!(find(TEXT, "nowhere", 1).unwrap_err().contains("does not contain"));
        assert!(find(TEXT, "ticket", 3).unwrap_err().contains("fewer than 3 numbers"));
    }
}
