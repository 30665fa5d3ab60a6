//! Tables of a run, for a terminal and for the book.

use std::fmt::Write;

use crate::data::{Row, Run, median};

/// The experiments, with a title for each.
pub const EXPERIMENTS: [(&str, &str); 6] = [
    ("locks", "a number under each lock"),
    ("shards", "points for 1,024 players"),
    ("snapshots", "snapshots of 1,024 players"),
    ("neighbours", "a counter for each thread"),
    ("batches", "additions to a total"),
    ("pages", "an addition and a page"),
];

/// The tables of one experiment.
pub fn tables(run: &Run, experiment: &str) -> String {
    let mut text = String::new();
    let rows: Vec<&Row> = run.rows.iter().filter(|row| row.experiment == experiment).collect();
    let mut scenarios: Vec<(u32, u32)> = rows.iter().map(|row| (row.inside, row.reads)).collect();
    scenarios.dedup();
    scenarios.sort_unstable();
    scenarios.dedup();
    for (inside, reads) in scenarios {
        let these = rows.iter().filter(|row| (row.inside, row.reads) == (inside, reads));
        let these: Vec<&Row> = these.copied().collect();
        if !text.is_empty() {
            text.push('\n');
        }
        _ = writeln!(text, "{}", title(experiment, inside, reads));
        table(&mut text, &these);
    }
    text
}

/// The two rows with which the chapter begins.
pub fn first_look(run: &Run) -> String {
    let rows = run.rows.iter().filter(|row| row.inside == 0 && row.reads == 0);
    let renamed = rows.filter_map(|row| {
        let name = match (row.experiment.as_str(), row.name.as_str()) {
            ("locks", "std Mutex") => "one, with a mutex",
            ("neighbours", "apart") => "one for each thread",
            _ => return None,
        };
        Some(Row { name: name.to_owned(), ..row.clone() })
    });
    let renamed: Vec<Row> = renamed.collect();
    let mut text = String::from("a counter; millions of additions per second\n");
    table(&mut text, &renamed.iter().collect::<Vec<_>>());
    text
}

/// What a table shows, in a line.
pub fn title(experiment: &str, inside: u32, reads: u32) -> String {
    let name = EXPERIMENTS.iter().find(|one| one.0 == experiment).map_or(experiment, |one| one.1);
    let visits = match (experiment, inside, reads) {
        ("locks", 0, 0) => ": one addition inside, all visits write",
        ("locks", 0, _) => ": one addition inside, nine of ten visits only read",
        ("locks", _, 0) => ": long inside, all visits write",
        ("locks", ..) => ": long inside, nine of ten visits only read",
        _ => "",
    };
    let (unit, _) = unit(experiment);
    format!("{name}{visits}; {unit} per second")
}

/// What rates are counted in, and how many of that are a million.
fn unit(experiment: &str) -> (&'static str, f64) {
    match experiment {
        "snapshots" | "pages" => ("thousands", 1_000.0),
        _ => ("millions", 1.0),
    }
}

fn table(text: &mut String, rows: &[&Row]) {
    let mut threads: Vec<usize> = rows.iter().map(|row| row.threads).collect();
    threads.sort_unstable();
    threads.dedup();
    let mut names: Vec<&str> = Vec::new();
    for row in rows {
        if !names.contains(&row.name.as_str()) {
            names.push(&row.name);
        }
    }
    _ = write!(text, "{:<22}", "");
    for count in &threads {
        let s = if *count == 1 { " " } else { "s" };
        _ = write!(text, "{:>15}", format!("{count} thread{s}"));
    }
    end_line(text);
    for name in names {
        _ = write!(text, "{name:<22}");
        for count in &threads {
            let row = rows.iter().find(|row| row.name == name && row.threads == *count);
            let cell = row.map_or(String::from("-"), |row| cell(row));
            _ = write!(text, "{cell:>15}");
        }
        end_line(text);
    }
}

/// Ends a line, and leaves no blanks there.
fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

/// The median, and how far the samples are from it.
fn cell(row: &Row) -> String {
    let spread = (row.highest - row.lowest) / 2.0 / row.rate.max(f64::MIN_POSITIVE) * 100.0;
    let rate = row.rate * unit(&row.experiment).1;
    let digits = match rate {
        rate if rate >= 100.0 => 0,
        rate if rate >= 10.0 => 1,
        rate if rate >= 1.0 => 2,
        _ => 3,
    };
    match row.samples {
        1 => format!("{rate:.digits$} ±  ? %"),
        _ => format!("{rate:.digits$} ±{:>3.0} %", spread.min(999.0)),
    }
}

/// What the numbers can't show, in the words of this run.
pub fn limits(run: &Run) -> String {
    let cores = run.about.first().and_then(|line| line.split(' ').next()).unwrap_or("?");
    let mut text = String::from("what these numbers can and cannot show\n");
    let twins = run.rows.iter().filter(|row| row.name == "std Mutex, again");
    let apart: Vec<f64> = twins.map(|row| (row.against_first - 1.0).abs() * 100.0).collect();
    if !apart.is_empty() {
        let (count, usual) = (apart.len(), median(apart.iter().copied()));
        let worst = apart.into_iter().fold(0.0, f64::max);
        let worst = if worst > 999.0 { "over 999".to_owned() } else { format!("{worst:.0}") };
        _ = writeln!(
            text,
            "  noise: std's mutex was measured twice in each round, as if it were two locks.\n         \
             In half of {count} comparisons the two were up to {usual:.0} % apart,\n         \
             and in the worst one {worst} %. A smaller difference than that says nothing."
        );
    }
    let most = run.rows.iter().map(|row| row.threads).max().unwrap_or(1);
    _ = writeln!(
        text,
        "  cores: {cores}. With more threads (up to {most} here), the scheduler is measured as well,\n         \
         and no more than {cores} threads ever fight for a cache line at once."
    );
    _ = writeln!(
        text,
        "  visits: these threads do nothing else. A program that also does something else\n          \
         meets at its locks less often."
    );
    text
}
