//! What `verify` prints.

use std::io::{self, Write};

use crate::course::Exercise;
use crate::screen::{BAD, FAINT, GOOD, Screen, TITLE};
use crate::show::count;

use super::opinion::Opinion;
use super::subjects::{Role, Subject};

/// A line for each exercise, then a line for each wrong answer.
pub fn print(
    screen: &mut Screen,
    exercises: &[&Exercise],
    subjects: &[Subject<'_>],
    opinions: &[Opinion],
) -> io::Result<()> {
    let all: Vec<(&Subject<'_>, &Opinion)> = subjects.iter().zip(opinions).collect();
    let names = exercises.iter().map(|exercise| exercise.name.len());
    let longest = names.max().unwrap_or_default().max("exercise".len() - 5);
    let width = longest + 5;
    writeln!(
        screen,
        "{TITLE}{:width$}  {:<21}{:<21}wrong answers rejected{TITLE:#}",
        "exercise", "unsolved", "solution"
    )?;
    for exercise in exercises {
        let of_this = || all.iter().filter(|(subject, _)| subject.exercise.name == exercise.name);
        let short = |is: fn(&Role) -> bool| {
            let found = of_this().find(|(subject, _)| is(&subject.role));
            found.map_or("missing".to_owned(), |(_, opinion)| marked(opinion))
        };
        let unsolved = short(|role| matches!(role, Role::Unsolved));
        let solution = short(|role| matches!(role, Role::Solution));
        let wrong = || of_this().filter(|(subject, _)| matches!(subject.role, Role::Wrong(_)));
        let rejected = wrong().filter(|(_, opinion)| opinion.off.is_none()).count();
        let (number, name) = (exercise.number(), &exercise.name);
        writeln!(
            screen,
            "{number}  {name:<longest$}  {unsolved:<21}{solution:<21}{rejected}/{}",
            wrong().count()
        )?;
    }
    let wrong = all.iter().filter_map(|(subject, opinion)| match &subject.role {
        Role::Wrong(header) => Some((subject, opinion, header)),
        _ => None,
    });
    for (number, (subject, opinion, header)) in wrong.enumerate() {
        if number == 0 {
            writeln!(screen)?;
        }
        let stem = subject.file.file_stem().unwrap_or_default().to_string_lossy();
        let (exercise, kind, why) = (subject.exercise.number(), marked(opinion), &header.why);
        writeln!(screen, "{exercise}  {stem}: {kind} {FAINT}— {why}{FAINT:#}")?;
    }
    writeln!(screen)
}

/// What is off, one thing after the other; or that nothing is.
pub fn print_off(
    screen: &mut Screen,
    off: &[String],
    subjects: usize,
    repeat: u32,
) -> io::Result<()> {
    let these = count(subjects, "library", "libraries");
    let times = count(repeat as usize, "time", "times");
    if off.is_empty() {
        return writeln!(screen, "{GOOD}All as declared{GOOD:#}: {these}, each run {times}.");
    }
    writeln!(screen, "{BAD}{}{BAD:#}", count(off.len(), "thing is off", "things are off"))?;
    for what in off {
        writeln!(screen, "\n- {what}")?;
    }
    Ok(())
}

/// Without colour, too, one sees at a glance which line is off.
fn marked(opinion: &Opinion) -> String {
    if opinion.off.is_some() { format!("OFF: {}", opinion.short) } else { opinion.short.clone() }
}
