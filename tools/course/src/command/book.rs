//! `book`: builds the book with the bookbinder, and opens it.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::cargo;
use crate::course::Course;
use crate::screen::Screen;

/// Builds and opens the book. What the bookbinder says and how it ends is passed on.
pub fn run(course: &Course, screen: &mut Screen) -> Result<ExitCode> {
    let mut command = cargo::command(&course.root);
    // A package of its own, so that the first `cargo run` need not build mdBook.
    command.args(["run", "-q", "-p", "bookbinder", "--", "build", "--open"]);
    let status = command.status().context("cannot start `cargo`")?;
    if !status.success() {
        let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
        return Ok(ExitCode::from(code));
    }
    // Said in any case: where there is no browser, nobody can tell from here.
    let index = course.root.join("book").join("build").join("index.html");
    if index.is_file() {
        screen.say(&format!("The book is `{}`", index.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}
