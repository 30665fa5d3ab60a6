//! Questions with options to tick: `{{#quiz path.json}}`, answered by a test, and a `quiz` block, answered in words.

mod block;

use lesson::Quiz;

use crate::figure;
use crate::html::{escape, prose};

pub use block::parse as parse_block;

/// A question of a lesson as HTML; `code` is the Markdown of the code it is about.
pub fn section(quiz: &Quiz, code: Option<&str>) -> String {
    let options = quiz.options.iter().map(|option| Choice {
        html: prose(option),
        right: quiz.answers.contains(option),
        reply: quiz.replies.get(option).map(|reply| prose(reply)),
    });
    let answers: Vec<String> = quiz.answers.iter().map(|answer| prose(answer)).collect();
    let card = Card {
        heading: "Predict, then check",
        before: code.map(|code| format!("\n{code}\n")).unwrap_or_default(),
        question: Question::Legend(prose(&quiz.question)),
        options: options.collect(),
        answer: format!("<p><strong>{}</strong>. {}</p>\n", answers.join(", "), prose(&quiz.why)),
    };
    card.section()
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
