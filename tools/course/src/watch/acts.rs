//! What the keys do.

use anyhow::Result;
use crossterm::event::KeyCode;

use crate::command::{hint, next, reset, solution};
use crate::editor::{self, Opened};

use super::keys;
use super::list::{Choice, List};
use super::reading::Move;
use super::recall::{Next, Recall};
use super::wording::Question;
use super::work::Task;
use super::{Mode, Watch};

impl<'a> Watch<'_, 'a, '_, 'a> {
    /// The next hint.
    pub fn hint(&mut self) -> Result<()> {
        let shown = hint::one(self.session, self.exercise, self.reading.again());
        self.say_error(shown)?;
        self.add()
    }

    /// The next exercise, after a question if this one is not solved.
    pub fn next(&mut self) -> Result<()> {
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

    /// The exercise before this one.
    pub fn previous(&mut self) -> Result<()> {
        let exercises = &self.session.course.exercises;
        let here = exercises.iter().position(|exercise| exercise.name == self.exercise.name);
        match here.and_then(|here| here.checked_sub(1)) {
            Some(before) => self.go_to(&exercises[before]),
            None => self.remark("This is the first exercise."),
        }
    }

    /// The list of all exercises.
    pub fn list(&mut self) -> Result<()> {
        self.mode = Mode::Choose(List::at(self.session, self.exercise));
        self.show()
    }

    /// The task, or the verdict.
    pub fn turn(&mut self) -> Result<()> {
        self.reading.turn();
        self.show()
    }

    /// Reads on, or back.
    pub fn go(&mut self, step: Move) -> Result<()> {
        self.reading.go(step);
        self.show()
    }

    /// Back from the whole to what fits.
    pub fn fold(&mut self) -> Result<()> {
        self.reading.fold();
        self.show()
    }

    /// Our solution, after a question if this one is not solved.
    pub fn ask_for_solution(&mut self) -> Result<()> {
        if self.is_solved() { self.solution() } else { self.ask(Question::Solution) }
    }

    fn solution(&mut self) -> Result<()> {
        let shown = solution::run(self.session, Some(&self.exercise.name), true);
        self.say_error(shown.map(drop))?;
        self.add()
    }

    /// The file as it was shipped, after a question.
    pub fn ask_for_reset(&mut self) -> Result<()> {
        self.ask(Question::Reset)
    }

    fn reset(&mut self) -> Result<()> {
        let done = reset::run(self.session, Some(&self.exercise.name), false);
        self.say_error(done.map(drop))?;
        let said = self.taken();
        self.saves.look_at(self.exercise.package.folder());
        // The verdict was on what is no longer there, and the task is new again.
        (self.verdict, self.error) = (None, None);
        self.reading.begin();
        self.judge()?;
        // Where the old file is has to be read after the verdict as well.
        self.reading.noted = format!("{said}\n");
        self.show()
    }

    /// Builds the book, and opens the chapter.
    pub fn book(&mut self) -> Result<()> {
        if self.work.at(Task::Book).is_none() {
            self.work.build_book(self.exercise);
        }
        Ok(())
    }

    /// Judges all exercises.
    pub fn check(&mut self) -> Result<()> {
        if self.work.at(Task::Check).is_none() {
            self.work.check_all(self.session.look());
        }
        Ok(())
    }

    /// Opens the file in an editor.
    pub fn edit(&mut self) -> Result<()> {
        let file = self.exercise.file();
        let shown = self.session.shown(&file);
        let (page, keyboard) = (&mut self.page, &mut self.keyboard);
        let opened = editor::open(&file, |command| {
            page.step_back()?;
            keyboard.lend(|| command.status())
        });
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
                self.say_error(Err(error))?;
                // The editor may have drawn on the screen before it failed.
                self.add()
            }
        }
    }

    /// Every key.
    pub fn help(&mut self) -> Result<()> {
        let help = keys::help(self.session.screen.prose());
        self.reading.add(format!("\n{}", self.session.screen.strip(&help)));
        self.show()
    }

    /// The end.
    pub fn quit(&mut self) -> Result<()> {
        self.is_over = true;
        Ok(())
    }

    fn ask(&mut self, question: Question) -> Result<()> {
        self.mode = Mode::Ask(question);
        Ok(())
    }

    /// Does what was asked about, if that is the answer.
    pub fn answer(&mut self, code: KeyCode) -> Result<()> {
        let Mode::Ask(question) = std::mem::replace(&mut self.mode, Mode::Read) else {
            return Ok(());
        };
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

    /// Moves in the list, or leaves it.
    pub fn choose(&mut self, code: KeyCode) -> Result<()> {
        let Mode::Choose(list) = &mut self.mode else { return Ok(()) };
        match list.press(code, self.session) {
            Choice::Stay => {}
            Choice::Go(number) => return self.go_to(&self.session.course.exercises[number]),
            Choice::Back => self.mode = Mode::Read,
            Choice::Quit => return self.quit(),
        }
        self.show()
    }

    /// Asks these questions, while the exercise is being judged.
    pub fn recall(&mut self, questions: Vec<crate::recall::Question>) -> Result<()> {
        let mut recall = Recall::new(questions);
        // The keys are those of the questions, and wrap in a place of their own.
        self.mode = Mode::Recall(Recall::new(Vec::new()));
        let room = self.page.room(&self.foot(&self.reading));
        let is_any = recall.fit(self.session.screen, room);
        self.mode = if is_any { Mode::Recall(recall) } else { Mode::Read };
        self.show()
    }

    /// Ticks, answers, or goes on to the exercise.
    pub fn think(&mut self, code: KeyCode) -> Result<()> {
        let Mode::Recall(recall) = &mut self.mode else { return Ok(()) };
        let root = &self.session.course.root;
        match recall.press(code) {
            Next::Stay => {}
            Next::Answered => crate::recall::asked(root, recall.question()),
            Next::Over => self.mode = Mode::Read,
            Next::Off => {
                crate::recall::switch_off(root);
                self.mode = Mode::Read;
                self.remark(
                    "No more questions. Without the file .progress.recall they come back.",
                )?;
            }
            Next::Quit => return self.quit(),
        }
        self.show()
    }

    /// Says something once, in the line at the bottom.
    pub fn remark(&mut self, text: &str) -> Result<()> {
        self.remark = Some(text.to_owned());
        Ok(())
    }
}
