//! `{{#scheduler path.json}}`: the reader decides who goes next, from the complete tree of a run's choices.

use anyhow::{Context, Result, ensure};
use interleave::trace::{Failure, Object, Step, Thread};
use serde::{Deserialize, Serialize};

use crate::html::{escape, json, prose};
use crate::picture::{self, Columns, Rows, Run};

/// The version of the tree's JSON that this reads.
pub const FORMAT: u32 = 1;

/// Every schedule of a program, as the explorer's `schedules` writes it.
#[derive(Clone, Debug, Deserialize)]
pub struct Tree {
    /// The version of this format.
    pub version: u32,
    /// The threads; the first is the one that the closure itself ran on.
    pub threads: Vec<Thread>,
    /// What the threads share.
    pub objects: Vec<Object>,
    /// What the reader is to try: `Make the balance end at 1.`
    #[serde(default)]
    pub goal: Option<String>,
    /// The first choice.
    pub root: Node,
}

/// A place in the tree: a choice, or an end.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Node {
    /// Who may go next; empty at an end.
    pub choices: Vec<Choice>,
    /// How it ended, at an end.
    pub end: Option<End>,
}

/// One thread that may go next.
#[derive(Clone, Debug, Deserialize)]
pub struct Choice {
    /// Which one.
    pub thread: usize,
    /// The step it takes, and the steps that follow without a choice.
    pub steps: Vec<Step>,
    /// Where that leads.
    pub next: Node,
}

/// How a schedule ended.
#[derive(Clone, Debug, Deserialize)]
pub struct End {
    /// What the program returned, where it returned.
    #[serde(default)]
    pub value: Option<String>,
    /// What went wrong, if anything did.
    #[serde(default)]
    pub failure: Option<Failure>,
}

/// What the script needs: rows are drawn here, once, so that both pictures look the same.
#[derive(Serialize)]
struct Game {
    threads: Vec<String>,
    rows: Vec<String>,
    schedules: usize,
    /// Whether the ends say anything about a promise.
    judged: bool,
    root: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Choices(Vec<Turn>),
    End { result: String, broken: bool },
}

#[derive(Serialize)]
struct Turn {
    thread: usize,
    /// What the thread is about to do, without what comes of it.
    action: String,
    rows: Vec<usize>,
    next: Place,
}

/// The tree in `file` as a section with a table of every result, which the script makes playable. A result other
/// than `promise` counts as a broken promise, as does every failure.
///
/// # Errors
///
/// When `file` is no such tree.
pub fn section(file: &str, promise: Option<&str>) -> Result<String> {
    let tree: Tree = serde_json::from_str(file).context("is no tree of schedules")?;
    ensure!(
        tree.version == FORMAT,
        "has version {}, and this reads {FORMAT}",
        tree.version
    );
    let mut walk = Walk {
        tree: &tree,
        promise,
        lanes: Vec::new(),
        shared: false,
        rows: Vec::new(),
        ends: Vec::new(),
    };
    walk.find_lanes(&tree.root, &mut Vec::new())?;
    let root = walk.place(&tree.root, &mut Vec::new(), 0);
    let schedules = walk.ends.len();
    ensure!(
        schedules > 1,
        "has only one schedule: there is nothing to choose"
    );

    let judged = promise.is_some() || walk.ends.iter().any(|(_, broken)| *broken);
    let goal = tree
        .goal
        .as_deref()
        .map(|goal| format!("<p class=\"goal\">{}</p>\n", prose(goal)));
    let mut html = format!(
        "<section class=\"scheduler\" aria-label=\"You are the scheduler\">\n\
         <p class=\"heading\">You are the scheduler</p>\n{}",
        goal.unwrap_or_default()
    );
    html.push_str(&format!(
        "<div class=\"results\">\n<p>There are {schedules} schedules. They end like this:</p>\n{}</div>\n",
        results(&walk.ends, judged)
    ));
    html.push_str(&format!(
        "<figure class=\"swimlane\" hidden>\n{}\n<caption>The steps so far.</caption>\n",
        walk.columns().table()
    ));
    html.push_str(&picture::table_head(walk.columns()));
    html.push_str("<tbody role=\"rowgroup\">\n</tbody>\n</table>\n</figure>\n");
    let threads = tree
        .threads
        .iter()
        .map(|thread| thread.name.clone())
        .collect();
    let game = Game {
        threads,
        rows: walk.rows,
        schedules,
        judged,
        root,
    };
    html.push_str(&format!(
        "<script type=\"application/json\">{}</script>\n</section>\n",
        json(&game)
    ));
    Ok(html)
}

struct Walk<'a> {
    tree: &'a Tree,
    promise: Option<&'a str>,
    lanes: Vec<usize>,
    shared: bool,
    rows: Vec<String>,
    /// The result of each schedule, and whether it breaks the promise.
    ends: Vec<(String, bool)>,
}

impl<'a> Walk<'a> {
    fn run<'s>(&self, steps: &'s [Step]) -> Run<'s>
    where
        'a: 's,
    {
        Run {
            threads: &self.tree.threads,
            objects: &self.tree.objects,
            steps,
        }
    }

    fn columns(&self) -> Columns<'_> {
        Columns::new(self.run(&[]), &self.lanes, self.shared)
    }

    /// A lane for each thread that acts in any schedule; checks every index on the way.
    fn find_lanes(&mut self, node: &Node, path: &mut Vec<Step>) -> Result<()> {
        ensure!(
            node.choices.is_empty() == node.end.is_some(),
            "has a place that is neither choice nor end"
        );
        if node.choices.is_empty() {
            let drawing = Rows::new(self.run(path), None);
            self.lanes.extend(drawing.columns);
            self.lanes.sort_unstable();
            self.lanes.dedup();
            self.shared |= drawing.shared;
        }
        for choice in &node.choices {
            ensure!(!choice.steps.is_empty(), "has a choice without a step");
            let before = path.len();
            path.extend(choice.steps.iter().cloned());
            ensure!(
                self.run(path).is_consistent() && choice.thread < self.tree.threads.len(),
                "points to a thread or an object that it lacks"
            );
            self.find_lanes(&choice.next, path)?;
            path.truncate(before);
        }
        Ok(())
    }

    fn place(&mut self, node: &Node, path: &mut Vec<Step>, drawn: usize) -> Place {
        if let Some(end) = &node.end {
            return self.end(end, path);
        }
        let turns = node.choices.iter().map(|choice| {
            let before = path.len();
            path.extend(choice.steps.iter().cloned());
            let drawing = Rows::new(self.run(path), None);
            let rows = drawing.rows[drawn..]
                .iter()
                .map(|row| self.keep(picture::row(row, self.columns())))
                .collect();
            let own = choice
                .steps
                .iter()
                .find(|step| step.thread == choice.thread);
            let turn = Turn {
                thread: choice.thread,
                action: picture::action(own.unwrap_or(&choice.steps[0]), self.run(path)),
                rows,
                next: self.place(&choice.next, path, drawing.rows.len()),
            };
            path.truncate(before);
            turn
        });
        Place::Choices(turns.collect())
    }

    fn end(&mut self, end: &End, path: &[Step]) -> Place {
        let run = self.run(path);
        let words = end
            .failure
            .as_ref()
            .map(|why| picture::failure(why, run, &Rows::new(run, None)));
        let kept = self
            .promise
            .is_none_or(|promise| end.value.as_deref() == Some(promise));
        let broken = words.is_some() || !kept;
        let result = end
            .value
            .clone()
            .or(words)
            .unwrap_or_else(|| "nothing".to_owned());
        self.ends.push((result.clone(), broken));
        Place::End { result, broken }
    }

    /// The index of a row among those kept: many schedules share theirs.
    fn keep(&mut self, row: String) -> usize {
        match self.rows.iter().position(|kept| *kept == row) {
            Some(index) => index,
            None => {
                self.rows.push(row);
                self.rows.len() - 1
            }
        }
    }
}

fn results(ends: &[(String, bool)], judged: bool) -> String {
    let mut distinct: Vec<&(String, bool)> = ends.iter().collect();
    distinct.sort();
    distinct.dedup();
    let promise = if judged {
        "<th scope=\"col\">The promise</th>"
    } else {
        ""
    };
    let mut html = format!(
        "<table><thead><tr><th scope=\"col\">Result</th><th scope=\"col\">Schedules</th>{promise}</tr></thead><tbody>\n"
    );
    for one in distinct {
        let count = ends.iter().filter(|end| *end == one).count();
        let verdict = match (judged, one.1) {
            (false, _) => "",
            (true, true) => "<td>broken</td>",
            (true, false) => "<td>kept</td>",
        };
        html.push_str(&format!(
            "<tr><td>{}</td><td>{count}</td>{verdict}</tr>\n",
            escape(&one.0)
        ));
    }
    html.push_str("</tbody></table>\n");
    html
}
