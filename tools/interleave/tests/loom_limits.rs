//! What loom 0.7.2 cannot do, and what this crate says to the same programs. Both verdicts are pinned as they are:
//! when a new loom does better, a test here fails, and the table in the README changes.

#![allow(clippy::duplicate_mod, reason = "one source, two worlds")]

#[path = "docs/blocks.rs"]
mod blocks;
#[path = "loom_limits/on_loom.rs"]
mod on_loom;
#[path = "loom_limits/on_ours.rs"]
mod on_ours;
#[path = "loom_limits/rows.rs"]
mod rows;
#[path = "loom_limits/run.rs"]
mod run;

use rows::{FALSE_ALARMS, GROUPS, MISSED, NO_VERDICT, NOT_EXPLORED, Row, SLEEPERS};

/// Both verdicts are what the table says.
#[track_caller]
fn check(rows: &[Row]) {
    for row in rows {
        assert_eq!(run::on_loom(row), row.loom, "`{}` on loom", row.program);
        assert_eq!(run::on_ours(row), row.ours, "`{}` here", row.program);
    }
}

#[test]
fn loom_misses_these() {
    check(MISSED);
}

#[test]
fn loom_wakes_sleepers_in_one_way_only() {
    check(SLEEPERS);
}

#[test]
fn loom_raises_a_false_alarm_for_these() {
    check(FALSE_ALARMS);
}

#[test]
fn loom_gives_no_verdict_for_these() {
    check(NO_VERDICT);
}

#[test]
fn these_are_not_explored_here_either() {
    check(NOT_EXPLORED);
}

#[test]
fn the_table_in_the_readme_is_this_one() {
    blocks::check("README.md", "loom", &rows::render());
}

/// Not a test of its own: the others run this one again in a process that may die.
#[test]
fn the_child_runs_one_program_on_loom() {
    let Ok(name) = std::env::var(run::CHILD) else { return };
    let mut rows = GROUPS.iter().flat_map(|(_, rows)| *rows);
    run::print_loom_verdict(rows.find(|row| row.program == name).expect("a row's program"));
}
