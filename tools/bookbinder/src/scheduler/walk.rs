//! Walks the whole tree once: draws every row, notes every end, and makes one place of those that are the same.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use serde::Serialize;
use trace::{Choice, Ending, FORMAT, Node, Schedules, Trace};

use crate::picture::{self, Columns, Rows};
use crate::pool::Pool;

/// What the script needs: rows are drawn here, once, so that both pictures look the same.
#[derive(Serialize)]
pub struct Game {
    threads: Vec<String>,
    /// Pieces of HTML, and the rows that are made of them.
    cells: Vec<String>,
    rows: Vec<Vec<usize>>,
    schedules: usize,
    /// What is counted: schedules, or executions where reads are chosen, too.
    noun: &'static str,
    /// Whether the ends say anything about a promise.
    judged: bool,
    /// Whether the reader was asked to break the promise.
    goal: bool,
    /// That nobody can, where it is so.
    hopeless: Option<String>,
    /// What comes after a place stands before it, so the first choice is the last one here.
    places: Vec<Place>,
}

#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
enum Place {
    Choices(Vec<Turn>),
    End { result: String, broken: bool },
}

#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
struct Turn {
    thread: usize,
    /// What the thread is about to do, without what comes of it.
    action: String,
    /// What comes of it, where that is a choice as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    way: Option<String>,
    rows: Vec<usize>,
    next: usize,
}

/// The walk, and what it has gathered.
pub struct Walk<'a> {
    promise: Option<&'a str>,
    /// The run that leads to where the walk is.
    run: Trace,
    lanes: Vec<usize>,
    shared: bool,
    /// Whether a thread has a choice of what it reads.
    reads: bool,
    cells: Pool<String>,
    rows: Pool<Vec<usize>>,
    places: Pool<Place>,
    /// The result of each schedule, and whether it breaks the promise.
    pub ends: Vec<(String, bool)>,
}

impl<'a> Walk<'a> {
    /// Goes through all of `tree`.
    pub fn through(tree: &Schedules, promise: Option<&'a str>) -> Result<Self> {
        let mut walk = Self {
            promise,
            run: Trace {
                version: FORMAT,
                threads: tree.threads.clone(),
                objects: tree.objects.clone(),
                steps: Vec::new(),
                belief: None,
            },
            lanes: Vec::new(),
            shared: false,
            reads: false,
            cells: Pool::default(),
            rows: Pool::default(),
            places: Pool::default(),
            ends: Vec::new(),
        };
        walk.find_lanes(&tree.root)?;
        walk.place(&tree.root, 0);
        Ok(walk)
    }

    /// The columns that every schedule fits into.
    pub fn columns(&self) -> Columns<'_> {
        Columns::new(&self.run, &self.lanes, self.shared)
    }

    /// Whether the ends say anything about a promise.
    pub fn judged(&self) -> bool {
        self.promise.is_some() || self.ends.iter().any(|(_, broken)| *broken)
    }

    /// Whether a thread has a choice of what it reads.
    pub fn reads(&self) -> bool {
        self.reads
    }

    /// What is counted.
    pub fn noun(&self) -> &'static str {
        if self.reads { "executions" } else { "schedules" }
    }

    /// How schedules end, each way once.
    pub fn outcomes(&self) -> BTreeSet<&(String, bool)> {
        self.ends.iter().collect()
    }

    /// That the promise cannot be broken, where there is one and it is so; with the proof, which is how all of them end.
    pub fn hopeless(&self, goal: bool) -> Option<String> {
        let broken = self.ends.iter().any(|(_, broken)| *broken);
        if !self.judged() || broken {
            return None;
        }
        let (all, noun) = (self.ends.len(), self.noun());
        let outcomes = self.outcomes();
        let names: Vec<&str> = outcomes.iter().map(|(result, _)| result.as_str()).collect();
        let how = match names.as_slice() {
            [one] => format!("all {all} {noun} end with {one}"),
            several => format!("each of the {all} {noun} ends with {}", picture::or(several)),
        };
        let what = if goal { "reaches the goal" } else { "breaks the promise" };
        Some(format!("No {} {what}: {how}.", noun.trim_end_matches('s')))
    }

    /// What the script is given.
    pub fn into_game(self, goal: bool) -> Game {
        Game {
            judged: self.judged(),
            noun: self.noun(),
            hopeless: self.hopeless(goal),
            goal,
            schedules: self.ends.len(),
            threads: self.run.threads.into_iter().map(|thread| thread.name).collect(),
            cells: self.cells.into_kept(),
            rows: self.rows.into_kept(),
            places: self.places.into_kept(),
        }
    }

    /// A lane for each thread that acts in any schedule; checks every index on the way.
    fn find_lanes(&mut self, node: &Node) -> Result<()> {
        let is_end = node.choices.is_empty();
        ensure!(is_end == node.end.is_some(), "has a place that is neither choice nor end");
        if is_end {
            let drawing = Rows::new(&self.run, None);
            self.lanes.extend(drawing.lanes);
            self.lanes.sort_unstable();
            self.lanes.dedup();
            self.shared |= drawing.shared;
        }
        for choice in &node.choices {
            ensure!(!choice.steps.is_empty(), "has a choice without a step");
            let before = self.run.steps.len();
            self.run.steps.extend(choice.steps.iter().cloned());
            let known = choice.thread < self.run.threads.len() && picture::is_consistent(&self.run);
            ensure!(known, "points to a thread or an object that it lacks");
            self.find_lanes(&choice.next)?;
            self.run.steps.truncate(before);
        }
        Ok(())
    }

    /// The index of a place. Two are the same if everything that can come after them is drawn alike.
    fn place(&mut self, node: &Node, drawn: usize) -> usize {
        let place = match &node.end {
            Some(end) => self.end(end),
            None => Place::Choices(
                node.choices
                    .iter()
                    .map(|choice| {
                        let same = |other: &&Choice| other.thread == choice.thread;
                        let chosen = node.choices.iter().filter(same).count() > 1;
                        self.reads |= chosen;
                        self.turn(choice, drawn, chosen)
                    })
                    .collect(),
            ),
        };
        self.places.keep(place)
    }

    fn turn(&mut self, choice: &Choice, drawn: usize, chosen: bool) -> Turn {
        let before = self.run.steps.len();
        self.run.steps.extend(choice.steps.iter().cloned());
        // That the first thread goes on once the others are done is nothing to choose.
        let mut next = &choice.next;
        while let [only] = next.choices.as_slice()
            && only.thread == 0
            && choice.thread != 0
        {
            self.run.steps.extend(only.steps.iter().cloned());
            next = &only.next;
        }
        let drawing = Rows::new(&self.run, None);
        let html = drawing.rows[drawn..].iter().map(|row| picture::row(row, self.columns()));
        let html: Vec<String> = html.collect();
        let own = choice.steps.iter().find(|step| step.thread == choice.thread);
        let own = own.unwrap_or(&choice.steps[0]);
        let stale = if own.stale.is_some() { " (stale)" } else { "" };
        let turn = Turn {
            thread: choice.thread,
            action: picture::action(own, &self.run),
            way: chosen.then(|| own.label(&self.run) + stale),
            rows: html.iter().map(|row| self.keep(row)).collect(),
            next: self.place(next, drawing.rows.len()),
        };
        self.run.steps.truncate(before);
        turn
    }

    fn end(&mut self, end: &Ending) -> Place {
        let failure = end.failure.as_ref().map(picture::failure);
        let keeps = |promise: &str| {
            promise.split('|').any(|result| end.value.as_deref() == Some(result.trim()))
        };
        let kept = self.promise.is_none_or(keeps);
        let broken = failure.is_some() || !kept;
        let result = end.value.clone().or(failure).unwrap_or_else(|| "no failure".to_owned());
        self.ends.push((result.clone(), broken));
        Place::End { result, broken }
    }

    fn keep(&mut self, row: &str) -> usize {
        let cells = picture::cells(row).into_iter().map(|cell| self.cells.keep(cell.to_owned()));
        let cells = cells.collect();
        self.rows.keep(cells)
    }
}
