//! `list`: all exercises, and which ones are solved.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;

use crate::screen::{FAINT, GOOD, TITLE, wrap};

use super::Session;

/// Prints a line for each exercise.
pub fn run(session: &mut Session<'_>) -> Result<ExitCode> {
    let course = session.course;
    let current = &session.current().name;
    let longest =
        course.exercises.iter().map(|exercise| exercise.name.len()).max().unwrap_or_default();
    let mut lesson = "";
    for exercise in &course.exercises {
        if exercise.lesson != lesson {
            if !lesson.is_empty() {
                session.gap()?;
            }
            lesson = &exercise.lesson;
            let number = exercise.lesson_number();
            writeln!(session.screen, "{TITLE}{number} {}{TITLE:#}", course.lesson_title(exercise))?;
        }
        let (style, state) = if session.is_solved(exercise) {
            (GOOD, "solved")
        } else if exercise.name == *current {
            (TITLE, "now")
        } else {
            (FAINT, "open")
        };
        let (number, name) = (exercise.number(), &exercise.name);
        let start = format!("  {style}{state:<6}{style:#}  {number}  {name:<longest$}  ");
        let rest = " ".repeat(textwrap::core::display_width(&start));
        let description = exercise.package.description.as_deref().unwrap_or_default();
        let options = textwrap::Options::new(session.screen.prose());
        let options = options.initial_indent(&start).subsequent_indent(&rest);
        let line = wrap(description, options);
        writeln!(session.screen, "{}", line.trim_end())?;
    }
    session.gap()?;
    let (solved, total) = (session.solved(), course.exercises.len());
    session.screen.say(&format!(
        "{solved} of {total} solved. You are at `{current}`; `cargo run -- run NAME` goes to another."
    ))?;
    Ok(ExitCode::SUCCESS)
}
