//! The form that stays: shows an exercise, judges it whenever its files are saved, and listens to keys meanwhile.
//!
//! One thread does everything that is seen, and waits for [`Event`]s. [`terminal`] hears keys and [`saves`] sees
//! files in threads of their own; [`work`] builds and judges in others, and can be called off.
//! [`page`] draws, [`wording`] says how it stands, [`keys`] does what a key asks for, [`list`] is the list.

mod keys;
mod list;
mod page;
mod saves;
mod terminal;
mod wording;
mod work;

use std::any::Any;
use std::env;
use std::io::{self, IsTerminal};
use std::panic::resume_unwind;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, Scope};
use std::time::Duration;

use anyhow::Result;
use crossterm::event::KeyEvent;

use crate::command::{Session, run};
use crate::course::Exercise;
use crate::interrupt::{self, Interrupted};
use crate::verdict::Verdict;

use list::List;
use page::Page;
use saves::Saves;
use terminal::Keyboard;
use wording::Question;
use work::{Task, Work};

/// What the one thread waits for.
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The terminal has another size.
    Resized,
    /// No key will be heard any more.
    Deaf,
    /// Some file was changed.
    Touched,
    /// What a piece of work is at.
    Told(u64, String),
    /// The exercise was judged.
    Judged(u64, Result<Verdict>),
    /// The book was built: what was said.
    Built(u64, Result<String>),
    /// A thread of ours panicked.
    Panicked(Box<dyn Any + Send>),
}

// How soon a signal is noticed.
const TICK: Duration = Duration::from_millis(50);

/// Whether keys can be pressed, at a terminal on which lines can be drawn again.
pub fn is_possible() -> bool {
    let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    !is_dumb && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Stays until the learner wants to go.
pub fn run(session: &mut Session<'_>, exercise: &Exercise) -> Result<ExitCode> {
    // The terminal has to be put back first, whichever signal comes.
    let _busy = interrupt::busy();
    let (sender, events) = mpsc::channel();
    let keyboard = Keyboard::listen(sender.clone())?;
    let saves = Saves::watch(session.course, sender.clone());
    // A session lives longer than this; the exercise is the course's own.
    let exercise = session.exercise(Some(&exercise.name))?;
    thread::scope(|scope| {
        let page = Page::new(session.screen.size());
        let work = Work::new(scope, session.course, sender);
        let mut watch = Watch {
            session,
            exercise,
            verdict: None,
            error: None,
            page,
            keyboard,
            saves,
            work,
            question: None,
            list: None,
            remark: None,
            noted: String::new(),
            extra: String::new(),
            extra_before: 0,
            is_read: false,
            hidden: None,
            is_over: false,
        };
        let outcome = watch.stay(&events);
        let left = watch.page.leave();
        outcome?;
        left?;
        Ok(ExitCode::SUCCESS)
    })
}

/// The part of an exercise that is not on the screen, for both together do not fit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hidden {
    Task,
    Verdict,
}

/// Everything there is to know from one event to the next.
struct Watch<'s, 'a, 'scope, 'env> {
    session: &'s mut Session<'a>,
    exercise: &'a Exercise,
    /// The last one, also while the next is on its way.
    verdict: Option<Verdict>,
    /// Why there is none.
    error: Option<String>,
    page: Page,
    keyboard: Keyboard,
    saves: Saves,
    work: Work<'scope, 'env>,
    question: Option<Question>,
    /// The list, while it is shown instead.
    list: Option<List>,
    /// Said once, in the line at the bottom.
    remark: Option<String>,
    /// What is said above the task, until the next run.
    noted: String,
    /// What was asked for with keys, below the verdict, until the next run.
    extra: String,
    /// How much of that was there when the run began whose verdict is waited for.
    extra_before: usize,
    /// Whether the verdict comes first, where there is no room for the task as well.
    is_read: bool,
    /// What there was no room for.
    hidden: Option<Hidden>,
    is_over: bool,
}

impl<'a> Watch<'_, 'a, '_, 'a> {
    fn stay(&mut self, events: &Receiver<Event>) -> Result<()> {
        self.go_to(self.exercise)?;
        while !self.is_over {
            match events.recv_timeout(self.saves.rest(TICK)) {
                Ok(event) => self.take(event)?,
                Err(RecvTimeoutError::Timeout) => {}
                // There is always one sender left: ours.
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            interrupt::check()?;
            if interrupt::was_away() {
                self.keyboard.again();
                self.resize()?;
            }
            if self.saves.is_saved() {
                self.judge()?;
            }
        }
        Ok(())
    }

    fn take(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Key(key) => self.press(key),
            Event::Resized => self.resize(),
            Event::Deaf => {
                self.is_over = true;
                Ok(())
            }
            Event::Touched => {
                self.saves.touched();
                Ok(())
            }
            Event::Told(id, what) => {
                self.work.told(id, what);
                self.stand()
            }
            Event::Panicked(payload) => resume_unwind(payload),
            Event::Judged(id, verdict) => {
                if self.work.is_done(Task::Judge, id) {
                    self.judged(verdict)?;
                }
                Ok(())
            }
            Event::Built(id, said) => {
                if self.work.is_done(Task::Book, id) {
                    let said = said.unwrap_or_else(|error| format!("Error: {error:#}"));
                    self.session.screen.say(&said)?;
                    self.add()?;
                }
                Ok(())
            }
        }
    }

    /// Goes to an exercise, and judges it.
    fn go_to(&mut self, exercise: &'a Exercise) -> Result<()> {
        self.exercise = exercise;
        (self.verdict, self.error, self.list, self.question) = (None, None, None, None);
        self.is_read = false;
        self.forget();
        run::remember(self.session, exercise, None);
        self.saves.look_at(exercise.package.folder());
        self.judge()?;
        self.show()
    }

    /// Judges the exercise as it is now, instead of as it was.
    fn judge(&mut self) -> Result<()> {
        self.remark = None;
        if self.verdict.is_some() || self.error.is_some() {
            self.noted.clear();
        }
        self.extra_before = self.extra.len();
        self.work.judge(self.exercise, self.session.look());
        self.stand()
    }

    fn judged(&mut self, verdict: Result<Verdict>) -> Result<()> {
        self.is_read = self.verdict.is_some() || self.error.is_some();
        // What was asked for meanwhile has hardly been read.
        self.extra.drain(..self.extra_before);
        self.extra_before = 0;
        match verdict {
            Ok(verdict) => {
                run::remember(self.session, self.exercise, Some(&verdict));
                (self.verdict, self.error) = (Some(verdict), None);
            }
            Err(error) if error.is::<Interrupted>() => return Ok(()),
            Err(error) => (self.verdict, self.error) = (None, Some(format!("{error:#}"))),
        }
        if self.list.is_some() { self.show_list() } else { self.show() }
    }

    /// Draws the exercise: where one is, the task, the verdict.
    fn show(&mut self) -> Result<()> {
        self.list = None;
        // What was noted while the screen showed something else.
        let noted = self.session.screen.take();
        if !noted.is_empty() {
            self.noted.push_str(&format!("{noted}\n"));
        }
        let task = run::task(self.session, self.exercise);
        if let Err(error) = task {
            self.session.screen.say(&format!("Error: {error:#}"))?;
        }
        let head = self.session.screen.take();
        run::place(self.session, self.exercise)?;
        let place = self.session.screen.take();
        self.outcome()?;
        let outcome = self.session.screen.take();
        let whole = format!("{}{head}{outcome}", self.noted);
        // Somebody who comes here for the first time wants to read the task, and after a save the verdict,
        // each from its beginning.
        self.hidden = None;
        self.hidden = match self.is_read {
            _ if outcome.is_empty() || self.page.fits(&whole, &self.keys()) => None,
            true => Some(Hidden::Task),
            false => Some(Hidden::Verdict),
        };
        let shown = match self.hidden {
            None => whole,
            Some(Hidden::Task) => format!("{}{place}{outcome}", self.noted),
            Some(Hidden::Verdict) => {
                self.short_outcome()?;
                format!("{}{head}{}", self.noted, self.session.screen.take())
            }
        };
        let body = shown + &self.extra;
        let keys = self.keys();
        let status = self.status_below(&body, &keys);
        Ok(self.page.set(&body, &keys, &status)?)
    }

    /// The task again, or the verdict again.
    fn turn(&mut self) -> Result<()> {
        self.forget();
        self.is_read = self.hidden == Some(Hidden::Verdict);
        self.show()
    }

    /// Forgets what was asked for with keys.
    fn forget(&mut self) {
        self.extra.clear();
        self.extra_before = 0;
    }

    fn outcome(&mut self) -> Result<()> {
        if let Some(verdict) = &self.verdict {
            return run::outcome(self.session, self.exercise, verdict);
        }
        if let Some(error) = &self.error {
            self.session.screen.say(&format!("Error: {error}."))?;
            if !self.exercise.file().is_file() {
                self.session.screen.say("Here `x` does that.")?;
            }
        }
        Ok(())
    }

    /// That there is a verdict, where there is no room for it.
    fn short_outcome(&mut self) -> Result<()> {
        match &self.verdict {
            Some(verdict) => run::short_outcome(self.session, self.exercise, verdict),
            None => Ok(self.session.screen.say("There is no verdict. `t` shows why.")?),
        }
    }

    /// Adds what was printed to the end of the page; while the list is shown, for later.
    fn add(&mut self) -> Result<()> {
        let text = format!("\n{}", self.session.screen.take());
        self.extra.push_str(&text);
        if self.list.is_some() {
            // The list stays while a learner is choosing there.
            return Ok(());
        }
        self.page.add(&text)?;
        self.stand()
    }

    /// Brings the lines at the bottom up to date.
    fn stand(&mut self) -> Result<()> {
        let keys = self.keys();
        let status = self.status_below(self.page.body(), &keys);
        Ok(self.page.stand(&keys, &status)?)
    }

    fn resize(&mut self) -> Result<()> {
        self.session.screen.measure();
        self.page.lose(self.session.screen.size());
        if self.list.is_some() { self.show_list() } else { self.show() }
    }
}

/// A scope for the threads that work.
type Threads<'scope, 'env> = &'scope Scope<'scope, 'env>;
