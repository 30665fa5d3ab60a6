//! The README of an exercise: the task, and the hints that it keeps folded away.

use std::fs;

use anyhow::{Context, Result};

use crate::course::{Course, Exercise};

/// A README, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Readme {
    /// The task, as Markdown.
    pub task: String,
    /// The hints, as Markdown, in order.
    pub hints: Vec<String>,
}

/// Reads the README of an exercise.
pub fn read(course: &Course, exercise: &Exercise) -> Result<Readme> {
    let path = exercise.readme();
    let text = fs::read_to_string(&path);
    let text = text.with_context(|| format!("cannot read `{}`", course.shown(&path)))?;
    Ok(parse(&text))
}

/// Hints are `<details>` blocks, with the `<summary>` on a line of its own.
fn parse(text: &str) -> Readme {
    let mut readme = Readme::default();
    let mut hint: Option<String> = None;
    for line in text.lines() {
        let plain = line.trim();
        match &mut hint {
            None if plain.starts_with("<details") => hint = Some(String::new()),
            None => readme.task.extend([line, "\n"]),
            Some(_) if plain == "</details>" => readme.hints.extend(hint.take().map(trimmed)),
            Some(_) if plain.starts_with("<summary>") => {}
            Some(hint) => hint.extend([line, "\n"]),
        }
    }
    readme.hints.extend(hint.map(trimmed));
    readme.task = without_last_heading(readme.task.trim());
    readme
}

fn trimmed(text: String) -> String {
    text.trim().to_owned()
}

/// A heading over the hints has nothing under it once they are taken out.
fn without_last_heading(text: &str) -> String {
    let (rest, last) = text.rsplit_once('\n').unwrap_or_default();
    if last.starts_with('#') { rest.trim_end().to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Readme, parse};

    #[test]
    fn hints_are_taken_out_of_the_task() {
        let text = "# Bids\n\nDo it.\n\n## Hints\n\n<details>\n<summary>Hint 1</summary>\n\nLook.\n\n</details>\n\n\
                    <details><summary>Hint 2</summary>\n\nLook again.\n</details>\n";
        let hints = vec!["Look.".to_owned(), "Look again.".to_owned()];
        assert_eq!(parse(text), Readme { task: "# Bids\n\nDo it.".into(), hints });
    }
}
