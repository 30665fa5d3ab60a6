//! `book`: builds the book with the bookbinder, and opens it.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::course::{Course, Exercise};
use crate::interrupt::Stop;
use crate::process::{self, Limits, Stream};
use crate::screen::Screen;

/// Builds and opens the book. What the bookbinder says and how it ends is passed on.
pub fn run(course: &Course, screen: &mut Screen) -> Result<ExitCode> {
    let mut command = bookbinder(course, &["--quiet"]);
    let status = command.status().context("cannot start `cargo`")?;
    if !status.success() {
        let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
        return Ok(ExitCode::from(code));
    }
    if let Some(said) = place(course) {
        screen.say(&said)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the book beside other things, and opens the chapter of this exercise. What there is to say about it.
pub fn build(
    course: &Course,
    exercise: &Exercise,
    stop: &Stop,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<String> {
    let mut command = bookbinder(course, &[]);
    command.arg(format!("{}.html#exercises", exercise.lesson));
    let limits = Limits { deadline: None, memory: None, output: 1 << 16, stop };
    let tell = |line: &str| tell(&format!("Building the book: {line}"));
    let mut progress = cargo::Progress::new(&tell);
    let finished = process::run(command, &limits, |stream, bytes| {
        if stream == Stream::Err {
            progress.hear(bytes);
        }
    })?;
    if !finished.status.is_some_and(|status| status.success()) {
        bail!("the book cannot be built: {}", finished.stderr.trim().trim_start_matches("error: "));
    }
    let said = chapter(course, exercise).or_else(|| place(course));
    Ok(said.unwrap_or_else(|| "The book is built.".into()))
}

/// A package of its own, so that the first `cargo run` need not build mdBook.
fn bookbinder(course: &Course, flags: &[&str]) -> Command {
    let mut command = cargo::command(&course.root);
    command.arg("run").args(flags).args(["-p", "bookbinder", "--", "build", "--open"]);
    command
}

/// Always said: where there is no browser, the program can't tell.
fn place(course: &Course) -> Option<String> {
    let index = folder(course).join("index.html");
    index.is_file().then(|| format!("The book is `{}`", index.display()))
}

/// The same for a chapter: an address, as only that can name a section.
fn chapter(course: &Course, exercise: &Exercise) -> Option<String> {
    let page = page(course, &format!("{}.html", exercise.lesson))?;
    Some(format!("The chapter is `{page}#exercises`"))
}

/// The address of a page, if the book has been built.
pub fn page(course: &Course, name: &str) -> Option<String> {
    let page = folder(course).join(name);
    let path = page.to_str()?.replace('\\', "/").replace('%', "%25").replace(' ', "%20");
    let root = if path.starts_with('/') { "" } else { "/" };
    page.is_file().then(|| format!("file://{root}{}", path.replace('#', "%23").replace('?', "%3F")))
}

fn folder(course: &Course) -> PathBuf {
    course.root.join("book").join("build")
}
