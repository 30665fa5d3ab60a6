//! `{{#scheduler path.json}}`: the reader decides who goes next, from the complete tree of a run's choices.

mod walk;

use anyhow::{Result, ensure};
use trace::{FORMAT, Schedules};

use crate::figure::{self, Figure};
use crate::html::{escape, json};
use crate::picture;
use walk::Walk;

/// The tree in `file` as a section with a table of every result, which the script makes playable. A result other
/// than `promise`, which can name several between bars, counts as a broken promise, as does every failure. `goal` asks
/// the reader to break it, and stands in for what the tree says. An address names the section by `name`.
///
/// # Errors
///
/// When `file` is no such tree, when no end keeps `promise`, or when no end says whether the goal is reached.
pub fn section(
    file: &str,
    name: &str,
    promise: Option<&str>,
    goal: Option<&str>,
) -> Result<(String, Figure)> {
    let tree: Schedules = figure::read(file, FORMAT, "is no tree of schedules")?;
    let walk = Walk::through(&tree, promise)?;
    let schedules = walk.ends.len();
    ensure!(schedules > 1, "has only one schedule: there is nothing to choose");
    if let Some(promise) = promise {
        // Most likely a slip: a capital letter, say.
        let kept = walk.ends.iter().any(|(_, broken)| !broken);
        ensure!(
            kept,
            "no schedule ends with `{promise}`, so `promise` names no result of the tree"
        );
    }
    ensure!(
        goal.is_none() || walk.judged(),
        "never fails, so nothing says whether the goal is reached: add `promise=\"…\"`"
    );

    let reads = if walk.reads() { " data-reads" } else { "" };
    let goal_or_promise = Some(goal.unwrap_or(&tree.goal)).filter(|goal| !goal.is_empty());
    let mut html = figure::open("scheduler", "You are the scheduler", name, reads, goal_or_promise);
    let hopeless = walk.hopeless(goal.is_some());
    let hopeless = hopeless.map(|why| format!("<p class=\"hopeless\">{}</p>\n", escape(&why)));
    html.push_str(&format!(
        "<div class=\"results\">\n<p>There are {schedules} {}. They end like this:</p>\n{}{}</div>\n\
         <figure class=\"swimlane\" hidden>\n{}\n<caption>The steps so far.</caption>\n{}\
         <tbody role=\"rowgroup\">\n</tbody>\n</table>\n</figure>\n",
        walk.noun(),
        results(&walk),
        hopeless.unwrap_or_default(),
        walk.columns().table(),
        picture::table_head(walk.columns()),
    ));
    let (count, outcomes) = ((schedules, walk.noun()), walk.outcomes().len());
    let data = json(&walk.into_game(goal.is_some()));
    html.push_str(&format!("<script type=\"application/json\">{data}</script>\n</section>\n"));
    Ok((html, Figure { name: name.to_owned(), count, outcomes, bytes: data.len() }))
}

fn results(walk: &Walk<'_>) -> String {
    let (ends, judged) = (&walk.ends, walk.judged());
    let promise = if judged { "<th scope=\"col\">The promise</th>" } else { "" };
    let noun = if walk.reads() { "Executions" } else { "Schedules" };
    let mut html = format!(
        "<table><thead><tr><th scope=\"col\">Result</th><th scope=\"col\">{noun}</th>{promise}</tr></thead><tbody>\n"
    );
    for one in walk.outcomes() {
        let count = ends.iter().filter(|&end| end == one).count();
        let verdict = match (judged, one.1) {
            (false, _) => "",
            (true, true) => "<td>broken</td>",
            (true, false) => "<td>kept</td>",
        };
        html.push_str(&format!("<tr><td>{}</td><td>{count}</td>{verdict}</tr>\n", escape(&one.0)));
    }
    html.push_str("</tbody></table>\n");
    html
}
