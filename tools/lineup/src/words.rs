//! What came of a group, in words.

use std::fmt::Write;

use interleave::FailureKind;
use interleave::report::Kind;
use textwrap::Options;
use trace::words::grouped;

use crate::candidate::Role;
use crate::child::{Ending, Finished};
use crate::judge::Refusal;

/// Of this kind is what the test itself says or leaves out, without the explorer.
const ASSERTION: Kind = Kind::Failure(FailureKind::Assertion);

/// Judges the answers about a group. One that is missing was not asked for.
pub(crate) fn verdict(
    asked: &[(&str, Role)],
    finished: &[Option<Finished>],
    columns: usize,
) -> Result<String, Refusal> {
    let answers: Vec<_> = asked.iter().zip(finished).collect();
    let right = answers.iter().filter(|((_, role), _)| !matches!(role, Role::Wrong(_)));
    for ((_, role), finished) in right {
        if let Some(finished) = finished
            && let Some(refusal) = right_one(*role, finished, columns)
        {
            return Err(refusal);
        }
    }
    let executions: u64 = finished.iter().flatten().map(|finished| finished.executions).sum();
    let wrong: Vec<Wrong<'_>> = answers
        .iter()
        .filter_map(|((name, role), finished)| match role {
            Role::Wrong(words) => Some(Wrong { name, words, finished: finished.as_ref() }),
            _ => None,
        })
        .collect();
    let caught = wrong.iter().filter(|wrong| wrong.is_caught()).count();
    if caught < wrong.len() {
        return Err(missed(&wrong, caught, columns));
    }
    let passes = asked.len() - wrong.len();
    let mut said = Vec::new();
    if passes > 0 {
        said.push(match passes {
            1 => "it passes".into(),
            2 => "both pass".into(),
            _ => format!("all {passes} pass"),
        });
    }
    if caught > 0 {
        said.push(match caught {
            1 => "it is caught".into(),
            2 => "both are caught".into(),
            _ => format!("all {caught} are caught"),
        });
    }
    let explored = match executions {
        0 => String::new(),
        1 => "; 1 execution explored".into(),
        _ => format!("; {} executions explored", grouped(executions)),
    };
    Ok(said.join(", ") + &explored)
}

/// What is wrong with the answer about an implementation that is right, if anything is.
fn right_one(role: Role, finished: &Finished, columns: usize) -> Option<Refusal> {
    let (kind, introduction, text) = match &finished.ending {
        Ending::Passed => return None,
        Ending::Refused { kind, text } if role == Role::Decoy => (
            Some(*kind),
            "Your test refuses one that is right. Only its file has the name of a wrong one, and a name proves \
             nothing: judge it by what it does. This is what your test says:",
            text,
        ),
        Ending::Refused { kind, text } => {
            (Some(*kind), "Your test refuses one that is right. This is what it says:", text)
        }
        Ending::Wavered(text) => (
            Some(ASSERTION),
            "Your test passes one that is right, and refuses the same one when it is called again. Its verdict \
             must depend on the implementation alone, so keep nothing from one call to the next. This is what it says \
             the second time:",
            text,
        ),
        Ending::NoVerdict(text) => {
            (None, "On one that is right, the explorer has no verdict:", text)
        }
        Ending::Hung(text) => {
            (Some(Kind::Hang), "On one that is right, your test doesn't come to an end:", text)
        }
        Ending::Late(text) => {
            (Some(Kind::Hang), "On one that is right, your test takes too long:", text)
        }
        Ending::EndedEarly(status) => (
            Some(Kind::Crash),
            "On one that is right, your test ends the whole process. To pass, return; to refuse, panic.",
            status,
        ),
    };
    let mut text = format!("{}\n\n{text}", fill(introduction, columns));
    if !finished.printed.is_empty() {
        _ = write!(text, "\n\nIt printed:\n{}", finished.printed);
    }
    Some(Refusal { kind, text })
}

struct Wrong<'a> {
    name: &'a str,
    words: &'a str,
    finished: Option<&'a Finished>,
}

impl Wrong<'_> {
    fn is_caught(&self) -> bool {
        self.finished.is_some_and(|finished| matches!(finished.ending, Ending::Refused { .. }))
    }

    /// Why there is no answer, if there is none.
    fn open(&self) -> Option<Open<'_>> {
        let (kind, what, why) = match &self.finished?.ending {
            Ending::NoVerdict(text) => (None, "the explorer has no verdict", text),
            Ending::Hung(text) => (Some(Kind::Hang), "your test doesn't come to an end", text),
            Ending::Late(text) => (Some(Kind::Hang), "your test takes too long", text),
            Ending::EndedEarly(text) => {
                (Some(Kind::Crash), "your test ends the whole process", text)
            }
            _ => return None,
        };
        Some(Open { kind, what, why })
    }
}

/// What is known of an answer that was not given.
struct Open<'a> {
    kind: Option<Kind>,
    what: &'static str,
    why: &'a str,
}

/// Which wrong ones are not caught, and which are.
fn missed(wrong: &[Wrong<'_>], caught: usize, columns: usize) -> Refusal {
    let total = wrong.len();
    let rest = match total - caught {
        1 if total == 1 => "It still gets through:".into(),
        2 if total == 2 => "Both still get through:".into(),
        all if all == total => "All of them still get through:".into(),
        1 => "One still gets through:".into(),
        missed => format!("{} still get through:", number(missed)),
    };
    let mut text = format!("{caught} of {total} caught. {rest}\n");
    for one in wrong.iter().filter(|one| !one.is_caught()) {
        text += &item("\n  - ", "    ", one.words, columns);
    }
    if caught > 0 {
        text += "\n\nCaught:\n";
        let width = wrong.iter().filter(|one| one.is_caught()).map(|one| one.name.len()).max();
        let width = width.unwrap_or(0);
        for one in wrong.iter().filter(|one| one.is_caught()) {
            let indent = " ".repeat(width + 4);
            text += &item(&format!("\n  {:width$}  ", one.name), &indent, one.words, columns);
        }
    }
    let open = wrong.iter().find_map(|one| Some((one, one.open()?)));
    if let Some((one, Open { what, why, .. })) = &open {
        let words = format!("On this one, {what}, which says nothing about the implementation:");
        let words = fill(&words, columns);
        _ = write!(
            text,
            "\n\n{words}\n{}\n\n{}",
            item("\n  - ", "    ", one.words, columns),
            why.trim_end()
        );
    }
    let explored = wrong.iter().any(|one| one.finished.is_some_and(|finished| finished.explored));
    if !explored && open.is_none() {
        let words = "Your test never calls `interleave::model`, which tries every order of steps and panics if one \
                     of them fails.";
        _ = write!(text, "\n\n{}", fill(words, columns));
    }
    // What was judged, and gets through all the same, deserves to be seen first.
    let judged =
        |one: &Wrong<'_>| !one.is_caught() && one.finished.is_some() && one.open().is_none();
    let kind = match open {
        Some((_, Open { kind, .. })) if !wrong.iter().any(judged) => kind,
        _ => Some(ASSERTION),
    };
    Refusal { kind, text }
}

fn fill(text: &str, columns: usize) -> String {
    textwrap::fill(text, columns)
}

/// One line of a list, or several.
fn item(first: &str, others: &str, text: &str, columns: usize) -> String {
    let lead = first.trim_start_matches('\n');
    let options = Options::new(columns).initial_indent(lead).subsequent_indent(others);
    format!("{}{}", &first[..first.len() - lead.len()], textwrap::fill(text, options))
}

pub(crate) fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn number(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{grouped, number};

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!([2, 12, 13].map(number), ["Two", "Twelve", "13"]);
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
