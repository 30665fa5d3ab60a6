//! Two texts side by side, line by line: what one has, what the other has.

use std::fmt::Write;

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use crate::screen::{BAD, FAINT, GOOD};

/// How many lines around a difference are shown.
const AROUND: usize = 3;

/// The lines that differ, with those around them; nothing when all lines are the same.
///
/// A minus and a plus say which is which, also without colour.
pub fn lines(old: &str, new: &str) -> Option<String> {
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
                old[before].iter().for_each(|line| push(&mut text, &format!("  {line}")));
                continue;
            }
            for line in &old[before] {
                push(&mut text, &format!("{BAD}- {line}{BAD:#}"));
            }
            for line in &new[after] {
                push(&mut text, &format!("{GOOD}+ {line}{GOOD:#}"));
            }
        }
    }
    (!groups.is_empty()).then_some(text)
}

fn push(text: &mut String, line: &str) {
    text.push_str(line.trim_end());
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn what_differs_is_shown_with_what_is_around_it() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n";
        let new = old.replace("b\n", "B\nB\n").replace("l\n", "");
        let diff = anstream::adapter::strip_str(&lines(old, &new).unwrap()).to_string();
        assert_eq!(diff, "  a\n- b\n+ B\n+ B\n  c\n  d\n  e\n  …\n  i\n  j\n  k\n- l\n  m\n");
    }

    #[test]
    fn the_same_lines_are_no_difference() {
        assert_eq!(lines("a\nb\n", "a\r\nb\r\n"), None);
    }
}
