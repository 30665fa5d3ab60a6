//! What the pages get that mdBook's templates don't offer: a policy for scripts, repairs, and pictures of their own.
//!
//! A copy of mdBook's page template in `book/theme` could do the same, but would have to follow every release of mdBook.
//! Here, a piece that isn't found stops the build, and the error names it.

mod canvas;
mod face;
mod icon;
mod png;
mod policy;
mod preview;
mod repair;

use std::path::Path;

use anyhow::{Context, Result};
use mdbook_driver::config::Config;

use crate::course::Course;
use crate::picture::Rows;

/// Finishes every page in `folder`.
///
/// # Errors
///
/// When a page cannot be read or written, or is not what mdBook 0.5 writes.
pub fn finish(course: &Course, config: &Config, folder: &Path) -> Result<()> {
    let face = face::make(course, config, folder)?;
    let mut hashes = policy::Hashes::default();
    for path in Course::at(folder).files_below("") {
        if path.extension().is_none_or(|ext| ext != "html") {
            continue;
        }
        page(&path, &face, &mut hashes)
            .with_context(|| format!("cannot finish `{}`", path.display()))?;
    }
    Ok(())
}

fn page(path: &Path, face: &face::Face, hashes: &mut policy::Hashes) -> Result<()> {
    let html = std::fs::read_to_string(path).context("it cannot be read")?;
    let html = repair::page(&html);
    let html = face.put_on(&html)?;
    let html = policy::add(&html, hashes)?;
    std::fs::write(path, html).context("it cannot be written")
}

/// The threads that a picture of the first steps has room for: those that take one of them.
fn lanes(rows: &Rows, steps: usize) -> Vec<usize> {
    let first = &rows.rows[..rows.rows.len().min(steps)];
    let acts = |lane: &&usize| first.iter().any(|row| row.thread == **lane);
    rows.lanes.iter().filter(acts).copied().collect()
}
