//! The questions of earlier lessons, while one of them is on the screen.

use crossterm::event::KeyCode;
use lesson::Quiz;

use crate::recall::Question;
use crate::screen::{CODE, GOOD, Screen, TITLE};

/// The questions that are left, and what was ticked.
pub struct Recall {
    questions: Vec<Question>,
    /// How many were there at first.
    total: usize,
    ticked: Vec<usize>,
    is_answered: bool,
}

/// What a key means for everybody else.
pub enum Next {
    /// The questions stay, perhaps changed.
    Stay,
    /// One was answered.
    Answered,
    /// On to the exercise.
    Over,
    /// On to the exercise, and no more questions.
    Off,
    /// Out.
    Quit,
}

impl Recall {
    /// These questions.
    pub fn new(questions: Vec<Question>) -> Self {
        Self { total: questions.len(), questions, ticked: Vec::new(), is_answered: false }
    }

    /// Leaves out what would not fit so many rows with its answer. Whether any are left.
    pub fn fit(&mut self, screen: &Screen, room: usize) -> bool {
        let height = |question: &Question| {
            let mut one = Self::new(vec![question.clone()]);
            (one.ticked, one.is_answered) = ((0..question.quiz.options.len()).collect(), true);
            one.draw(screen).lines().count()
        };
        self.questions.retain(|question| height(question) <= room);
        self.total = self.questions.len();
        self.total > 0
    }

    /// Does what a key asks for.
    pub fn press(&mut self, code: KeyCode) -> Next {
        match code {
            KeyCode::Char(digit @ '1'..='9') if !self.is_answered => {
                let number = digit as usize - '1' as usize;
                if number < self.question().quiz.options.len() {
                    match self.ticked.iter().position(|&ticked| ticked == number) {
                        Some(place) => drop(self.ticked.remove(place)),
                        None => self.ticked.push(number),
                    }
                }
                Next::Stay
            }
            KeyCode::Enter | KeyCode::Char(' ') if !self.is_answered => {
                self.is_answered = true;
                Next::Answered
            }
            KeyCode::Enter | KeyCode::Char(' ') => {
                self.questions.remove(0);
                (self.is_answered, self.ticked) = (false, Vec::new());
                if self.questions.is_empty() { Next::Over } else { Next::Stay }
            }
            KeyCode::Esc => Next::Over,
            KeyCode::Char('o' | 'O') => Next::Off,
            KeyCode::Char('q' | 'Q') => Next::Quit,
            _ => Next::Stay,
        }
    }

    /// The keys that make sense now.
    pub fn keys(&self) -> Vec<(&'static str, &'static str)> {
        let ends = [("Esc", "to the exercise"), ("o", "never ask again"), ("q", "quit")];
        let first: &[_] = match self.is_answered {
            false => &[("1-9", "tick"), ("Enter", "check")],
            true => &[("Enter", "go on")],
        };
        [first, &ends].concat()
    }

    /// The line at the bottom.
    pub fn status(&self) -> String {
        match self.is_answered {
            true if self.is_right() => "Right.".into(),
            true => "Not quite: the marked ones are right.".into(),
            false => "What do you think?".into(),
        }
    }

    /// The question that is asked.
    pub fn question(&self) -> &Question {
        // When the last one is gone, so is this.
        &self.questions[0]
    }

    /// The question, and once it is answered, what is right.
    pub fn draw(&self, screen: &Screen) -> String {
        let question = self.question();
        let (lesson, _) = question.name.split_once('-').unwrap_or_default();
        let number = self.total - self.questions.len() + 1;
        let title = format!("Do you remember? {number} of {} · lesson {lesson}", self.total);
        let mut text = format!("{TITLE}{title}{TITLE:#}\n\n");
        if let Some(listing) = &question.listing {
            let lines = listing.lines().map(|line| format!("    {CODE}{line}{CODE:#}\n"));
            text += &format!("{}\n", lines.collect::<String>());
        }
        text += &format!("{}\n\n", screen.said(&question.quiz.question));
        for (number, option) in question.quiz.options.iter().enumerate() {
            let mark = if self.ticked.contains(&number) { "x" } else { " " };
            let is_right = self.is_answered && question.quiz.answers.contains(option);
            let style = if is_right { GOOD } else { anstyle::Style::new() };
            let right = if is_right { "  ← right" } else { "" };
            text += &format!("  {} [{mark}] {style}{option}{right}{style:#}\n", number + 1);
        }
        if self.is_answered {
            text += &format!("\n{}\n", screen.said(&self.reply()));
        }
        screen.strip(&text)
    }

    /// Whether what is right was ticked, and nothing else.
    fn is_right(&self) -> bool {
        let Quiz { options, answers, .. } = &self.question().quiz;
        let is_right = |&number: &usize| answers.contains(&options[number]);
        self.ticked.len() == answers.len() && self.ticked.iter().all(is_right)
    }

    /// What there is to say about what was ticked.
    fn reply(&self) -> String {
        let Quiz { options, answers, replies, why, .. } = &self.question().quiz;
        let is_right = |number: usize| answers.contains(&options[number]);
        let wrong = self.ticked.iter().filter(|&&number| !is_right(number));
        let wrong = wrong.filter_map(|&number| {
            Some(format!("{}: {} ", options[number], replies.get(&options[number])?))
        });
        let head = if self.is_right() { "Right. ".to_owned() } else { wrong.collect() };
        head + why
    }
}
