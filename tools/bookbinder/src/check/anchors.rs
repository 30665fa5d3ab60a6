//! Anchors: well named, unique, closed, and each shown by a chapter.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use lesson::excerpt::{self, Mark};

use crate::course::Course;
use crate::problem::Problem;

/// Looks at every anchor in the sources; `shown` are those that a chapter includes.
pub fn check(course: &Course, shown: &[(PathBuf, String)]) -> Vec<Problem> {
    let mut used: HashMap<String, HashSet<&str>> = HashMap::new();
    for (path, anchor) in shown {
        used.entry(course.name(path)).or_default().insert(anchor);
    }
    let mut problems = Vec::new();
    for folder in ["lessons", "exercises", "solutions"] {
        for path in course.files_below(folder) {
            if !path.extension().is_some_and(|ext| ext == "rs" || ext == "py" || ext == "toml") {
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let file = course.name(&path);
            let marks = excerpt::marks(&text);
            problems.extend(shape(&file, &marks));
            // The exercises are the learner's to change, anchors and all.
            let unused = marks.iter().filter(|mark| {
                !mark.end
                    && !used.get(&file).is_some_and(|names| names.contains(mark.name.as_str()))
            });
            if folder == "lessons" {
                problems.extend(unused.map(|mark| {
                    let what = format!(
                        "no chapter shows the anchor `{}`: include it, or take it away",
                        mark.name
                    );
                    Problem::rule(&file, mark.line, what)
                }));
            }
        }
    }
    problems
}

fn shape(file: &str, marks: &[Mark]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    for mark in marks {
        let name = &mark.name;
        let has = |end| marks.iter().any(|other| other.end == end && other.name == *name);
        let what = if mark.end {
            (!has(false))
                .then(|| format!("the anchor `{name}` ends and never begins: check its spelling"))
        } else if !is_kebab(name) {
            Some(format!("the anchor `{name}` is not kebab-case: write it like `acquire-loop`"))
        } else if !seen.insert(name) {
            Some(format!("a second anchor `{name}` in this file: give each a name of its own"))
        } else {
            (!has(true))
                .then(|| format!("the anchor `{name}` never ends: add `ANCHOR_END: {name}`"))
        };
        problems.extend(what.map(|what| Problem::rule(file, mark.line, what)));
    }
    problems
}

fn is_kebab(name: &str) -> bool {
    name.split('-').all(|word| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}
