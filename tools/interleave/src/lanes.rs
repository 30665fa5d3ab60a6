//! The counterexample in a terminal: a lane for each thread, a line for each step, the source beside it.

use std::collections::HashSet;
use std::fmt::{self, Write};

use crate::style::Style;
use crate::trace::{Counterexample, Failure, Operation, Trace, Waiting};
use crate::words::{at, grouped, verb};

/// With more steps than this a part of the story is left out.
const MOST_ROWS: usize = 80;

/// The same where a wait times out for ever: it is always the same.
const MOST_TIMEOUT_ROWS: usize = 24;

/// How wide the source column has to be, or lanes are given up for a list.
const LEAST_SOURCE: usize = 24;

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
        let waiting = match &self.failure {
            Failure::Deadlock { waiting }
            | Failure::LostWakeup { waiting }
            | Failure::Spin { waiting } => waiting.as_slice(),
            _ => &[],
        };
        out.push_str(&picture(&self.trace, waiting, width, style));
        out.push('\n');
        for line in self.explanation().iter().flat_map(|line| wrap(line, width.saturating_sub(1))) {
            let _ = writeln!(out, " {}", style.bad(&line));
        }
        out
    }
}

impl fmt::Display for Counterexample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(crate::style::width(), false))
    }
}

impl Trace {
    /// The steps alone, for a terminal of that width.
    pub fn render(&self, width: usize, color: bool) -> String {
        picture(self, &[], width, Style { color })
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(crate::style::width(), false))
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
    /// The threads that are waiting meanwhile.
    waiting: Vec<usize>,
    /// How many steps before this one are not shown.
    left_out: usize,
}

impl Row<'_> {
    fn gap(&self) -> Option<String> {
        (self.left_out > 0)
            .then(|| format!("  ⋮  {} steps are left out", grouped(self.left_out as u64)))
    }
}

fn picture(trace: &Trace, stuck: &[Waiting], width: usize, style: Style) -> String {
    let rows = rows(trace, stuck);
    if rows.is_empty() {
        return " (no thread took a step)\n".into();
    }
    let threads: Vec<usize> =
        (0..trace.threads.len()).filter(|&t| rows.iter().any(|row| row.thread == t)).collect();
    let lane = |&t: &usize| {
        let labels = rows.iter().filter(|row| row.thread == t).map(|row| row.label.chars().count());
        labels.chain([trace.threads[t].name.chars().count(), 7]).max().unwrap_or(0) + 3
    };
    let lanes: Vec<usize> = threads.iter().map(lane).collect();
    let indent = 5 + lanes.iter().sum::<usize>();
    if indent + LEAST_SOURCE > width {
        list(trace, &rows, width, style)
    } else {
        swimlanes(trace, &rows, &threads, &lanes, width, style)
    }
}

fn swimlanes(
    trace: &Trace,
    rows: &[Row<'_>],
    threads: &[usize],
    lanes: &[usize],
    width: usize,
    style: Style,
) -> String {
    let mut out = String::from("     ");
    for (&thread, lane) in threads.iter().zip(lanes) {
        let name = &trace.threads[thread].name;
        let _ = write!(out, "{}", style.thread(thread, &pad(name, *lane)));
    }
    out = out.trim_end().to_string();
    out.push('\n');
    let indent = 5 + lanes.iter().sum::<usize>();
    let mut seen = HashSet::new();
    for row in rows {
        if let Some(gap) = row.gap() {
            let _ = writeln!(out, "{}", style.quiet(&gap));
        }
        let number = row.number.map_or(String::new(), |n| n.to_string());
        let _ = write!(out, "{number:>3}  ");
        for (&thread, lane) in threads.iter().zip(lanes) {
            if row.thread == thread {
                out.push_str(&style.thread(thread, &pad(&row.label, *lane)));
            } else if row.waiting.contains(&thread) {
                out.push_str(&style.quiet(&pad("┊", *lane)));
            } else {
                out.push_str(&" ".repeat(*lane));
            }
        }
        let source = source(row, &mut seen);
        let room = width.saturating_sub(indent);
        let _ = write!(out, "{}", style.quiet(&cut(&source, room)));
        let mut used = source.chars().count();
        for remark in &row.remarks {
            let text = format!("← {remark}");
            if used + text.chars().count() + 2 <= room {
                let _ = write!(out, "  {}", style.bad(&text));
                used += text.chars().count() + 2;
            } else {
                for line in wrap(&text, room) {
                    let _ = write!(out, "\n{}{}", " ".repeat(indent), style.bad(&line));
                }
                used = room;
            }
        }
        while out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
    }
    out
}

/// Where lanes do not fit: one step below the other, each with its thread's name.
fn list(trace: &Trace, rows: &[Row<'_>], width: usize, style: Style) -> String {
    let mut out = String::new();
    let mut seen = HashSet::new();
    let names = rows.iter().map(|row| trace.threads[row.thread].name.chars().count());
    // A long name must leave room for the step; the sentences below the picture spell it out.
    let column = names.max().unwrap_or(1).min(width / 3) + 2;
    for row in rows {
        if let Some(gap) = row.gap() {
            let _ = writeln!(out, "{}", style.quiet(&gap));
        }
        let number = row.number.map_or(String::new(), |n| n.to_string());
        let name = pad(&cut(&trace.threads[row.thread].name, column - 2), column);
        let line = style.thread(row.thread, &format!("{name}{}", row.label));
        let _ = writeln!(out, "{number:>3}  {line}");
        let indent = " ".repeat(5 + column);
        let source = source(row, &mut seen);
        let _ = writeln!(
            out,
            "{indent}{}",
            style.quiet(&cut(&source, width.saturating_sub(indent.len())))
        );
        for remark in &row.remarks {
            for line in wrap(&format!("← {remark}"), width.saturating_sub(indent.len())) {
                let _ = writeln!(out, "{indent}{}", style.bad(&line));
            }
        }
    }
    out
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
        let object = w.object.map_or(String::new(), |o| format!("{}.", trace.objects[o].name));
        rows.push(Row {
            number: None,
            thread: w.thread,
            label: format!("{object}{} …", verb(w.operation)),
            place: at(&w.location),
            code: &w.location.source,
            remarks: vec![
                match w {
                    _ if w.reads.is_some() => "spins for ever",
                    _ if w.operation == Operation::Now => "looks for ever",
                    _ if w.timeouts > 0 => "times out for ever",
                    _ if w.sleeps() => "sleeps for ever",
                    _ => "waits for ever",
                }
                .into(),
            ],
            waiting: stuck.iter().map(|other| other.thread).collect(),
            left_out: 0,
        });
    }
    rows
}

/// The place and, the first time that it is shown, the line itself.
fn source(row: &Row<'_>, seen: &mut HashSet<String>) -> String {
    if row.code.is_empty() || !seen.insert(row.place.clone()) {
        return row.place.clone();
    }
    format!("{}   {}", row.place, row.code)
}

/// The text in lines of at most this width; those that follow are indented a little further.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent = text.len() - text.trim_start().len();
    let mut lines = vec![" ".repeat(indent)];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is a first line");
        let used = last.chars().count();
        if last.trim().is_empty() {
            last.push_str(word);
        } else if used + 1 + word.chars().count() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(format!("{}{word}", " ".repeat(indent + 4)));
        }
    }
    lines
}

fn pad(text: &str, width: usize) -> String {
    let length = text.chars().count();
    format!("{text}{}", " ".repeat(width.saturating_sub(length)))
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_string();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
