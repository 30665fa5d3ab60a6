//! Lays out the lines of a picture: in lanes, or as a list if these don't fit.

use std::collections::HashSet;
use std::fmt::Write;

use super::Row;
use super::arrows::Strokes;
use crate::render::terminal::Style;
use crate::render::words::grouped;
use crate::run::Trace;

/// How wide the source column must be for the source itself; a narrower column has the places alone.
const LEAST_SOURCE: usize = 24;

/// What is shown beside the lanes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The places and, the first time, the lines themselves.
    Source,
    /// The places. The lanes say what happens; the source is in the editor.
    Places,
}

/// Lays out the lines in a width: in lanes as long as they fit, if need be without the source.
pub(super) fn lay_out(trace: &Trace, rows: &[Row<'_>], width: usize, style: Style) -> String {
    let threads: Vec<usize> =
        (0..trace.threads.len()).filter(|&t| rows.iter().any(|row| row.thread == t)).collect();
    let lane = |&t: &usize, gap: usize| {
        let labels = rows.iter().filter(|row| row.thread == t).map(|row| row.label.chars().count());
        labels.chain([trace.threads[t].name.chars().count(), 7]).max().unwrap_or(0) + gap
    };
    let places = rows.iter().map(|row| short(&row.place)).filter(|place| !place.contains(' '));
    let longest = places.map(|place| place.chars().count()).max().unwrap_or(0);
    for (beside, gap, least) in [(Beside::Source, 3, LEAST_SOURCE), (Beside::Places, 2, longest)] {
        let lanes: Vec<usize> = threads.iter().map(|thread| lane(thread, gap)).collect();
        if 5 + lanes.iter().sum::<usize>() + least <= width {
            return swimlanes(trace, rows, &threads, &lanes, width, style, beside);
        }
    }
    list(trace, rows, width, style)
}

fn swimlanes(
    trace: &Trace,
    rows: &[Row<'_>],
    threads: &[usize],
    lanes: &[usize],
    width: usize,
    style: Style,
    beside: Beside,
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
    let strokes = Strokes::new(rows, threads, lanes);
    for (index, row) in rows.iter().enumerate() {
        if let Some(gap) = row.gap() {
            let _ = writeln!(out, "{}", style.quiet(&gap));
        }
        let number = row.number.map_or(String::new(), |n| n.to_string());
        let _ = write!(out, "{number:>3}  ");
        for (place, &thread) in threads.iter().enumerate() {
            let (text, look): (&str, &dyn Fn(&str) -> String) = if row.thread == thread {
                (&row.label, &|text| style.thread(thread, text))
            } else if row.waiting.contains(&thread) {
                ("┊", &|text| style.quiet(text))
            } else {
                ("", &|text| text.to_string())
            };
            out.push_str(&look(text));
            out.push_str(&style.good(&strokes.behind(index, place, text.chars().count())));
        }
        let room = width.saturating_sub(indent);
        let source = match beside {
            Beside::Source => source(row, &mut seen),
            Beside::Places if row.place.chars().count() <= room => row.place.clone(),
            Beside::Places => last_words(short(&row.place), room),
        };
        let _ = write!(out, "{}", style.quiet(&cut(&source, room)));
        let mut used = source.chars().count();
        for (text, is_good) in row.notes() {
            if used + text.chars().count() + 2 <= room {
                let _ = write!(out, "  {}", style.note(&text, is_good));
                used += text.chars().count() + 2;
            } else {
                let below = strokes.below(index);
                // Beside places there is no room for a sentence. It goes below the step, if no arrow is in the way.
                let own = threads.iter().take_while(|&&thread| thread != row.thread).count();
                let start: usize = lanes[..own].iter().sum();
                let (left, right) = split(&below, start);
                let is_free = beside == Beside::Places && right.trim().is_empty();
                let (before, room) = if is_free {
                    (left, width.saturating_sub(5 + start))
                } else {
                    (below.as_str(), room)
                };
                for line in wrap(&text, room) {
                    let _ =
                        write!(out, "\n     {}{}", style.good(before), style.note(&line, is_good));
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

/// The picture if lanes don't fit: one step below the other, each with its thread's name.
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
        for (text, is_good) in row.notes() {
            for line in wrap(&text, width.saturating_sub(indent.len())) {
                let _ = writeln!(out, "{indent}{}", style.note(&line, is_good));
            }
        }
    }
    out
}

impl Row<'_> {
    /// The remarks after the step, and whether each is as it should be.
    fn notes(&self) -> impl Iterator<Item = (String, bool)> {
        let good = self.acquires.iter().map(|text| (format!("← {text}"), true));
        good.chain(self.remarks.iter().map(|text| (format!("← {text}"), false)))
    }

    fn gap(&self) -> Option<String> {
        (self.left_out > 0)
            .then(|| format!("  ⋮  {} steps are left out", grouped(self.left_out as u64)))
    }
}

/// The place and, the first time that it is shown, the line itself.
fn source(row: &Row<'_>, seen: &mut HashSet<String>) -> String {
    if row.code.is_empty() || !seen.insert(row.place.clone()) {
        return row.place.clone();
    }
    format!("{}   {}", row.place, row.code)
}

/// The text in lines of at most this width; the lines after the first are indented a little further.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
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

/// A place without its folders: `check.rs:31`.
fn short(place: &str) -> &str {
    place.rsplit_once('/').map_or(place, |(_, file)| file)
}

/// As many of the last words as there is room for: `…from line 31`.
fn last_words(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_string();
    }
    let mut kept = text;
    while let Some((_, rest)) = kept.split_once(' ') {
        kept = rest;
        if kept.chars().count() < room {
            break;
        }
    }
    format!("…{kept}")
}

/// The text before and after this many characters.
fn split(text: &str, at: usize) -> (&str, &str) {
    let end = text.char_indices().nth(at).map_or(text.len(), |(index, _)| index);
    text.split_at(end)
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
