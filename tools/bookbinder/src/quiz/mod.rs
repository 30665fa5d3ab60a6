//! Questions with options to tick: `{{#quiz path.json}}`, answered by a test, and a `quiz` block, answered in words.

mod block;

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::figure;
use crate::html::{escape, prose};

pub use block::parse as parse_block;

/// The version of the JSON that this reads.
pub const FORMAT: u32 = 1;

/// A question whose answers a test has found by running the program.
#[derive(Clone, Debug, Deserialize)]
pub struct Quiz {
    /// The version of this format.
    pub version: u32,
    /// The question.
    pub question: String,
    /// The code it is about: `file.rs:anchor`, from the folder of this file.
    #[serde(default)]
    pub code: Option<String>,
    /// What may be ticked.
    pub options: Vec<String>,
    /// Which of them are right.
    pub answers: Vec<String>,
    /// What a reader who ticks an option is told about it.
    #[serde(default)]
    pub replies: BTreeMap<String, String>,
    /// Why.
    pub why: String,
}

impl Quiz {
    /// Reads a question from its JSON.
    ///
    /// # Errors
    ///
    /// When it is none, or when it cannot be answered.
    pub fn parse(json: &str) -> Result<Self> {
        let quiz: Self = serde_json::from_str(json).context("is no quiz")?;
        ensure!(quiz.version == FORMAT, "has version {}, and this reads {FORMAT}", quiz.version);
        ensure!(quiz.options.len() > 1, "offers nothing to choose: give two options or more");
        ensure!(!quiz.answers.is_empty(), "has no answer: its test found no result");
        for answer in &quiz.answers {
            ensure!(
                quiz.options.contains(answer),
                "has the answer `{answer}`, which is no option: add it"
            );
        }
        for option in quiz.replies.keys() {
            ensure!(
                quiz.options.contains(option),
                "replies to `{option}`, which is no option: correct it"
            );
        }
        Ok(quiz)
    }

    /// The wrong options that a reader is told nothing about.
    pub fn without_reply(&self) -> Vec<&str> {
        let wrong = self.options.iter().filter(|option| !self.answers.contains(option));
        wrong.filter(|option| !self.replies.contains_key(*option)).map(String::as_str).collect()
    }

    /// The question as HTML; `code` is the Markdown of the code it is about.
    pub fn section(&self, code: Option<&str>) -> String {
        let options = self.options.iter().map(|option| Choice {
            html: prose(option),
            right: self.answers.contains(option),
            reply: self.replies.get(option).map(|reply| prose(reply)),
        });
        let answers: Vec<String> = self.answers.iter().map(|answer| prose(answer)).collect();
        let card = Card {
            heading: "Predict, then check",
            before: code.map(|code| format!("\n{code}\n")).unwrap_or_default(),
            question: Question::Legend(prose(&self.question)),
            options: options.collect(),
            answer: format!(
                "<p><strong>{}</strong>. {}</p>\n",
                answers.join(", "),
                prose(&self.why)
            ),
        };
        card.section()
    }

    /// The path and the anchor of the code, where there is any.
    pub fn code(&self) -> Option<(&str, Option<&str>)> {
        let code = self.code.as_deref()?;
        Some(match code.rsplit_once(':') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (code, None),
        })
    }
}

/// A question of either kind, ready for the page.
#[derive(Clone, Debug)]
pub struct Card {
    /// What it is called.
    heading: &'static str,
    /// Markdown above the question, or nothing.
    before: String,
    question: Question,
    options: Vec<Choice>,
    /// HTML for the fold, above the replies.
    answer: String,
}

#[derive(Clone, Debug)]
enum Question {
    /// HTML that may stand in a `<legend>`.
    Legend(String),
    /// Markdown of any kind, and the id by which the options refer to it.
    Markdown { id: String, text: String },
}

#[derive(Clone, Debug)]
struct Choice {
    html: String,
    right: bool,
    reply: Option<String>,
}

impl Card {
    /// The question as HTML, with Markdown between blank lines.
    ///
    /// Without script the boxes can be ticked and the answer unfolded, with the reply to each option; the script adds
    /// the button that compares, and shows each reply beside its option.
    pub fn section(&self) -> String {
        let mut html = figure::game("quiz", self.heading, "") + &self.before;
        match &self.question {
            Question::Legend(question) => {
                html.push_str(&format!("<fieldset>\n<legend>{question}</legend>\n"));
            }
            Question::Markdown { id, text } => html.push_str(&format!(
                "<div class=\"question\" id=\"{id}\">\n\n{}\n\n</div>\n<fieldset aria-labelledby=\"{id}\">\n",
                text.trim()
            )),
        }
        for option in &self.options {
            html.push_str(&format!(
                "<label><input type=\"checkbox\" autocomplete=\"off\" data-right=\"{}\" /> <span>{}</span></label>\n",
                option.right, option.html
            ));
        }
        html.push_str(&format!(
            "</fieldset>\n<details>\n<summary>The answer</summary>\n{}{}</details>\n</section>\n",
            self.answer,
            self.replies()
        ));
        html
    }

    fn replies(&self) -> String {
        let mut html = String::new();
        for (i, option) in self.options.iter().enumerate() {
            let Some(reply) = &option.reply else { continue };
            let mark = if option.right { "right" } else { "no" };
            html.push_str(&format!(
                "<dt>{} <span class=\"mark\">{mark}</span></dt>\n<dd data-option=\"{i}\">{reply}</dd>\n",
                option.html
            ));
        }
        if html.is_empty() { html } else { format!("<dl class=\"replies\">\n{html}</dl>\n") }
    }
}

/// An id for the question on `line` of a chapter: it stays unique on the page that holds all chapters.
pub fn id(chapter: &str, line: usize) -> String {
    let stem = chapter.rsplit('/').next().unwrap_or(chapter).trim_end_matches(".md");
    escape(&format!("quiz-{stem}-{line}"))
}
