//! SUMMARY.md: every chapter is in it, and everything in it is a chapter.

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use pulldown_cmark::{Event, Parser, Tag};

use crate::course::{Course, tidy};
use crate::problem::{Problem, line_of};

/// Compares SUMMARY.md with the files beside it.
///
/// # Errors
///
/// When SUMMARY.md cannot be read.
pub fn check(course: &Course) -> Result<Vec<Problem>> {
    let folder = course.chapters();
    let path = folder.join("SUMMARY.md");
    let file = course.name(&path);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{file}`"))?;
    let mut problems = Vec::new();
    let mut listed: HashSet<PathBuf> = HashSet::new();
    for (event, range) in Parser::new(&text).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        // An empty link is mdBook's way to announce a chapter that is not written yet.
        if dest_url.is_empty() {
            continue;
        }
        let chapter = tidy(&folder.join(&*dest_url));
        if !chapter.is_file() {
            let what = format!(
                "`{}` does not exist: write it, or take it from the list",
                course.name(&chapter)
            );
            problems.push(Problem::broken(&file, line_of(&text, range.start), what));
        }
        listed.insert(chapter);
    }
    for chapter in course.files_below("book/src") {
        let is_chapter =
            chapter.extension().is_some_and(|ext| ext == "md") && chapter != tidy(&path);
        if is_chapter && !listed.contains(&chapter) {
            let what = "no reader finds this chapter: list it in `book/src/SUMMARY.md`";
            problems.push(Problem::rule(&course.name(&chapter), 1, what));
        }
    }
    Ok(problems)
}
