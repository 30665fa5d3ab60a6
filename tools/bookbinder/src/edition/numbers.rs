//! Figures beside an output: taken from it, or said to be counted.

use crate::directive::Directive;
use crate::number;
use crate::problem::{Problem, line_of};
use crate::prose::Page;

/// Words before a number that make it a version.
const PRODUCTS: [&str; 13] = [
    "Python", "CPython", "Rust", "rustc", "Cargo", "cargo", "Linux", "Windows", "loom", "mdBook",
    "version", "edition", "since",
];

/// What says, on the same line, that a number was not measured.
const COUNTED: &str = "<!-- counted: ";

/// The numbers that somebody typed into a section that shows an output.
pub fn check(file: &str, text: &str, page: &Page, directives: &[Directive]) -> Vec<Problem> {
    let section = |at: usize| page.sections.partition_point(|&start| start <= at);
    let shown: Vec<usize> = directives
        .iter()
        .filter(|one| one.name == "output")
        .map(|one| section(one.range.start))
        .collect();
    let mut problems = Vec::new();
    for prose in &page.prose {
        if !shown.contains(&section(prose.range.start)) {
            continue;
        }
        // With what stands before it on its line: the piece may begin after a code span, amid a word.
        let line = text[..prose.range.start].rfind('\n').map_or(0, |end| end + 1);
        for found in number::numbers(&text[line..prose.range.end]) {
            let found = line + found.start..line + found.end;
            if found.start < prose.range.start
                || !measured(&text[..found.start], &text[found.clone()])
                || counted(text, found.start)
            {
                continue;
            }
            let what = format!(
                "`{}` is typed beside an output: take it from the output with `{{{{#number path after=\"…\"}}}}`, \
                 or say on this line where it comes from, `<!-- counted: … -->`",
                &text[found.clone()]
            );
            problems.push(Problem::rule(file, line_of(text, found.start), what));
        }
    }
    problems
}

/// Whether this looks like a result, and like no year and no version.
fn measured(before: &str, number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let word = word.trim_start_matches(['(', '[', '*', '_']);
    let year = number.len() == 4
        && number.parse().is_ok_and(|year: u32| (1950..2050).contains(&year))
        && (before.ends_with('(')
            || ["in", "since", "edition"].contains(&word)
            || word.starts_with(char::is_uppercase));
    let version = number.matches('.').count() > 1 || PRODUCTS.contains(&word);
    (digits >= 3 || number.contains('.')) && !year && !version
}

fn counted(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let why = line.split_once(COUNTED).and_then(|(_, rest)| rest.split_once("-->"));
    why.is_some_and(|(why, _)| !why.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{directive, prose};

    #[track_caller]
    fn check_line(line: &str, expected: usize) {
        let text = format!("# A\n\n999\n\n# B\n\n{line}\n\n{{{{#output x.txt}}}}\n");
        let directives = directive::directives(&text);
        let hidden: Vec<_> = directives.iter().map(|one| one.range.clone()).collect();
        let page = prose::page(&text, &hidden);
        let found = check("x.md", &text, &page, &directives);
        assert_eq!(found.len(), expected, "{found:?}");
    }

    #[test]
    fn a_typed_result_is_found() {
        check_line("It lost 1,204 of them.", 1);
        check_line("That is 1.5 times as long, and 200 ns more.", 2);
        check_line("| 4000 |\n|---|\n| 1.5 |", 2);
        check_line("There were 2000 of them.", 1);
    }

    #[test]
    fn what_is_no_result_is_let_alone() {
        check_line(
            "Two threads, 64 bytes, `1000` and [1000](x.md), {{#number x after=\"1000\"}}.",
            0,
        );
        check_line("See Anderson (1990), PLDI 2007, edition 2024, CPython 3.12 and 3.11.7.", 0);
        check_line("On x86_64, with a u128.", 0);
    }

    #[test]
    fn a_number_may_be_said_to_be_counted() {
        check_line("There are 4,294,967,296 tickets. <!-- counted: 2 to the 32 -->", 0);
        check_line("There are 4,294,967,296 tickets. <!-- counted:  -->", 1);
    }
}
