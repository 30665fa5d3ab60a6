//! The preprocessor: the same in this process and behind mdBook's protocol.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use anyhow::{Result, bail};
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::chapter::{self, Expansion};
use crate::course::Course;
use crate::edition;
use crate::exercise;
use crate::figure;
use crate::glossary::{self, Glossary};
use crate::html::json;
use crate::problem::{Problem, Weight};

/// The name it has in `book.toml`.
pub const NAME: &str = "bookbinder";

/// What the chapters held, all together.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The anchors that are shown: file and name.
    pub anchors: Vec<(PathBuf, String)>,
    /// The Python files that are shown.
    pub python: Vec<PathBuf>,
    /// The name of each chapter, and the terms of the glossary that it uses.
    pub terms: Vec<(String, Vec<usize>)>,
    /// The figures of each chapter that a script makes playable.
    pub figures: Vec<figure::Page>,
    /// How many chapters there are.
    pub chapters: usize,
    /// How many code blocks they have.
    pub blocks: usize,
}

impl Findings {
    fn add(&mut self, expansion: Expansion) {
        self.problems.extend(expansion.problems);
        self.anchors.extend(expansion.anchors);
        self.python.extend(expansion.python);
        self.chapters += 1;
        self.blocks += expansion.blocks;
    }

    /// The problems for which a page cannot be made.
    pub fn broken(&self) -> Vec<&Problem> {
        self.problems.iter().filter(|problem| problem.weight == Weight::Broken).collect()
    }
}

/// Expands every chapter.
#[derive(Clone, Debug, Default)]
pub struct Bookbinder {
    /// What it found, for whoever runs it in this process.
    pub findings: Rc<RefCell<Findings>>,
    /// Whether to go on when a page is broken: a check wants to see the other pages too.
    pub keep_going: bool,
}

impl Preprocessor for Bookbinder {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, ctx: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let course = Course::at(ctx.root.parent().unwrap_or(&ctx.root));
        let chapters = ctx.root.join(&ctx.config.book.src);
        let edition: Vec<String> =
            ctx.config.get(&format!("preprocessor.{NAME}.second_edition"))?.unwrap_or_default();
        let mut findings = self.findings.borrow_mut();
        let page = chapters.join(glossary::PAGE);
        // A book needs no glossary.
        let glossary = std::fs::read_to_string(&page).unwrap_or_default();
        let glossary = Glossary::parse(&glossary.replace("\r\n", "\n"));
        let none = Glossary::default();
        let places = json(&exercise::places(&course, &book));
        let places = format!("<script type=\"application/json\">{places}</script>");
        book.for_each_chapter_mut(|one| {
            let Some(path) = &one.source_path else { return };
            let file = chapters.join(path);
            let name = path.to_string_lossy().replace('\\', "/");
            let text = match name == glossary::PAGE {
                true => glossary.page(&one.content.replace("\r\n", "\n")),
                false => std::mem::take(&mut one.content),
            };
            // A page before or after the chapters is a place to learn a word only if it keeps the same rules as they do.
            let teaches = one.number.is_some() || edition.contains(&name);
            let terms = if teaches { &glossary } else { &none };
            let mut expansion = chapter::expand(&course, terms, &file, &text);
            if edition.contains(&name) {
                let rules = edition::check(&course.name(&file), &text, &expansion);
                expansion.problems.extend(rules);
            }
            one.content = expansion.text.replace(exercise::PLACES, &places);
            findings.figures.push((course.name(&file), std::mem::take(&mut expansion.figures)));
            findings.terms.push((name, std::mem::take(&mut expansion.terms)));
            findings.add(expansion);
        });
        let page = course.name(&page);
        let names: Vec<String> = findings.terms.iter().map(|(name, _)| name.clone()).collect();
        findings.problems.extend(glossary.problems(&page, &names));
        let unused = glossary::check(&glossary, &page, &findings.terms, &edition);
        findings.problems.extend(unused);
        let broken = findings.broken();
        if !broken.is_empty() && !self.keep_going {
            let lines: Vec<String> = broken.iter().map(ToString::to_string).collect();
            bail!("{}", lines.join("\n"));
        }
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer == "html")
    }
}
