//! Builds the book aside, and looks at everything that can be wrong with it.

mod anchors;
mod links;
mod python;
mod summary;
mod weight;

use anyhow::{Context, Result};

use crate::course::Course;
use crate::figure;
use crate::problem::Problem;
use crate::site;

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What is wrong, by file and line.
    pub problems: Vec<Problem>,
    /// What was checked, and what could not be.
    pub notes: Vec<String>,
}

/// Checks the whole book.
///
/// # Errors
///
/// When it cannot even be built.
pub fn check(course: &Course) -> Result<Report> {
    let mut report = Report { problems: summary::check(course)?, notes: Vec::new() };
    if report.problems.iter().any(|problem| problem.file.ends_with("SUMMARY.md")) {
        // Without its chapters mdBook does not even load the book.
        return Ok(report);
    }
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let site = site::build_aside(course, folder.path())?;
    let found = site.findings;
    let settings = course.name(&course.book().join("book.toml"));
    report.problems.extend(found.problems);
    report.problems.extend(
        site.warnings
            .iter()
            .map(|warning| Problem::rule(&settings, 1, format!("mdBook warns: {warning}"))),
    );
    report.problems.extend(anchors::check(course, &found.anchors));
    report.problems.extend(figure::too_heavy(&found.figures));
    let (dead, links) = links::check(course, &site.folder)?;
    report.problems.extend(dead);
    let (heavy, weight) = weight::check(course)?;
    report.problems.extend(heavy);
    let (failed, ran) = python::check(course, found.python);
    report.problems.extend(failed);
    report.problems.sort();
    report.problems.dedup();
    report.notes.push(format!(
        "{} chapters, {} code blocks, {} anchors, {links} links",
        found.chapters,
        found.blocks,
        found.anchors.len()
    ));
    report.notes.push(weight);
    report.notes.extend(ran);
    report.notes.extend(figure::table(&found.figures));
    Ok(report)
}
