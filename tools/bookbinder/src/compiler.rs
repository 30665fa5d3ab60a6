//! What the compiler says of a program that a chapter shows a part of: its line numbers become those of that part.

use std::collections::HashMap;

/// The answer with `file`, which is the program's last part, named as such, and with its lines numbered by `shown`:
/// from the line of the program to the line of the listing. Returns as well the lines that it lacks.
pub fn renumber(answer: &str, file: &str, shown: &HashMap<usize, usize>) -> (String, Vec<usize>) {
    let mut missing = Vec::new();
    let mut number = |written: &str| {
        let line = written.parse().unwrap_or(0);
        match shown.get(&line) {
            Some(shown) => format!("{shown:>width$}", width = written.len()),
            None => {
                missing.push(line);
                written.to_owned()
            }
        }
    };
    let mut ours = true;
    let mut out = String::new();
    for line in answer.lines() {
        if !line.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit()) {
            // What it says next is about the program, unless an arrow says otherwise.
            ours = true;
        }
        if let Some((_, path)) = line.split_once("--> ").or_else(|| line.split_once("::: ")) {
            ours = names(path, file);
        }
        let line = in_short(line, file);
        let line = match gutter(&line) {
            Some(width) if ours => {
                let digits = line[..width].trim_start();
                let indent = &line[..width - digits.len()];
                format!("{indent}{}{}", number(digits), &line[width..])
            }
            _ => places(&line, file, &mut number),
        };
        out.push_str(&line);
        out.push('\n');
    }
    missing.sort_unstable();
    missing.dedup();
    (out, missing)
}

/// Whether `path:1:2` is the program.
fn names(path: &str, file: &str) -> bool {
    let path = path.split(':').next().unwrap_or("");
    path.rsplit(['/', '\\']).next() == Some(file)
}

/// The line with the program's folders left out, and every `$DIR` with them.
fn in_short(line: &str, file: &str) -> String {
    let is_path = |c: char| c.is_alphanumeric() || "_-./$".contains(c);
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(is_path) {
        let length = rest[start..].find(|c| !is_path(c)).unwrap_or(rest.len() - start);
        let path = &rest[start..start + length];
        let last = path.rsplit('/').next().unwrap_or(path);
        out.push_str(&rest[..start]);
        out.push_str(if path.starts_with("$DIR/") || last == file { last } else { path });
        rest = &rest[start + length..];
    }
    out + rest
}

/// How wide the number in the gutter is, blanks before it included, where there is one.
fn gutter(line: &str) -> Option<usize> {
    let width = line.find(|c: char| c != ' ' && !c.is_ascii_digit())?;
    let number = line[..width].trim_end();
    let sign = line[width..].starts_with(['|', '~', '+', '-']);
    (sign && number.ends_with(|c: char| c.is_ascii_digit())).then_some(number.len())
}

/// The line with each `file:1:2` and `file:1:2: 3:4` in it renumbered.
fn places(line: &str, file: &str, number: &mut impl FnMut(&str) -> String) -> String {
    let start = format!("{file}:");
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(&start) {
        out.push_str(&rest[..at + start.len()]);
        rest = &rest[at + start.len()..];
        loop {
            let width = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            let digits = width(rest);
            if digits == 0 {
                break;
            }
            out.push_str(number(&rest[..digits]).trim_start());
            rest = &rest[digits..];
            let column = rest.strip_prefix(':').map_or(0, |rest| 1 + width(rest));
            out.push_str(&rest[..column]);
            rest = &rest[column..];
            // The end of a range follows its beginning.
            match rest.strip_prefix(": ") {
                Some(end) if width(end) > 0 => {
                    out.push_str(": ");
                    rest = end;
                }
                _ => break,
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = "\
error[E0277]: no
  --> tests/compile/rc.rs:11:17
   |
11 |     on_a_thread(move || 10);
   |                 within `{closure@$DIR/tests/compile/rc.rs:11:17: 11:24}`
note: required by a bound
  --> src/other.rs:11:1
   |
11 | pub fn on_a_thread
help: use the `move` keyword
   |
 9 ~     x
10 -     y
";

    #[test]
    fn the_lines_of_the_program_become_those_of_the_listing() {
        let shown = (9..12).map(|line| (line, line - 3)).collect();
        let (answer, missing) = renumber(ANSWER, "rc.rs", &shown);
        let expected = "\
error[E0277]: no
  --> rc.rs:8:17
   |
 8 |     on_a_thread(move || 10);
   |                 within `{closure@rc.rs:8:17: 8:24}`
note: required by a bound
  --> src/other.rs:11:1
   |
11 | pub fn on_a_thread
help: use the `move` keyword
   |
 6 ~     x
 7 -     y
";
        assert_eq!(answer, expected);
        assert!(missing.is_empty());
    }

    #[test]
    fn lines_that_the_listing_lacks_are_told() {
        let shown = [(11, 1)].into();
        assert_eq!(renumber(ANSWER, "rc.rs", &shown).1, [9, 10]);
    }
}
