//! The commands, and what they share: the course, the screen, and what is remembered.

pub mod book;
pub mod check;
mod doctor;
pub mod hint;
mod list;
pub mod next;
pub mod reset;
pub mod run;
pub mod share;
pub mod solution;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::{Context, Result};
use clap::ArgMatches;

use crate::cli;
use crate::course::{Course, Exercise};
use crate::files;
use crate::find;
use crate::interrupt::{Interrupted, Stop};
use crate::judge;
use crate::progress::{self, Found, Progress};
use crate::screen::{self, Screen, Status};
use crate::show::count;
use crate::trial::Look;
use crate::verify;
use crate::watch;

/// Does what was asked for.
pub fn dispatch(arguments: &ArgMatches) -> Result<ExitCode> {
    let (command, arguments) = arguments.subcommand().unwrap_or(("run", arguments));
    if command == "completions" {
        return completions(arguments);
    }
    let course = Course::find()?;
    // Not every command takes these.
    let name = arguments.try_get_one::<String>("name").ok().flatten().map(String::as_str);
    let flag = |name| arguments.try_get_one(name).ok().flatten().copied().unwrap_or(false);
    let is_asked = flag("exit-code") || flag("once");
    let stays = matches!(command, "run" | "next") && !is_asked && watch::is_possible();
    let screen = &mut if stays { Screen::page() } else { Screen::new() };
    match command {
        "book" => return book::run(&course, screen),
        "doctor" => return doctor::run(&course, screen),
        "verify" => return verify::run(&course, screen, arguments),
        _ => {}
    }
    let judged: Vec<&Exercise> = match (command, name) {
        ("run", Some(name)) if flag(cli::GUESSED) => vec![find::guessed(&course, name)?],
        ("run", Some(name)) => vec![find::exercise(&course, name)?],
        ("run", None) => course.exercises.first().into_iter().collect(),
        ("check", _) if check::is_for_programs(arguments) => {
            return check::run(&mut Session::blank(&course, screen), arguments);
        }
        ("check", _) => check::chosen(&course, arguments)?,
        _ => Vec::new(),
    };
    let session = &mut Session::open(&course, screen, &judged)?;
    match command {
        "list" => list::run(session),
        "check" => check::run(session, arguments),
        "hint" => hint::run(session, name),
        "next" if stays => {
            let next = next::find(session)?;
            let exercise = next.unwrap_or_else(|| session.current());
            watch::run(session, exercise)
        }
        "next" => next::run(session),
        "reset" if flag("all") => reset::all(session, flag("yes"), flag("tests")),
        "reset" => reset::run(session, name, flag("tests")),
        "share" => share::run(session, name, flag("yes")),
        "solution" => solution::run(session, name, flag("yes")),
        _ if stays => {
            let exercise = session.exercise(name)?;
            watch::run(session, exercise)
        }
        _ => run::run(session, name, flag("exit-code")),
    }
}

fn completions(arguments: &ArgMatches) -> Result<ExitCode> {
    if let Some(shell) = arguments.get_one::<clap_complete::Shell>("shell") {
        // Outside a course there are still the commands.
        let exercises = Course::find().map(|course| course.exercises).unwrap_or_default();
        let names: Vec<String> = exercises
            .iter()
            .flat_map(|exercise| [exercise.number().to_owned(), exercise.name.clone()])
            .collect();
        cli::complete(*shell, &names, &mut io::stdout());
        screen::note("it completes `course`, if that is an alias: alias course='cargo course'");
    }
    Ok(ExitCode::SUCCESS)
}

/// What a command works with.
pub struct Session<'a> {
    /// The course.
    pub course: &'a Course,
    /// Where it prints.
    pub screen: &'a mut Screen,
    /// What is remembered.
    pub progress: Progress,
    /// Whether this is the very first time.
    pub is_new: bool,
    /// Whether what is remembered is not on disk.
    is_unsaved: bool,
    /// Whether what is on disk can neither be used nor be kept elsewhere, and is not to be replaced.
    is_untouchable: bool,
}

impl<'a> Session<'a> {
    /// Remembers nothing, and does not look for it.
    fn blank(course: &'a Course, screen: &'a mut Screen) -> Self {
        let progress = Progress::default();
        Self { course, screen, progress, is_new: false, is_unsaved: false, is_untouchable: true }
    }

    /// Reads what is remembered; rebuilds it when it cannot be read, without the exercises that are to be judged
    /// in a moment anyway.
    fn open(course: &'a Course, screen: &'a mut Screen, judged: &[&Exercise]) -> Result<Self> {
        let mut session = Self { is_untouchable: false, ..Self::blank(course, screen) };
        match progress::read(&course.root) {
            Found::Good(progress) => session.progress = progress,
            Found::Missing => session.rebuild(None, judged)?,
            Found::Broken(why) => {
                let kept = session.keep_broken();
                let broken = format!("`.progress` cannot be used: {why}; {kept}");
                session.rebuild(Some(&broken), judged)?;
                session.change(|_| ());
            }
        }
        Ok(session)
    }

    /// Keeps what cannot be used, before it is replaced. Says where it is.
    fn keep_broken(&mut self) -> String {
        let (root, path) = (&self.course.root, progress::path(&self.course.root));
        if let Ok(copy) = files::back_up(root, &path, "progress", "txt") {
            return format!("a copy is `{}`", self.course.shown(&copy));
        }
        if let Ok(moved) = files::set_aside(root, &path, "progress", "txt") {
            return format!("it is `{}` now", self.course.shown(&moved));
        }
        // A folder can stay: it cannot be replaced by a file.
        self.is_untouchable = path.is_file();
        "it stays there, so nothing is saved".into()
    }

    /// Runs the tests of what was edited. What is as it was shipped is not solved, and needs no test; so where nothing
    /// is `broken`, only missing, as on a fresh clone, this does nothing, and says nothing.
    fn rebuild(&mut self, broken: Option<&str>, judged: &[&Exercise]) -> Result<()> {
        let is_edited = |exercise: &&Exercise| {
            let is_judged = judged.iter().any(|judged| judged.name == exercise.name);
            let stub = self.course.stub(exercise);
            !is_judged && !files::same_text(&exercise.file(), &stub).unwrap_or(true)
        };
        let edited: Vec<&Exercise> = self.course.exercises.iter().filter(is_edited).collect();
        let why = broken.unwrap_or("`.progress` is missing");
        match edited.len() {
            0 if broken.is_none() => {
                self.is_new = true;
                return Ok(());
            }
            0 => self.screen.note(&format!("{why}; it starts afresh")),
            n => {
                let these = count(n, "exercise that you changed", "exercises that you changed");
                self.screen.note(&format!("{why}; rebuilding it from the tests of {these}"));
            }
        }
        let status = Mutex::new(Status::default());
        let tell = |text: &str| screen::show(&status, text);
        for exercise in edited {
            let stop = Stop::default();
            match judge::exercise(self.course, exercise, Look::default(), &stop, &tell) {
                Ok(verdict) => self.progress.set_solved(&exercise.name, verdict.is_solved()),
                Err(error) if error.is::<Interrupted>() => return Err(error),
                // Whatever is wrong with this one is told when it is its turn.
                Err(_) => {}
            }
        }
        let Progress { solved, .. } = self.progress.clone();
        self.change(|progress| progress.solved.extend(solved));
        Ok(())
    }

    /// Changes what is remembered, and writes it down. Says so, once, when that cannot be done.
    pub fn change(&mut self, change: impl FnOnce(&mut Progress)) {
        if self.is_untouchable {
            change(&mut self.progress);
            return;
        }
        let root = &self.course.root;
        // What could not be saved is remembered here alone, and not to be replaced by what is on disk.
        let Err(error) = self.progress.change(root, !self.is_unsaved, change) else {
            self.is_unsaved = false;
            return;
        };
        if !self.is_unsaved {
            self.is_unsaved = true;
            let error = error.to_string().to_lowercase();
            self.screen
                .note(&format!("progress cannot be saved: cannot write `.progress`: {error}"));
        }
    }

    /// Takes in what another runner wrote down meanwhile.
    pub fn refresh(&mut self) {
        if !self.is_unsaved
            && let Found::Good(progress) = progress::read(&self.course.root)
        {
            self.progress = progress;
        }
    }

    /// The exercise with this name; without a name, the current one.
    pub fn exercise(&self, name: Option<&str>) -> Result<&'a Exercise> {
        match name {
            Some(name) => find::exercise(self.course, name),
            None => Ok(self.current()),
        }
    }

    /// Where the learner is: where they were last, or else the first exercise that is not solved.
    pub fn current(&self) -> &'a Exercise {
        let exercises = &self.course.exercises;
        let last = self.progress.current.as_deref().and_then(|name| self.course.named(name));
        let open = || exercises.iter().find(|exercise| !self.is_solved(exercise));
        // A course has at least one exercise: see `Course::find`.
        last.or_else(open).unwrap_or(&exercises[0])
    }

    /// Whether the exercise is solved.
    pub fn is_solved(&self, exercise: &Exercise) -> bool {
        self.progress.solved.contains(&exercise.name)
    }

    /// How many exercises are solved.
    pub fn solved(&self) -> usize {
        self.course.exercises.iter().filter(|exercise| self.is_solved(exercise)).count()
    }

    /// How the tests are to look.
    pub fn look(&self) -> Look {
        Look { colours: self.screen.colours(), columns: self.screen.columns() }
    }

    /// A path as the learner would type it.
    pub fn shown(&self, path: &Path) -> String {
        self.course.shown(path)
    }

    /// An empty line.
    pub fn gap(&mut self) -> Result<()> {
        Ok(writeln!(self.screen)?)
    }
}

/// Asks a question on the terminal.
fn confirm(session: &mut Session<'_>, question: &str) -> Result<bool> {
    write!(session.screen, "{question} [y/N] ")?;
    session.screen.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).context("cannot read the answer")?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
