//! The form that stays: shows an exercise, judges it whenever its files are saved, and listens to keys meanwhile.
//!
//! One thread does everything that is seen, and waits for [`Event`]s. [`terminal`] hears keys and [`saves`] sees
//! files in threads of their own; [`work`] builds and judges in others, and can be called off.
//! [`reading`] decides what of an exercise is shown, [`page`] draws it, [`wording`] says how it stands; [`keys`] is the
//! table of keys, [`acts`] what they do, [`list`] the list, [`recall`] a question of an earlier lesson.

mod acts;
mod keys;
mod list;
mod page;
mod reading;
mod recall;
mod saves;
mod terminal;
mod wording;
mod work;

use std::any::Any;
use std::io::{self, IsTerminal};
use std::panic::resume_unwind;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, Scope};
use std::time::Duration;
use std::{env, mem};

use anyhow::Result;
use crossterm::event::KeyEvent;

use crate::before::Fate;
use crate::command::{Session, run};
use crate::course::Exercise;
use crate::fold::Folding;
use crate::interrupt::{self, Interrupted};
use crate::show;
use crate::verdict::Verdict;

use list::List;
use page::Page;
use reading::{Parts, Reading, Shown};
use recall::Recall;
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
    /// A piece of work that says something is done.
    Said(Task, u64, Result<String>),
    /// A thread of ours panicked.
    Panicked(Box<dyn Any + Send>),
}

/// For those who see this for the first time.
const WELCOME: &str = "\
Welcome! Change the file that is named below and save it: its tests run by themselves. \
`h` gives a hint, `b` opens the chapter, `?` lists all keys.";

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
    interrupt::hear_pause();
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
            fate: None,
            reading: Reading::default(),
            page,
            keyboard,
            saves,
            work,
            mode: Mode::Read,
            remark: None,
            is_over: false,
        };
        let outcome = watch.stay(&events);
        let left = watch.leave();
        outcome?;
        left?;
        Ok(ExitCode::SUCCESS)
    })
}

/// What has the keys.
enum Mode {
    /// The exercise.
    Read,
    /// A question.
    Ask(Question),
    /// The list, which is shown instead.
    Choose(List),
    /// A question of an earlier lesson, which is shown first.
    Recall(Recall),
}

/// Everything there is to know from one event to the next.
struct Watch<'s, 'a, 'scope, 'env> {
    session: &'s mut Session<'a>,
    exercise: &'a Exercise,
    /// The last one, also while the next is on its way.
    verdict: Option<Verdict>,
    /// Why there is none.
    error: Option<String>,
    /// What has become of the schedule that broke it before.
    fate: Option<Fate>,
    reading: Reading,
    page: Page,
    keyboard: Keyboard,
    saves: Saves,
    work: Work<'scope, 'env>,
    mode: Mode,
    /// Said once, in the line at the bottom.
    remark: Option<String>,
    is_over: bool,
}

impl<'a> Watch<'_, 'a, '_, 'a> {
    fn stay(&mut self, events: &Receiver<Event>) -> Result<()> {
        if self.session.is_new {
            self.session.screen.say(WELCOME)?;
        }
        let questions = crate::recall::due(self.session);
        self.go_to(self.exercise)?;
        if !questions.is_empty() {
            self.recall(questions)?;
        }
        while !self.is_over {
            match events.recv_timeout(self.saves.rest(TICK)) {
                Ok(event) => self.take(event)?,
                Err(RecvTimeoutError::Timeout) => {}
                // There is always one sender left: ours.
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            interrupt::check()?;
            let pauses = interrupt::is_pausing();
            if pauses {
                // The shell wants its own screen, and its keys.
                self.page.step_back()?;
                self.keyboard.rest();
                // If no shell could bring us back, this returns at once, and nothing tells that we were away.
                interrupt::pause();
            }
            if interrupt::was_away() || pauses {
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
            Event::Said(task, id, said) => {
                if self.work.is_done(task, id) {
                    let said = said.unwrap_or_else(|error| format!("Error: {error:#}"));
                    self.session.refresh();
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
        (self.verdict, self.error, self.mode) = (None, None, Mode::Read);
        self.reading.begin();
        run::remember(self.session, exercise, None);
        self.saves.look_at(exercise.package.folder());
        self.judge()?;
        self.show()
    }

    /// Judges the exercise as it is now, instead of as it was.
    fn judge(&mut self) -> Result<()> {
        self.remark = None;
        self.reading.runs(self.is_judged());
        self.work.judge(self.exercise, self.session.look());
        self.stand()
    }

    fn is_judged(&self) -> bool {
        self.verdict.is_some() || self.error.is_some()
    }

    fn judged(&mut self, verdict: Result<Verdict>) -> Result<()> {
        self.reading.judged(self.is_judged());
        match verdict {
            Ok(verdict) => {
                self.fate = run::remember(self.session, self.exercise, Some(&verdict));
                (self.verdict, self.error) = (Some(verdict), None);
            }
            Err(error) if error.is::<Interrupted>() => return Ok(()),
            Err(error) => (self.verdict, self.error) = (None, Some(format!("{error:#}"))),
        }
        self.show()
    }

    /// Draws the exercise, or the list while that is shown.
    fn show(&mut self) -> Result<()> {
        if let Mode::Choose(list) = &self.mode {
            let foot = self.foot(&self.reading);
            let lines = list.draw(self.session, self.exercise, self.page.room(&foot));
            let lines: Vec<String> =
                lines.iter().map(|line| self.session.screen.strip(line)).collect();
            return Ok(self.page.show_aside(&lines, foot)?);
        }
        if let Mode::Recall(recall) = &self.mode {
            let foot = self.foot(&self.reading);
            return Ok(self.page.show(&(recall.draw(self.session.screen) + "\n"), foot)?);
        }
        let parts = self.parts()?;
        let mut reading = mem::take(&mut self.reading);
        let shown = reading.fit(&parts, &self.page, |reading| self.foot(reading));
        self.reading = reading;
        let foot = self.foot(&self.reading);
        match shown {
            Shown::Lines(lines) => self.page.show(&lines, foot)?,
            Shown::Rows(rows) => self.page.show_aside(&rows, foot)?,
        }
        Ok(())
    }

    /// The exercise in words: where one is, the task, the verdict.
    fn parts(&mut self) -> Result<Parts> {
        // What was noted while the screen showed something else.
        let noted = self.taken();
        if !noted.is_empty() {
            self.reading.noted.push_str(&format!("{noted}\n"));
        }
        let mut parts = Parts::default();
        run::place(self.session, self.exercise)?;
        parts.place = self.taken();
        run::place_in_a_line(self.session, self.exercise)?;
        parts.line = self.taken();
        let said = run::to_do(self.session, self.exercise);
        self.say_error(said)?;
        parts.task = self.taken();
        run::rule(self.session)?;
        parts.rule = self.taken();
        let screen = &self.session.screen;
        let (verdict, short) = if let Some(verdict) = &self.verdict {
            let short = show::in_short(screen, self.session.course, self.exercise, verdict);
            (run::words(self.session, self.exercise, verdict, self.fate.as_ref()), short)
        } else if let Some(error) = &self.error {
            (self.trouble(error), screen.said("There is no verdict. `t` shows why."))
        } else {
            return Ok(parts);
        };
        parts.verdict = Some(verdict.map(|text| page::tame(&screen.strip(text))));
        parts.short = screen.strip(&short) + "\n";
        Ok(parts)
    }

    /// Why there is no verdict, and what helps.
    fn trouble(&self, error: &str) -> Folding {
        let mut words = Folding::default();
        let screen = &self.session.screen;
        let course = self.session.course;
        let manifest = &self.exercise.package.manifest_path;
        if !manifest.is_file() {
            // Only the file of the learner is kept elsewhere.
            let manifest = course.shown(manifest);
            words.keep(screen.said(&format!("Error: `{manifest}` is missing.")));
            words.keep(screen.said("Take its folder from a fresh copy of the course."));
            return words;
        }
        words.keep(screen.said(&format!("Error: {error}.")));
        if !self.exercise.file().is_file() && course.stub(self.exercise).is_file() {
            words.keep(screen.said("Here `x` does that."));
        }
        words
    }

    /// Says what went wrong, if something did.
    fn say_error(&mut self, outcome: Result<()>) -> Result<()> {
        match outcome {
            Ok(()) => Ok(()),
            Err(error) => Ok(self.session.screen.say(&format!("Error: {error:#}"))?),
        }
    }

    /// What was printed since this was last asked for.
    fn taken(&mut self) -> String {
        page::tame(&self.session.screen.take())
    }

    /// Adds what was printed to what is read; while the list is shown, for later.
    fn add(&mut self) -> Result<()> {
        let text = format!("\n{}", self.taken());
        self.reading.add(text);
        self.show()
    }

    /// Brings the lines at the bottom up to date.
    fn stand(&mut self) -> Result<()> {
        let foot = self.foot(&self.reading);
        if self.page.below(&foot) == self.page.below(self.page.foot()) {
            return Ok(self.page.stand(foot)?);
        }
        // There is room for more, or for less.
        self.show()
    }

    fn resize(&mut self) -> Result<()> {
        self.session.screen.measure();
        self.page.lose(self.session.screen.size());
        self.show()
    }

    /// Leaves the whole verdict behind, where the shell goes on.
    fn leave(&mut self) -> Result<()> {
        self.mode = Mode::Read;
        let parts = self.parts()?;
        let text = self.reading.left(&parts);
        Ok(self.page.leave(&text)?)
    }
}

/// A scope for the threads that work.
type Threads<'scope, 'env> = &'scope Scope<'scope, 'env>;
