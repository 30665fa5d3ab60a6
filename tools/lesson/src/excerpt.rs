//! Excerpts of source files by anchor: what the book's `{{#include file.rs:anchor}}` shows.

/// One `ANCHOR: name` or `ANCHOR_END: name` in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The anchor's name.
    pub name: String,
    /// The line, counted from 1.
    pub line: usize,
    /// Whether it closes the anchor.
    pub end: bool,
}

/// A piece of a file, without the lines that hold anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, moved to the left as far as it goes, with a line end.
    pub text: String,
    /// The line of the file that each line of the text is, counted from 1.
    pub lines: Vec<usize>,
}

/// The anchors of a file, in order.
pub fn marks(text: &str) -> Vec<Mark> {
    text.lines().enumerate().filter_map(|(i, line)| mark(line, i + 1)).collect()
}

/// The piece of `text` between the marks of `anchor`, or all of it.
///
/// # Errors
///
/// In words, when there is no such anchor, when it is never closed, or when nothing is in it.
pub fn excerpt(text: &str, anchor: Option<&str>) -> Result<Excerpt, String> {
    let marks = marks(text);
    let (first, last) = match anchor {
        None => (1, text.lines().count()),
        Some(name) => {
            let line = |end| marks.iter().find(|mark| mark.name == name && mark.end == end);
            let Some(start) = line(false) else {
                return Err(format!("has no anchor `{name}`; {}", known(&marks)));
            };
            let Some(end) = line(true) else {
                return Err(format!("never ends its anchor `{name}`: add `ANCHOR_END: {name}`"));
            };
            (start.line + 1, end.line.saturating_sub(1))
        }
    };
    let kept: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|&(n, line)| (first..=last).contains(&n) && mark(line, n).is_none())
        .collect();
    let blank = |&(_, line): &(usize, &str)| line.trim().is_empty();
    let Some(first) = kept.iter().position(|line| !blank(line)) else {
        return Err(match anchor {
            Some(name) => format!("has nothing in its anchor `{name}`"),
            None => "is empty".to_owned(),
        });
    };
    let last = kept.iter().rposition(|line| !blank(line)).unwrap_or(first);
    let (numbers, lines): (Vec<usize>, Vec<&str>) = kept[first..=last].iter().copied().unzip();
    Ok(Excerpt { text: outdent(&lines), lines: numbers })
}

/// All of a file with everything outside `anchor` hidden behind `# `, as rustdoc does it: readers see the
/// excerpt and may unfold what is around it.
///
/// # Errors
///
/// As [`excerpt`].
pub fn excerpt_in_context(text: &str, anchor: &str) -> Result<Excerpt, String> {
    excerpt(text, Some(anchor))?;
    let mut lines = Vec::new();
    let mut inside = false;
    let mut shown = String::new();
    for (i, line) in text.lines().enumerate() {
        match mark(line, i + 1) {
            Some(mark) if mark.name == anchor => inside = !mark.end,
            Some(_) => {}
            None => {
                lines.push(i + 1);
                shown.push_str(if inside { "" } else { "# " });
                shown.push_str(line);
                shown.push('\n');
            }
        }
    }
    Ok(Excerpt { text: shown, lines })
}

/// `lines` without what they are all indented by, and without blank lines around them.
pub fn outdent(lines: &[&str]) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let by = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min();
    let lines: Vec<&str> =
        lines.iter().map(|line| line.get(by.unwrap_or(0)..).unwrap_or("").trim_end()).collect();
    let mut text = lines.join("\n").trim_matches('\n').to_owned();
    text.push('\n');
    text
}

fn mark(line: &str, number: usize) -> Option<Mark> {
    let (end, rest) = match line.split_once("ANCHOR_END:") {
        Some((_, rest)) => (true, rest),
        None => (false, line.split_once("ANCHOR:")?.1),
    };
    let name: String = rest
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || "-_".contains(*c))
        .collect();
    (!name.is_empty()).then_some(Mark { name, line: number, end })
}

fn known(marks: &[Mark]) -> String {
    let names: Vec<String> =
        marks.iter().filter(|mark| !mark.end).map(|mark| format!("`{}`", mark.name)).collect();
    match names.as_slice() {
        [] => "it has none at all: add `// ANCHOR: name` and `// ANCHOR_END: name`".to_owned(),
        names => format!("it has {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
impl Counter {
    // ANCHOR: add-one
    fn add_one(&self) {
        // ANCHOR: inner
        self.add(1);
        // ANCHOR_END: inner
    }
    // ANCHOR_END: add-one
}
";

    #[test]
    fn an_excerpt_is_moved_to_the_left_and_drops_inner_anchors() {
        let excerpt = excerpt(FILE, Some("add-one")).unwrap();
        assert_eq!(excerpt.text, "fn add_one(&self) {\n    self.add(1);\n}\n");
        assert_eq!(excerpt.lines, [3, 5, 7]);
    }

    #[test]
    fn a_missing_anchor_names_those_there_are() {
        assert_eq!(
            excerpt(FILE, Some("here")).unwrap_err(),
            "has no anchor `here`; it has `add-one`, `inner`"
        );
    }

    #[test]
    fn an_anchor_without_an_end_is_refused() {
        assert!(excerpt("// ANCHOR: a\nx\n", Some("a")).unwrap_err().contains("never ends"));
    }

    #[test]
    fn the_context_is_there_but_hidden() {
        let context = excerpt_in_context(FILE, "inner").unwrap();
        assert_eq!(
            context.text,
            "# impl Counter {\n#     fn add_one(&self) {\n        self.add(1);\n#     }\n# }\n"
        );
    }
}
