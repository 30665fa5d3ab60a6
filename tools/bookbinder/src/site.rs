//! Builds the whole book in this process.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use crate::course::Course;
use crate::finish::finish;
use crate::preprocess::{Bookbinder, Findings, NAME};
use crate::warnings;

/// A book that has been built.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where its pages are.
    pub folder: PathBuf,
    /// What the chapters held.
    pub findings: Findings,
    /// What mdBook warned about.
    pub warnings: Vec<String>,
}

/// Builds the book into the folder that `book.toml` names.
///
/// # Errors
///
/// When the book cannot be read, and when a page shows something that is not there.
pub fn build(course: &Course) -> Result<Site> {
    bind(course, None, false)
}

/// Builds the book into `folder`, going on where a page is broken.
///
/// # Errors
///
/// When the book cannot be read.
pub fn build_aside(course: &Course, folder: &Path) -> Result<Site> {
    bind(course, Some(folder), true)
}

fn bind(course: &Course, folder: Option<&Path>, keep_going: bool) -> Result<Site> {
    let root = course.book();
    let settings = root.join("book.toml");
    let mut config = Config::from_disk(&settings)
        .with_context(|| format!("cannot read `{}`", course.name(&settings)))?;
    // As mdBook itself does: a workflow tells where it will publish the book.
    config.update_from_env()?;
    if let Some(folder) = folder {
        config.build.build_dir = folder.to_owned();
    }
    // mdBook's own preprocessor for includes is not strict, so ours has to come first.
    config.set(format!("preprocessor.{NAME}.before"), ["links"])?;
    let bookbinder = Bookbinder { keep_going, ..Bookbinder::default() };
    let findings = bookbinder.findings.clone();
    let (built, warnings) = warnings::caught(|| -> Result<PathBuf> {
        let mut book = MDBook::load_with_config(&root, config)?;
        book.with_preprocessor(bookbinder);
        book.build()?;
        let folder = book.build_dir_for("html");
        finish(course, &book.config, &folder)?;
        Ok(folder)
    });
    match built {
        Ok(folder) => Ok(Site { folder, findings: findings.take(), warnings }),
        Err(error) if !findings.borrow().broken().is_empty() => bail!("{error}"),
        Err(error) => Err(error.context("cannot build the book")),
    }
}
