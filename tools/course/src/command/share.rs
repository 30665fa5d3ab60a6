//! `share`: the schedule that breaks an exercise as a link, of which a page of the book makes a picture.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};

use crate::course::Exercise;
use crate::files;
use crate::interrupt::Stop;
use crate::judge;
use crate::libtest::sentence;
use crate::screen::{self, FAINT, Status};
use crate::shared::Shared;
use crate::verdict::{Failed, Verdict};

use super::{Session, book, confirm};

/// The page that draws it.
const PAGE: &str = "shared.html";

/// Runs the tests, and makes a link of the first schedule that breaks one: after a question, or with `--yes`.
pub fn run(session: &mut Session<'_>, name: Option<&str>, yes: bool) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    let course = session.course;
    let shared = Shared::new(course, exercise, &failed(session, exercise)?)?;
    announce(session, exercise, &shared)?;
    if !yes {
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            let name = &exercise.name;
            bail!("no link was made: `cargo run -- share {name} --yes` makes the link");
        }
        if !confirm(session, "Make the link?")? {
            session.screen.say("No link was made.")?;
            return Ok(ExitCode::SUCCESS);
        }
        session.gap()?;
    }
    match shared.fragment() {
        Some(fragment) => link(session, &fragment)?,
        None => file(session, exercise, &shared)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The first test that fails with a schedule. It is run anew: what was seen last may be of an older file.
fn failed(session: &Session<'_>, exercise: &Exercise) -> Result<Failed> {
    let status = Mutex::new(Status::default());
    let tell = |text: &str| screen::show(&status, text);
    let stop = Stop::default();
    let verdict = judge::exercise(session.course, exercise, session.look(), &stop, &tell)?;
    let name = &exercise.name;
    let run = match verdict {
        Verdict::Ran(run) => run,
        Verdict::Broken(_) => {
            bail!("`{name}` does not compile: `cargo run -- run {name}` shows why")
        }
    };
    if run.failed.is_empty() {
        bail!("no schedule breaks `{name}`: its tests pass");
    }
    let has_schedule = |failed: &Failed| failed.counterexample.is_some();
    run.failed.into_iter().find(has_schedule).with_context(|| {
        format!(
            "`{name}` fails, but with no schedule that the explorer found, and only those can be shared: \
             `cargo run -- run {name}` shows how"
        )
    })
}

/// Says what the link gives away.
fn announce(session: &mut Session<'_>, exercise: &Exercise, shared: &Shared) -> Result<()> {
    let (id, name, test) = (exercise.number(), &exercise.name, sentence(shared.test()));
    session.screen.say(&format!("A schedule breaks \"{test}\" in exercise {id} {name}."))?;
    session.screen.say("The link holds its picture, and that shows these lines of code:")?;
    session.gap()?;
    let places: Vec<String> =
        shared.lines.iter().map(|(file, line, _)| format!("{file}:{line}")).collect();
    let longest = places.iter().map(String::len).max().unwrap_or_default();
    for ((_, _, code), place) in shared.lines.iter().zip(&places) {
        writeln!(session.screen, "  {FAINT}{place:<longest$}{FAINT:#}  {code}")?;
    }
    session.gap()?;
    let told = "Anyone who has the link can read these lines. The link holds no other code, and no names of your folders.";
    Ok(session.screen.say(told)?)
}

/// A link that leads to the published book, or what there is to know where it isn't published.
fn link(session: &mut Session<'_>, fragment: &str) -> Result<()> {
    let course = session.course;
    if let Some(address) = &course.published {
        session.screen.say("The link:")?;
        let address = address.trim_end_matches('/');
        writeln!(session.screen, "\n{address}/{PAGE}{fragment}\n")?;
        return Ok(session.screen.say(
            "Everything is in the part that begins with `#`, so the link works in every copy of the book.",
        )?);
    }
    session.screen.say(
        "This is what you send. Others paste it into the page \"A schedule in a link\" of their own book, which \
         `cargo run -- book` opens; where the book is on the web, it goes after that page's address:",
    )?;
    writeln!(session.screen, "\n{fragment}\n")?;
    match book::page(course, PAGE) {
        Some(page) => {
            session.screen.say("To look at it yourself, in your own book (it names folders of yours, so don't send this one):")?;
            writeln!(session.screen, "\n{page}{fragment}")?;
        }
        None => {
            session.screen.say("To see it yourself, build the book first: `cargo run -- book`")?
        }
    }
    Ok(())
}

/// What is too long for a link goes into a file that the same page opens.
fn file(session: &mut Session<'_>, exercise: &Exercise, shared: &Shared) -> Result<()> {
    let path = session.course.root.join(format!("{}.trace.json", exercise.name));
    let shown = session.shown(&path);
    files::write_atomically(&path, &shared.json())
        .with_context(|| format!("cannot write `{shown}`"))?;
    let file = session.screen.file(session.course, &path);
    Ok(session.screen.say(&format!(
        "This schedule is too long for a link, so it is in a file that you can send: {file}. The page \"A schedule in a link\" \
         of the book opens it: `cargo run -- book`"
    ))?)
}
