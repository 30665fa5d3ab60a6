//! `{{#quiz path.json}}`: predict, then check.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::html::prose;

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
        Ok(quiz)
    }

    /// The question as HTML; `code` is the Markdown of the code it is about.
    ///
    /// Without script the boxes can be ticked and the answer unfolded; the script adds the button that compares.
    pub fn section(&self, code: Option<&str>) -> String {
        let mut html = String::from(
            "<section class=\"quiz\" aria-label=\"Predict, then check\">\n\
             <p class=\"heading\">Predict, then check</p>\n",
        );
        if let Some(code) = code {
            html.push_str(&format!("\n{code}\n"));
        }
        html.push_str(&format!("<fieldset>\n<legend>{}</legend>\n", prose(&self.question)));
        for option in &self.options {
            let right = self.answers.contains(option);
            html.push_str(&format!(
                "<label><input type=\"checkbox\" autocomplete=\"off\" data-right=\"{right}\" /> <span>{}</span></label>\n",
                prose(option)
            ));
        }
        let answers: Vec<String> = self.answers.iter().map(|answer| prose(answer)).collect();
        html.push_str(&format!(
            "</fieldset>\n<details>\n<summary>The answer</summary>\n\
             <p><strong>{}</strong>. {}</p>\n</details>\n</section>\n",
            answers.join(", "),
            prose(&self.why)
        ));
        html
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
