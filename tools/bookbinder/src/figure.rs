//! Figures that a script makes playable: how each of them begins, what it weighs, and how much a page may carry.

use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;

use crate::html::{escape, prose};
use crate::problem::Problem;

/// The data of a page's figures are at most this many bytes.
pub const MOST_BYTES: usize = 100_000;

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The name of its file, without the extension: an address names the figure so.
    pub name: String,
    /// How many of them there are, and what they are called: `70`, `schedules`.
    pub count: (usize, &'static str),
    /// How many different results they have.
    pub outcomes: usize,
    /// The size of its data.
    pub bytes: usize,
}

/// The figures of a page, by the page's file.
pub type Page = (String, Vec<Figure>);

/// Reads a figure's JSON, which must be of this version.
///
/// # Errors
///
/// When it is of another version, or something else; `otherwise` says so: "is no tree of schedules".
pub fn read<T: DeserializeOwned>(json: &str, version: u32, otherwise: &'static str) -> Result<T> {
    let value: serde_json::Value = serde_json::from_str(json).context("is not JSON")?;
    // Before anything else: another version may well look like nothing at all.
    if let Some(found) = value.get("version") {
        ensure!(*found == version, "has version {found}, and this reads {version}");
    }
    serde_json::from_value(value).context(otherwise)
}

/// The beginning of the section of something to play with, with its title. What all of them share is styled by the class
/// `game`.
pub fn game(class: &str, title: &str, attributes: &str) -> String {
    // A group, because two landmarks of one name on a page would be a fault.
    format!(
        "<section class=\"{class} game\" role=\"group\" aria-label=\"{title}\"{attributes}>\n\
         <p class=\"heading\">{title}</p>\n"
    )
}

/// The beginning of a figure's section, with its title and what the reader is asked to reach. An address names the section
/// by `name`; `attributes` are what else the script must know, each after a blank.
pub fn open(class: &str, title: &str, name: &str, attributes: &str, goal: Option<&str>) -> String {
    let mut html = game(class, title, &format!(" data-name=\"{}\"{attributes}", escape(name)));
    if let Some(goal) = goal {
        _ = writeln!(html, "<p class=\"goal\">{}</p>", prose(goal));
    }
    html
}

/// A line for each figure: page, figure, how many runs, how many results, KB.
pub fn table(pages: &[Page]) -> Option<String> {
    let mut lines: Vec<[String; 5]> = vec![];
    for (file, figures) in pages {
        let page = file.rsplit('/').next().unwrap_or(file);
        let each = figures.iter().map(|figure| {
            let (count, noun) = figure.count;
            let count = format!("{count} {noun}");
            let outcomes = figure.outcomes.to_string();
            [page.to_owned(), figure.name.clone(), count, outcomes, kilobytes(figure.bytes)]
        });
        lines.extend(each);
    }
    if lines.is_empty() {
        return None;
    }
    lines.insert(0, ["page", "figure", "explored", "results", "KB"].map(str::to_owned));
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: [usize; 5] = std::array::from_fn(|column| width(column).unwrap_or(0));
    let mut text = String::new();
    for [page, figure, count, outcomes, size] in &lines {
        let [a, b, c, d, e] = widths;
        let line = format!("{page:<a$}  {figure:<b$}  {count:>c$}  {outcomes:>d$}  {size:>e$}");
        _ = writeln!(text, "{line}");
    }
    Some(text.trim_end().to_owned())
}

/// The pages whose figures are too heavy.
pub fn too_heavy(pages: &[Page]) -> Vec<Problem> {
    let weight = |figures: &[Figure]| figures.iter().map(|figure| figure.bytes).sum::<usize>();
    let heavy = pages.iter().filter(|(_, figures)| weight(figures) > MOST_BYTES);
    heavy
        .map(|(file, figures)| {
            let what = format!(
                "the figures of this page have {} KB of data, and {} KB is the most: leave one out, or explore fewer \
                 steps in it",
                kilobytes(weight(figures)),
                MOST_BYTES / 1000
            );
            Problem::rule(file, 1, what)
        })
        .collect()
}

/// In KB, with one decimal.
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: &[usize]) -> Page {
        let figure =
            |&bytes| Figure { name: "lost".into(), count: (70, "schedules"), outcomes: 2, bytes };
        ("book/src/one.md".into(), bytes.iter().map(figure).collect())
    }

    #[test]
    fn each_figure_has_a_line_of_the_table() {
        let table = table(&[page(&[12_345]), page(&[])]).unwrap();
        let expected = "page    figure      explored  results    KB\n\
                        one.md  lost    70 schedules        2  12.3";
        assert_eq!(table, expected);
        assert_eq!(super::table(&[page(&[])]), None);
    }

    #[test]
    fn a_page_whose_figures_are_too_heavy_together_is_refused() {
        assert_eq!(too_heavy(&[page(&[60_000, 40_000])]), []);
        let problems = too_heavy(&[page(&[60_000, 40_001])]);
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0]
                .to_string()
                .starts_with("book/src/one.md:1: the figures of this page have 100.0 KB")
        );
    }
}
