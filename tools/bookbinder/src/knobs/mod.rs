//! `{{#knobs path.json}}`: the reader chooses the ordering of each access, and sees what the program can do then.

mod strength;
mod table;

use anyhow::{Result, bail, ensure};
use serde::{Deserialize, Serialize};
use trace::Counterexample;

use crate::figure::{self, Figure};
use crate::html::json;
use crate::picture::{self, Columns, Rows};
use crate::pool::Pool;

/// The version of the JSON that this reads.
pub const FORMAT: u32 = 1;

/// A program that was explored with every combination of its orderings.
#[derive(Clone, Debug, Deserialize)]
struct Explored {
    knobs: Vec<Knob>,
    /// What was found, each result once.
    results: Vec<Found>,
    /// The index of the result of each combination. Those that differ in the last knob only stand side by side.
    combinations: Vec<usize>,
}

/// One ordering to choose.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Knob {
    /// The access: `ready.store`.
    name: String,
    /// What it can be set to, from weak to strong.
    options: Vec<String>,
}

/// What was found for some of the combinations.
#[derive(Clone, Debug, Deserialize)]
struct Found {
    /// Every result that the program can have.
    outcomes: Vec<String>,
    /// How much was explored, where it holds.
    #[serde(default)]
    explored: Option<String>,
    /// The run that breaks it, where it doesn't. An ordering in it is the number of a knob.
    #[serde(default)]
    counterexample: Option<Counterexample>,
}

/// What the reader wants to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Aim {
    /// A program that holds, with orderings as weak as they can be.
    Weakest,
    /// A program that breaks, with one change.
    Break,
}

/// What the script needs.
#[derive(Serialize)]
struct Game<'a> {
    knobs: &'a [Knob],
    aim: Aim,
    /// Where the reader begins, and the combinations of which nothing can be weaker.
    start: usize,
    weakest: &'a [usize],
    cells: Vec<String>,
    rows: Vec<Vec<usize>>,
    results: Vec<Shown>,
    combinations: Vec<usize>,
}

#[derive(PartialEq, Eq, Hash, Serialize)]
struct Shown {
    outcomes: Vec<String>,
    holds: bool,
    /// How much was explored, or what went wrong.
    said: String,
    rows: Vec<usize>,
}

/// The exploration in `file` as a section with a table of every combination, which the script makes playable. An address
/// names the section by `name`.
///
/// # Errors
///
/// When `file` is no such exploration, or when the reader could not reach the goal.
pub fn section(
    file: &str,
    name: &str,
    aim: Option<&str>,
    goal: Option<&str>,
) -> Result<(String, Figure)> {
    let explored: Explored = figure::read(file, FORMAT, "is no exploration of every combination")?;
    explored.check()?;
    let aim = match aim {
        Some("weakest") => Aim::Weakest,
        Some("break") => Aim::Break,
        _ => bail!("needs a goal: `aim=\"weakest\"` or `aim=\"break\"`"),
    };
    let weakest = explored.weakest();
    ensure!(!weakest.is_empty(), "holds with no combination, so there is nothing to reach");
    let start = match aim {
        Aim::Weakest => 0,
        Aim::Break => weakest[0],
    };
    ensure!(
        !explored.holds(0),
        "holds with the weakest of all orderings, so nothing can be broken"
    );

    let mut html = figure::open("knobs", "Turn the knobs", name, "", goal);
    html.push_str(&table::results(&explored, &weakest));
    let drawing = explored.draw();
    html.push_str(&format!(
        "<figure class=\"swimlane\" hidden>\n{}\n<caption>A run that breaks it.</caption>\n{}\
         <tbody role=\"rowgroup\">\n</tbody>\n</table>\n</figure>\n",
        drawing.start, drawing.head
    ));
    let mut results: Vec<&[String]> =
        explored.results.iter().map(|found| found.outcomes.as_slice()).collect();
    results.sort_unstable();
    results.dedup();
    let (count, outcomes) = ((explored.combinations.len(), "combinations"), results.len());
    let game = Game {
        knobs: &explored.knobs,
        aim,
        start,
        weakest: &weakest,
        cells: drawing.cells.into_kept(),
        rows: drawing.rows.into_kept(),
        results: drawing.results.into_kept(),
        combinations: drawing.combinations,
    };
    let data = json(&game);
    html.push_str(&format!("<script type=\"application/json\">{data}</script>\n</section>\n"));
    Ok((html, Figure { name: name.to_owned(), count, outcomes, bytes: data.len() }))
}

/// The counterexample of each combination, drawn.
struct Drawing {
    start: &'static str,
    head: String,
    cells: Pool<String>,
    rows: Pool<Vec<usize>>,
    results: Pool<Shown>,
    combinations: Vec<usize>,
}

impl Explored {
    fn check(&self) -> Result<()> {
        let several = self.knobs.iter().all(|knob| knob.options.len() > 1);
        ensure!(!self.knobs.is_empty() && several, "has a knob with nothing to choose");
        let all: usize = self.knobs.iter().map(|knob| knob.options.len()).product();
        ensure!(self.combinations.len() == all, "has not every combination");
        let known = self.combinations.iter().all(|&result| result < self.results.len());
        ensure!(known, "has a combination without a result");
        for found in &self.results {
            let one = found.explored.is_some() != found.counterexample.is_some();
            ensure!(one, "has a result that neither holds nor breaks");
            let sound = |one: &Counterexample| picture::is_consistent(&one.trace);
            let sound = found.counterexample.as_ref().is_none_or(sound);
            ensure!(sound, "points to a thread, an object or a step that it lacks");
        }
        Ok(())
    }

    fn found(&self, combination: usize) -> &Found {
        &self.results[self.combinations[combination]]
    }

    fn holds(&self, combination: usize) -> bool {
        self.found(combination).explored.is_some()
    }

    /// Which option each knob has in a combination.
    fn settings(&self, mut combination: usize) -> Vec<usize> {
        let mut settings = vec![0; self.knobs.len()];
        for (knob, setting) in self.knobs.iter().zip(&mut settings).rev() {
            *setting = combination % knob.options.len();
            combination /= knob.options.len();
        }
        settings
    }

    /// The combinations that hold, and none that is weaker does.
    fn weakest(&self) -> Vec<usize> {
        let holding: Vec<usize> =
            (0..self.combinations.len()).filter(|&one| self.holds(one)).collect();
        let weaker = |one: usize, other: usize| {
            let (one, other) = (self.settings(one), self.settings(other));
            let pairs = self.knobs.iter().zip(one.iter().zip(&other));
            one != other
                && pairs
                    .into_iter()
                    .all(|(knob, (&a, &b))| strength::at_most(&knob.options[a], &knob.options[b]))
        };
        let none_weaker = |&one: &usize| !holding.iter().any(|&other| weaker(other, one));
        holding.iter().copied().filter(none_weaker).collect()
    }

    /// The counterexample of a combination, with the orderings that were chosen.
    fn counterexample(&self, combination: usize) -> Option<Counterexample> {
        let mut found = self.found(combination).counterexample.clone()?;
        let settings = self.settings(combination);
        for step in &mut found.trace.steps {
            let knob = step.ordering.as_ref().and_then(|one| one.parse::<usize>().ok());
            if let Some(knob) = knob.filter(|&knob| knob < settings.len()) {
                step.ordering = Some(self.knobs[knob].options[settings[knob]].clone());
            }
        }
        Some(found)
    }

    fn draw(&self) -> Drawing {
        let runs = self.results.iter().filter_map(|found| found.counterexample.as_ref());
        let runs: Vec<(&Counterexample, Rows)> =
            runs.map(|found| (found, Rows::new(&found.trace, Some(found)))).collect();
        let mut lanes: Vec<usize> = runs.iter().flat_map(|(_, rows)| rows.lanes.clone()).collect();
        lanes.sort_unstable();
        lanes.dedup();
        let shared = runs.iter().any(|(_, rows)| rows.shared);
        let columns = runs.first().map(|(found, _)| Columns::new(&found.trace, &lanes, shared));
        let mut drawing = Drawing {
            start: columns.map_or("<table role=\"table\">", |columns| columns.table()),
            head: columns.map(picture::table_head).unwrap_or_default(),
            cells: Pool::default(),
            rows: Pool::default(),
            results: Pool::default(),
            combinations: Vec::new(),
        };
        for combination in 0..self.combinations.len() {
            let Found { outcomes, explored, .. } = self.found(combination);
            let mut html = Vec::new();
            let mut said = explored.clone().unwrap_or_default();
            if let Some(found) = self.counterexample(combination) {
                said = found.headline();
                let mut rows = Rows::new(&found.trace, Some(&found));
                (rows.lanes, rows.shared) = (lanes.clone(), shared);
                let columns = Columns::new(&found.trace, &lanes, shared);
                html.extend(rows.rows.iter().map(|row| picture::row(row, columns)));
                html.push(picture::end(&found, &rows));
            }
            let rows = html.iter().map(|row| {
                let cells = picture::cells(row);
                let cells = cells.into_iter().map(|cell| drawing.cells.keep(cell.to_owned()));
                drawing.rows.keep(cells.collect())
            });
            let rows = rows.collect();
            let shown = Shown { outcomes: outcomes.clone(), holds: explored.is_some(), said, rows };
            drawing.combinations.push(drawing.results.keep(shown));
        }
        drawing
    }
}
