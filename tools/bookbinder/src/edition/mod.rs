//! What holds of the chapters that `second_edition` in `book.toml` names, and not yet of the others.

mod listings;
mod numbers;
mod rust;

use crate::chapter::Expansion;
use crate::directive;
use crate::fence;
use crate::problem::{Problem, line_of};
use crate::prose;

/// How many rows a reader is shown before the rest is folded.
pub const ROWS: usize = 8;

/// How many quizzes a chapter has at least.
pub const QUIZZES: usize = 2;

/// Looks at the chapter `text`, which is named `file` and has become `expansion`.
pub fn check(file: &str, text: &str, expansion: &Expansion) -> Vec<Problem> {
    let text = text.replace("\r\n", "\n");
    let blocks = fence::fences(&text);
    let mut directives = directive::directives(&text);
    directives.retain(|one| !blocks.iter().any(|block| block.range.contains(&one.range.start)));
    let hidden: Vec<_> = directives.iter().map(|one| one.range.clone()).collect();
    let page = prose::page(&text, &hidden);
    let mut problems = numbers::check(file, &text, &page, &directives);
    problems.extend(listings::check(file, &text, &page, &expansion.listings));
    for output in &expansion.outputs {
        if output.rows > ROWS && !output.folded {
            let what = format!(
                "an output of {} rows: show the first ones with `rows=\"6\"`, and the rest unfolds",
                output.rows
            );
            problems.push(Problem::rule(file, output.line, what));
        }
    }
    for (range, rows, folded) in &page.tables {
        if *rows > ROWS && !folded {
            let what =
                format!("a table of {rows} rows: put it between `<details>` and `</details>`");
            problems.push(Problem::rule(file, line_of(&text, range.start), what));
        }
    }
    if expansion.quizzes < QUIZZES {
        let what = format!(
            "a chapter needs {QUIZZES} quizzes, and this has {}: see `tools/bookbinder/README.md`",
            expansion.quizzes
        );
        problems.push(Problem::rule(file, 1, what));
    }
    problems
}
