//! `{{#breakit path.json}}`: the reader chooses among small edits of a lesson's code, and sees what becomes of it.

mod diff;

use anyhow::{Result, ensure};
use lesson::excerpt;
use serde::Deserialize;
use trace::Counterexample;

use crate::figure::{self, Figure};
use crate::html::{escape, prose};
use crate::picture::{self, Snapshot};

pub use diff::{Line, diff};

/// The version of the JSON that this reads.
pub const FORMAT: u32 = 1;

/// Code, and edits of it, each of which a test has explored.
#[derive(Clone, Debug, Deserialize)]
pub struct Edits {
    /// The code as it is: `file.rs:anchor`, from the folder of this file.
    code: String,
    /// What was explored of it. It holds.
    explored: String,
    edits: Vec<Edit>,
}

/// One edit, in a copy of the file.
#[derive(Clone, Debug, Deserialize)]
struct Edit {
    /// The copy, from the folder of the JSON file.
    file: String,
    /// What it does, in a few words.
    does: String,
    /// Why it breaks, or why it does no harm.
    why: String,
    /// What was explored, if it holds.
    #[serde(default)]
    explored: Option<String>,
    /// The run that breaks it, if there is one.
    #[serde(default)]
    counterexample: Option<Box<Counterexample>>,
}

impl Edit {
    /// How it ends: `holds`, or the kind of its failure.
    fn verdict(&self) -> &'static str {
        self.counterexample.as_ref().map_or("holds", |found| found.failure.kind().name())
    }

    /// What an address and the headings of a table call it: the name of its file.
    fn name(&self) -> &str {
        let file = self.file.rsplit('/').next().unwrap_or(&self.file);
        file.trim_end_matches(".rs")
    }
}

/// One file of source code: its name as people read it, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path from the top of the course.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Edits {
    /// Reads edits from their JSON.
    ///
    /// # Errors
    ///
    /// When it is none, or when there is nothing to choose.
    pub fn parse(json: &str) -> Result<Self> {
        let edits: Self = figure::read(json, FORMAT, "isn't a list of edits")?;
        ensure!(edits.code.contains(':'), "shows `{}` without an anchor", edits.code);
        ensure!(edits.edits.len() > 1, "offers nothing to choose: give two edits or more");
        for edit in &edits.edits {
            let one = edit.explored.is_some() != edit.counterexample.is_some();
            ensure!(one, "has an edit, `{}`, that neither holds nor breaks", edit.file);
        }
        Ok(edits)
    }

    /// The file of the code, and its anchor.
    pub fn code(&self) -> (&str, &str) {
        self.code.rsplit_once(':').unwrap_or((&self.code, ""))
    }

    /// The files of the edits, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.edits.iter().map(|edit| edit.file.as_str())
    }

    /// The edits as a section with a fold for each, which the script makes a choice. An address names the section by
    /// `name`; `aim` is how the edit ends that the reader looks for, and `copies` are the files of the edits.
    ///
    /// # Errors
    ///
    /// When no edit ends as `aim` says or all do, when an edit changes what isn't shown, or when a run isn't one of its
    /// file.
    pub fn section(
        &self,
        name: &str,
        aim: Option<&str>,
        goal: Option<&str>,
        code: &Source,
        copies: &[Source],
    ) -> Result<(String, Figure)> {
        let aim = aim.unwrap_or("holds");
        let reached = self.edits.iter().filter(|edit| edit.verdict() == aim).count();
        let right = 0 < reached && reached < self.edits.len();
        ensure!(right, "has {reached} edits of {} that end in `{aim}`", self.edits.len());

        let attributes = format!(" data-aim=\"{}\"", escape(aim));
        let mut html = figure::open("breakit", "Break it yourself", name, &attributes, goal);
        let (_, anchor) = self.code();
        let lines = diff(&code.text, anchor, &code.text).map_err(anyhow::Error::msg)?;
        html.push_str(&fold("", "holds", "As it is", &code.name, &lines));
        html.push_str(&holds("Holds", &self.explored));
        html.push_str("</details>\n");
        for (edit, copy) in self.edits.iter().zip(copies) {
            html.push_str(&edit.fold(name, code, anchor, copy)?);
        }
        html.push_str("</section>\n");
        let mut verdicts: Vec<&str> = self.edits.iter().map(Edit::verdict).collect();
        verdicts.sort_unstable();
        verdicts.dedup();
        let count = (self.edits.len(), "edits");
        let (outcomes, bytes) = (verdicts.len(), html.len());
        Ok((html, Figure { name: name.to_owned(), count, outcomes, bytes }))
    }
}

impl Edit {
    fn fold(&self, section: &str, code: &Source, anchor: &str, copy: &Source) -> Result<String> {
        let lines = diff(&code.text, anchor, &copy.text);
        let lines = lines.map_err(|why| anyhow::anyhow!("shows `{}`, which {why}", copy.name))?;
        let mut html = fold(self.name(), self.verdict(), &self.does, &copy.name, &lines);
        if let Some(explored) = &self.explored {
            html.push_str(&holds("Still holds", explored));
        }
        if let Some(found) = &self.counterexample {
            let mut places = found.trace.steps.iter().map(|step| step.place());
            let file = format!("/{}.rs:", self.name());
            let its = places.any(|place| place.contains(&file));
            ensure!(its, "has a run for `{}` that takes no step there", copy.name);
            let broken = picture::said(found).unwrap_or_else(|| found.headline());
            html.push_str(&format!(
                "<p class=\"verdict breaks\"><span class=\"mark\">Breaks.</span> {}</p>\n",
                prose(&sentence(&broken))
            ));
        }
        html.push_str(&format!("<p class=\"why\">{}</p>\n", prose(&self.why)));
        if let Some(found) = &self.counterexample {
            ensure!(
                picture::is_consistent(&found.trace),
                "points to a thread, an object or a step that it lacks"
            );
            let name = format!("{section}-{}", self.name());
            html.push_str(&picture::swimlane(&Snapshot::Fails(found.clone()), &name, None));
        }
        Ok(html + "</details>\n")
    }
}

/// The beginning of a fold: what the edit does, and the code with it.
fn fold(name: &str, verdict: &str, does: &str, file: &str, lines: &[Line]) -> String {
    let indent = excerpt::outdent(&lines.iter().map(Line::text).collect::<Vec<_>>());
    let code = lines.iter().zip(indent.lines()).map(|(line, text)| {
        let text = escape(&format!("{text}\n"));
        match line {
            Line::Same(_) => text,
            Line::Removed(_) => format!("<del>{text}</del>"),
            Line::Added(_) => format!("<ins>{text}</ins>"),
        }
    });
    format!(
        "<details class=\"edit\" data-edit=\"{}\" data-verdict=\"{verdict}\">\n<summary>{}</summary>\n\
         <div class=\"listing\"><p class=\"from\"><code>{}</code></p><pre><code class=\"language-rust\">{}</code></pre></div>\n",
        escape(name),
        prose(does),
        escape(file),
        code.collect::<String>()
    )
}

fn holds(mark: &str, explored: &str) -> String {
    let explored = explored.trim_start_matches("holds ");
    format!(
        "<p class=\"verdict holds\"><span class=\"mark\">{mark}</span> {}.</p>\n",
        escape(explored)
    )
}

/// `text` with a capital at its beginning and a stop at its end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
