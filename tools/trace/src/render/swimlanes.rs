//! The counterexample in a terminal: a lane for each thread, a line for each step, the source beside it.

mod arrows;
mod layout;

use std::fmt::{self, Write};

use crate::render::terminal::Style;
use crate::render::words::verb_on;
use crate::render::words::{at, number};
use crate::run::{Counterexample, Failure, Location, Operation, Trace, Waiting};
use layout::wrap;

/// With more steps than this, a part of the story is left out.
const MOST_ROWS: usize = 80;

/// The same limit if a wait times out forever, because its rounds are all alike.
const MOST_TIMEOUT_ROWS: usize = 24;

impl Counterexample {
    /// The whole report, for a terminal of that width.
    pub fn render(&self, width: usize, color: bool) -> String {
        let style = Style { color };
        let mut out = String::new();
        let (headline, facts) = (self.headline(), self.facts());
        let gap = width.saturating_sub(headline.chars().count() + facts.chars().count());
        let gap = if gap < 4 { "\n".to_string() } else { " ".repeat(gap.min(8)) };
        let facts = if facts.chars().count() > width { facts.replace(" · ", "\n") } else { facts };
        let _ = writeln!(out, "{}{gap}{}\n", style.strong(&headline), style.quiet(&facts));
        let waiting = self.failure.waiting();
        out.push_str(&picture(&self.trace, waiting, self.left_behind(), width, style));
        out.push('\n');
        for line in self.explanation().iter().flat_map(|line| wrap(line, width.saturating_sub(1))) {
            let _ = writeln!(out, " {}", style.bad(&line));
        }
        out
    }
}

impl Counterexample {
    /// What a thread that is never joined would do next.
    fn left_behind(&self) -> Option<Row<'_>> {
        let Failure::NeverJoined { thread, operation, object, location, .. } = &self.failure else {
            return None;
        };
        let object = object.map(|object| &self.trace.objects[object]);
        let verb = verb_on(*operation, object.map_or("", |object| object.kind.as_str()));
        let label = object.map_or(verb.to_string(), |object| format!("{}.{verb} …", object.name));
        Some(Row::not_taken(*thread, label, location, "may never happen"))
    }
}

impl fmt::Display for Counterexample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(crate::render::terminal::width(), false))
    }
}

impl Trace {
    /// The steps alone, for a terminal of that width.
    pub fn render(&self, width: usize, color: bool) -> String {
        let world = self.world().map_or(String::new(), |world| format!("{world}\n\n"));
        world + &picture(self, &[], None, width, Style { color })
    }

    /// The steps, and below them a thread that has to wait before it can take its next one.
    pub fn render_held_up(&self, waiting: &Waiting, width: usize, color: bool) -> String {
        let row = self.at_a_stop(waiting, "has to wait");
        picture(self, &[], Some(row), width, Style { color })
    }

    /// The line of a thread that doesn't take its next step.
    fn at_a_stop<'a>(&self, waiting: &'a Waiting, remark: &str) -> Row<'a> {
        let object = waiting.object.map(|object| &self.objects[object]);
        let verb = verb_on(waiting.operation, object.map_or("", |object| object.kind.as_str()));
        let object = object.map_or(String::new(), |object| format!("{}.", object.name));
        let label = format!("{object}{verb} …");
        Row::not_taken(waiting.thread, label, &waiting.location, remark)
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(crate::render::terminal::width(), false))
    }
}

/// One line of the picture.
struct Row<'a> {
    number: Option<usize>,
    thread: usize,
    label: String,
    place: String,
    code: &'a str,
    remarks: Vec<String>,
    /// The releases that it acquires, in words.
    acquires: Option<String>,
    /// The same releases as row numbers, for the arrows.
    releases: Vec<usize>,
    /// The threads that are waiting meanwhile.
    waiting: Vec<usize>,
    /// How many steps before this one are not shown.
    left_out: usize,
}

impl<'a> Row<'a> {
    /// A step that the thread would take next.
    fn not_taken(thread: usize, label: String, location: &'a Location, remark: &str) -> Self {
        Self {
            number: None,
            thread,
            label,
            place: at(location),
            code: &location.source,
            remarks: vec![remark.into()],
            acquires: None,
            releases: Vec::new(),
            waiting: Vec::new(),
            left_out: 0,
        }
    }
}

fn picture(
    trace: &Trace,
    stuck: &[Waiting],
    left_behind: Option<Row<'_>>,
    width: usize,
    style: Style,
) -> String {
    let mut rows = rows(trace, stuck);
    rows.extend(left_behind);
    if rows.is_empty() {
        return " (no thread took a step)\n".into();
    }
    layout::lay_out(trace, &rows, width, style)
}

fn rows<'a>(trace: &'a Trace, stuck: &'a [Waiting]) -> Vec<Row<'a>> {
    let shown = trace.shown();
    let mut rows: Vec<Row<'a>> = shown
        .iter()
        .enumerate()
        .map(|(i, &index)| {
            let step = &trace.steps[index];
            Row {
                number: Some(i + 1),
                thread: step.thread,
                label: step.label(trace),
                place: step.place(),
                code: step.code(),
                remarks: step.remarks(trace),
                acquires: step.acquires(trace),
                releases: step.synchronizes_with.iter().map(|&s| number(trace, s)).collect(),
                waiting: trace.waiting_at(stuck, index),
                left_out: 0,
            }
        })
        .collect();
    let times_out = stuck.iter().any(|w| w.timeouts > 0);
    let most = if times_out { MOST_TIMEOUT_ROWS } else { MOST_ROWS };
    if rows.len() > most {
        // The end is where it goes wrong, so it gets the greater part.
        let (start, end) = (most / 4, rows.len() - most * 3 / 4);
        rows[end].left_out = end - start;
        rows.drain(start..end);
    }
    let visible = |w: &&Waiting| w.operation != Operation::Join;
    for w in stuck.iter().filter(visible) {
        let remark = match w {
            _ if w.reads.is_some() => "spins forever",
            _ if w.operation == Operation::Now => "looks forever",
            _ if w.timeouts > 0 => "times out forever",
            _ if w.sleeps() => "sleeps forever",
            _ => "waits forever",
        };
        let waiting = stuck.iter().map(|other| other.thread).collect();
        rows.push(Row { waiting, ..trace.at_a_stop(w, remark) });
    }
    rows
}
