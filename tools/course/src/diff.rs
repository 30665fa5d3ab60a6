//! Two texts side by side, line by line: what one has, what the other has.

use std::fmt::Write;

use anstyle::Style;
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use crate::screen::{BAD, FAINT, GOOD, wrap};

/// How many lines around a difference are shown.
const AROUND: usize = 3;

/// The lines that differ, with those around them; nothing when all lines are the same.
///
/// A minus and a plus say which is which, also without colour. Lines wider than this are broken between words.
pub fn lines(old: &str, new: &str, width: usize) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let groups = group_diff_ops(ops, AROUND);
    let mut text = String::new();
    for (number, group) in groups.iter().enumerate() {
        if number > 0 {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{FAINT}  …{FAINT:#}");
        }
        for op in group {
            let (before, after) = (op.old_range(), op.new_range());
            if let DiffOp::Equal { .. } = op {
                old[before]
                    .iter()
                    .for_each(|line| push(&mut text, Style::new(), "  ", line, width));
                continue;
            }
            for line in &old[before] {
                push(&mut text, BAD, "- ", line, width);
            }
            for line in &new[after] {
                push(&mut text, GOOD, "+ ", line, width);
            }
        }
    }
    (!groups.is_empty()).then_some(text)
}

fn push(text: &mut String, style: Style, mark: &str, line: &str, width: usize) {
    let indent = line.len() - line.trim_start().len();
    let rest = " ".repeat(mark.len() + indent + 4);
    let options = textwrap::Options::new(width).initial_indent(mark).subsequent_indent(&rest);
    let line = match line.trim_end() {
        "" => mark.trim_end().to_owned(),
        line => wrap(line, options),
    };
    // Writing to a string does not fail.
    let _ = writeln!(text, "{style}{line}{style:#}");
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn what_differs_is_shown_with_what_is_around_it() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n";
        let new = old.replace("b\n", "B\nB\n").replace("l\n", "");
        let diff = anstream::adapter::strip_str(&lines(old, &new, 80).unwrap()).to_string();
        assert_eq!(diff, "  a\n- b\n+ B\n+ B\n  c\n  d\n  e\n  …\n  i\n  j\n  k\n- l\n  m\n");
    }

    #[test]
    fn an_empty_line_is_a_line() {
        let diff = anstream::adapter::strip_str(&lines("a\n", "a\n\n", 80).unwrap()).to_string();
        assert_eq!(diff, "  a\n+\n");
    }

    #[test]
    fn a_line_that_is_too_wide_is_broken_between_words() {
        let diff = lines("", "    let answer = question.answer();", 24).unwrap();
        let diff = anstream::adapter::strip_str(&diff).to_string();
        assert_eq!(diff, "+     let answer =\n          question.answer();\n");
    }

    #[test]
    fn a_line_with_half_of_a_pair_of_backticks_is_shown_as_it_is() {
        let diff = lines("", "/// `a` is not\n/// `b\n/// c` or ```\n", 80).unwrap();
        let diff = anstream::adapter::strip_str(&diff).to_string();
        assert_eq!(diff, "+ /// `a` is not\n+ /// `b\n+ /// c` or ```\n");
    }

    #[test]
    fn the_same_lines_are_no_difference() {
        assert_eq!(lines("a\nb\n", "a\r\nb\r\n", 80), None);
    }
}
