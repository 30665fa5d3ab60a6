//! The scripts and styles that `book.toml` adds to each page: together they stay small.

use std::path::PathBuf;

use anyhow::{Context, Result};
use mdbook_driver::config::Config;
use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::course::Course;
use crate::figure::kilobytes;
use crate::problem::Problem;

/// They are at most this many bytes, each file compressed by itself as a server sends it.
const MOST_BYTES: usize = 30_000;

/// The level that servers use.
const LEVEL: u8 = 6;

/// Weighs them; returns the problem, if they are too heavy, and what they weigh.
///
/// # Errors
///
/// When one of them cannot be read.
pub fn check(course: &Course) -> Result<(Option<Problem>, String)> {
    let settings = course.book().join("book.toml");
    let html = Config::from_disk(&settings)?.html_config().unwrap_or_default();
    let files: Vec<PathBuf> = html.additional_css.into_iter().chain(html.additional_js).collect();
    let mut bytes = 0;
    for file in &files {
        let path = course.book().join(file);
        let name = || format!("cannot read `{}`", course.name(&path));
        let text = std::fs::read(&path).with_context(name)?;
        bytes += compress_to_vec_zlib(&text, LEVEL).len();
    }
    let weight =
        format!("{} KB of scripts and styles beside mdBook's, compressed", kilobytes(bytes));
    let problem = (bytes > MOST_BYTES).then(|| {
        let what = format!(
            "{weight}: {} KB is the most, because every page has them",
            kilobytes(MOST_BYTES)
        );
        Problem::rule(&course.name(&settings), 1, what)
    });
    Ok((problem, weight))
}
