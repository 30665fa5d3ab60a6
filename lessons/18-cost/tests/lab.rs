//! What the book shows of the lock lab comes from one file, and from no other run.

// The lab's modules are included whole, and this file uses a part of them.
#![allow(dead_code)]

#[path = "../examples/lock_lab/cases/mod.rs"]
mod cases;
#[path = "../examples/lock_lab/data.rs"]
mod data;
#[path = "../examples/lock_lab/measure.rs"]
mod measure;
#[path = "../examples/lock_lab/plot.rs"]
mod plot;
#[path = "../examples/lock_lab/tables.rs"]
mod tables;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use data::{Row, Run, median};
use expect_test::expect_file;
use measure::Sample;

fn recorded() -> Run {
    Run::from_csv(include_str!("../outputs/lock_lab.csv")).unwrap()
}

#[test]
fn the_file_is_what_was_recorded() {
    expect_file!["../outputs/lock_lab.csv"].assert_eq(&recorded().to_csv());
}

#[test]
fn the_tables_are_drawn_from_the_file() {
    let (run, outputs) = (recorded(), Path::new(env!("CARGO_MANIFEST_DIR")).join("outputs"));
    for (experiment, _) in tables::EXPERIMENTS {
        let file = outputs.join(format!("lab-{experiment}.txt"));
        expect_file![file].assert_eq(&tables::tables(&run, experiment));
    }
    expect_file!["../outputs/lab-first-look.txt"].assert_eq(&tables::first_look(&run));
    expect_file!["../outputs/lab-limits.txt"].assert_eq(&tables::limits(&run));
    expect_file!["../outputs/lab-machine.txt"].assert_eq(&(run.about.join("\n") + "\n"));
}

#[test]
fn the_plots_are_drawn_from_the_file() {
    let run = recorded();
    let plots: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src/plots");
    for (name, svg) in [
        ("lock_lab_short.svg", plot::locks(&run, 0).unwrap()),
        ("lock_lab_long.svg", plot::locks(&run, 200).unwrap()),
        ("lock_lab_cures.svg", plot::cures(&run).unwrap()),
    ] {
        expect_file![plots.join(name)].assert_eq(&svg);
    }
}

#[test]
fn every_case_was_recorded_and_every_lock_in_every_scenario() {
    let run = recorded();
    let key = |experiment: &str, name: &str, threads, inside, reads| {
        (experiment.to_owned(), name.to_owned(), threads, inside, reads)
    };
    let rows: BTreeSet<_> = run
        .rows
        .iter()
        .map(|row| key(&row.experiment, &row.name, row.threads, row.inside, row.reads))
        .collect();
    let cases: BTreeSet<_> = cases::all()
        .iter()
        .map(|case| key(case.experiment, case.name, case.threads, case.inside, case.reads))
        .collect();
    assert_eq!(rows, cases);
    assert_eq!(rows.len(), run.rows.len(), "a case was recorded twice");
}

#[test]
fn every_case_runs_on_one_thread_and_counts_its_visits() {
    for case in cases::all().iter().filter(|case| case.threads == 1) {
        let visits = (case.make)();
        let (first, second) = (visits(0, &mut 1), visits(0, &mut 2));
        assert!(first > 0 && first == second, "{}: {}", case.experiment, case.name);
    }
}

#[test]
fn a_sample_counts_what_threads_do() {
    let cases = cases::all();
    let case = cases.iter().find(|case| case.name == "std Mutex" && case.threads == 2).unwrap();
    let Sample { rate, least } = measure::sample(case, Duration::from_millis(20));
    assert!(rate > 0.0 && (0.0..=1.0).contains(&least), "{rate} {least}");
}

#[test]
fn a_run_survives_its_file() {
    let row = Row {
        experiment: "locks".into(),
        name: "a, b".into(),
        threads: 2,
        inside: 200,
        reads: 90,
        samples: 5,
        rate: 1.5,
        lowest: 0.25,
        highest: 8.0,
        against_first: 0.125,
        least: 1.0,
    };
    let run = Run { about: vec!["2 cores".into()], rows: vec![row] };
    assert_eq!(Run::from_csv(&run.to_csv()), Ok(run));
    assert!(Run::from_csv("locks,\"x\",1").unwrap_err().contains("line 1"));
}

#[test]
fn medians_and_ratios_are_right() {
    assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
    let sample = |rate| Sample { rate, least: 1.0 };
    let mut row = recorded().rows[0].clone();
    row.fill(&[sample(2.0), sample(6.0), sample(3.0)], &[sample(1.0), sample(2.0), sample(3.0)]);
    assert_eq!((row.rate, row.lowest, row.highest, row.against_first), (3.0, 2.0, 6.0, 2.0));
}
