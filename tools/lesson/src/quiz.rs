//! A question whose answers a test of the lesson has found by running the program.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The version of the JSON that this reads.
const FORMAT: u32 = 1;

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

    /// The path and the anchor of the code, where there is any.
    pub fn code(&self) -> Option<(&str, Option<&str>)> {
        let code = self.code.as_deref()?;
        Some(match code.rsplit_once(':') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (code, None),
        })
    }
}
