//! What each key does.

use std::io::Write;

use anyhow::Result;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::command::{hint, next, reset, solution};
use crate::editor::{self, Opened};

use super::Watch;
use super::list::{Choice, List};
use super::wording::{self, Question};
use super::work::Task;

impl<'a> Watch<'_, 'a, '_, 'a> {
    /// Does what a key asks for.
    pub fn press(&mut self, key: KeyEvent) -> Result<()> {
        self.remark = None;
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            // Where Ctrl-C is a signal it does not come here.
            KeyCode::Char('c' | 'd') if is_control => self.is_over = true,
            _ if is_control => {}
            code if self.question.is_some() => self.answer(code)?,
            code if self.list.is_some() => self.choose(code)?,
            KeyCode::Char(char) => self.command(char.to_ascii_lowercase())?,
            _ => {}
        }
        if self.is_over { Ok(()) } else { self.stand() }
    }

    fn command(&mut self, key: char) -> Result<()> {
        match key {
            'h' => self.print(|session, name| hint::run(session, Some(name)).map(drop)),
            'n' => self.next(),
            'p' => self.previous(),
            'l' => {
                self.list = Some(List::at(self.session, self.exercise));
                self.show_list()
            }
            'r' => self.judge(),
            't' => self.turn(),
            's' if self.is_solved() => self.solution(),
            's' => self.ask(Question::Solution),
            'x' => self.ask(Question::Reset),
            'b' => self.book(),
            'e' => self.edit(),
            '?' => {
                let help = wording::help(self.session.screen.prose());
                write!(self.session.screen, "{help}")?;
                self.add()
            }
            'q' => {
                self.is_over = true;
                Ok(())
            }
            _ => self.remark("No such key. ? lists them."),
        }
    }

    fn ask(&mut self, question: Question) -> Result<()> {
        self.question = Some(question);
        Ok(())
    }

    fn answer(&mut self, code: KeyCode) -> Result<()> {
        let Some(question) = self.question.take() else { return Ok(()) };
        if !matches!(code, KeyCode::Char('y' | 'Y')) {
            return self.remark(match question {
                Question::Next => "You stay.",
                Question::Solution => "Not shown. A hint gives away less: h",
                Question::Reset => "Left as it is.",
            });
        }
        match question {
            Question::Next => self.go_on(),
            Question::Solution => self.solution(),
            Question::Reset => self.reset(),
        }
    }

    fn next(&mut self) -> Result<()> {
        if self.is_solved() || next::after(self.session, self.exercise).is_none() {
            self.go_on()
        } else {
            self.ask(Question::Next)
        }
    }

    fn go_on(&mut self) -> Result<()> {
        match next::after(self.session, self.exercise) {
            Some(exercise) => self.go_to(exercise),
            None => self.remark(&next::last(self.session, self.exercise).replace('`', "")),
        }
    }

    fn previous(&mut self) -> Result<()> {
        let exercises = &self.session.course.exercises;
        let here = exercises.iter().position(|exercise| exercise.name == self.exercise.name);
        match here.and_then(|here| here.checked_sub(1)) {
            Some(before) => self.go_to(&exercises[before]),
            None => self.remark("This is the first exercise."),
        }
    }

    fn solution(&mut self) -> Result<()> {
        self.print(|session, name| solution::run(session, Some(name), true).map(drop))
    }

    fn reset(&mut self) -> Result<()> {
        if let Err(error) = reset::run(self.session, Some(&self.exercise.name), false) {
            self.session.screen.say(&format!("Error: {error:#}"))?;
        }
        let said = self.session.screen.take();
        self.saves.look_at(self.exercise.package.folder());
        // The verdict was on what is no longer there, and the task is new again.
        (self.verdict, self.error, self.is_read) = (None, None, false);
        self.judge()?;
        // Where the old file is has to be read after the verdict as well.
        self.noted = format!("{said}\n");
        self.forget();
        self.show()
    }

    fn book(&mut self) -> Result<()> {
        if self.work.at(Task::Book).is_none() {
            self.work.build_book(self.exercise);
        }
        Ok(())
    }

    fn edit(&mut self) -> Result<()> {
        let file = self.exercise.file();
        let shown = self.session.shown(&file);
        let opened = editor::open(&file, |command| self.keyboard.lend(|| command.status()));
        match opened {
            Ok(Opened::Beside(editor)) => self.remark(&format!("Opened in {editor}.")),
            Ok(Opened::OnTheTerminal) => self.resize(),
            Ok(Opened::Nowhere(line)) => {
                self.session.screen.say(&format!(
                    "Your file is `{shown}:{line}`. Set `EDITOR` to the name of your editor, and `e` opens it there."
                ))?;
                self.add()
            }
            Err(error) => {
                self.session.screen.say(&format!("Error: {error:#}"))?;
                // The editor may have drawn on the screen before it failed.
                self.add()
            }
        }
    }

    fn choose(&mut self, code: KeyCode) -> Result<()> {
        let Some(list) = &mut self.list else { return Ok(()) };
        match list.press(code, &self.session.course.exercises) {
            Choice::Stay => self.show_list(),
            Choice::Go(number) => self.go_to(&self.session.course.exercises[number]),
            Choice::Back => self.show(),
            Choice::Quit => {
                self.is_over = true;
                Ok(())
            }
        }
    }

    /// Draws the list.
    pub fn show_list(&mut self) -> Result<()> {
        let Some(list) = &mut self.list else { return Ok(()) };
        let text = list.draw(self.session, self.exercise);
        let text = self.session.screen.strip(&text);
        let (keys, status) = (self.keys(), self.status());
        Ok(self.page.set(&text, &keys, &status)?)
    }

    /// Runs a command, and adds what it says to the page.
    fn print(
        &mut self,
        command: impl FnOnce(&mut crate::command::Session<'a>, &str) -> Result<()>,
    ) -> Result<()> {
        if let Err(error) = command(self.session, &self.exercise.name) {
            self.session.screen.say(&format!("Error: {error:#}"))?;
        }
        self.add()
    }

    fn remark(&mut self, text: &str) -> Result<()> {
        self.remark = Some(text.to_owned());
        Ok(())
    }
}
