//! Each term is used by the chapter that introduces it.

use super::Glossary;
use crate::problem::Problem;

/// What is wrong with the glossary, named `file`, as seen from the chapters: `used` has for each its name and the
/// entries that it uses. An entry is checked once its chapter belongs to the second `edition`.
pub fn check(
    glossary: &Glossary,
    file: &str,
    used: &[(String, Vec<usize>)],
    edition: &[String],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (i, entry) in glossary.entries.iter().enumerate() {
        if !edition.contains(&entry.chapter) {
            continue;
        }
        let users: Vec<&str> = used
            .iter()
            .filter(|(_, all)| all.contains(&i))
            .map(|(name, _)| name.as_str())
            .collect();
        if users.contains(&entry.chapter.as_str()) {
            continue;
        }
        let what = match users.first() {
            None => format!("no chapter uses `{}`: use it, or take it away", entry.title),
            Some(first) => format!(
                "`{}` does not use `{}`, which it is to introduce; `{first}` does: name the right chapter",
                entry.chapter, entry.title
            ),
        };
        problems.push(Problem::rule(file, entry.line, what));
    }
    problems
}
