//! `verify`: every exercise fails as declared, every solution and every right answer passes, every wrong answer is
//! rejected for the stated reason, and none of them changes its mind.
//!
//! [`subjects`] lists what is to be judged; [`workspace`] puts all of it into one workspace, so that one cargo
//! builds it; [`rounds`] runs it; [`opinion`] compares what came of it with what was declared; [`rules`] looks at
//! the files themselves; [`table`] prints.

mod header;
mod opinion;
mod rounds;
mod rules;
mod subjects;
mod table;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::ArgMatches;

use crate::course::{Course, Exercise};
use crate::find;
use crate::screen::Screen;

/// Judges everything, and prints what came of it. Fails when one thing is off.
pub fn run(course: &Course, screen: &mut Screen, arguments: &ArgMatches) -> Result<ExitCode> {
    let repeat = arguments.get_one("repeat").copied().unwrap_or(3);
    let names = arguments.get_many::<String>("name").unwrap_or_default();
    let named: Result<Vec<Vec<&Exercise>>> =
        names.map(|name| find::exercises(course, name)).collect();
    let exercises: Vec<&Exercise> = match named?.concat() {
        named if named.is_empty() => course.exercises.iter().collect(),
        named => named,
    };

    let mut off = rules::broken(course, &exercises);
    let subjects = subjects::all(course, &exercises, &mut off)?;
    let built = workspace::build(course, &subjects)?;
    let judged = rounds::run(course, &subjects, &built, repeat)?;
    let opinions: Vec<_> =
        subjects.iter().zip(&judged).map(|(s, t)| opinion::of(course, s, t)).collect();
    off.extend(opinions.iter().filter_map(|opinion| opinion.off.clone()));

    table::print(screen, &exercises, &subjects, &opinions)?;
    table::print_off(screen, &off, &subjects, repeat)?;
    table::print_slowest(screen, &subjects, &judged)?;
    Ok(if off.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
