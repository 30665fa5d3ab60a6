//! What `verify` prints.

use std::io::{self, Write};
use std::time::Duration;

use crate::course::Exercise;
use crate::screen::{BAD, FAINT, GOOD, Screen, TITLE};
use crate::show::count;

use super::opinion::Opinion;
use super::rounds::Judged;
use super::subjects::{Role, Subject};

/// A line for each exercise, then a line for each right and each wrong answer.
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
        "{TITLE}{:width$}  {:<21}{:<21}right passed  wrong rejected{TITLE:#}",
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
        let share = |is: fn(&Role) -> bool| {
            let all = || of_this().filter(|(subject, _)| is(&subject.role));
            let good = all().filter(|(_, opinion)| opinion.off.is_none()).count();
            format!("{good}/{}", all().count())
        };
        let (right, wrong) = (share(is_right), share(is_wrong));
        let (number, name) = (exercise.number(), &exercise.name);
        writeln!(
            screen,
            "{number}  {name:<longest$}  {unsolved:<21}{solution:<21}{right:<14}{wrong}"
        )?;
    }
    let answers = all.iter().filter_map(|(subject, opinion)| match &subject.role {
        Role::Right(what) => Some((subject, opinion, what)),
        Role::Wrong(header) => Some((subject, opinion, &header.why)),
        _ => None,
    });
    for (number, (subject, opinion, why)) in answers.enumerate() {
        if number == 0 {
            writeln!(screen)?;
        }
        let (name, kind) = (name(subject), marked(opinion));
        writeln!(screen, "{name}: {kind} {FAINT}— {why}{FAINT:#}")?;
    }
    writeln!(screen)
}

fn is_right(role: &Role) -> bool {
    matches!(role, Role::Right(_))
}

fn is_wrong(role: &Role) -> bool {
    matches!(role, Role::Wrong(_))
}

/// `01c right/a_retry_loop`, or `01c unsolved`.
fn name(subject: &Subject<'_>) -> String {
    let stem = subject.file.file_stem().unwrap_or_default().to_string_lossy();
    let number = subject.exercise.number();
    match subject.role {
        Role::Unsolved => format!("{number} unsolved"),
        Role::Solution => format!("{number} solution"),
        Role::Right(_) => format!("{number} right/{stem}"),
        Role::Wrong(_) => format!("{number} wrong/{stem}"),
    }
}

/// What is off, one thing after the other; or that nothing is.
pub fn print_off(
    screen: &mut Screen,
    off: &[String],
    subjects: &[Subject<'_>],
    repeat: u32,
) -> io::Result<()> {
    let these = count(subjects.len(), "library", "libraries");
    let tried = |is: fn(&Role) -> bool| subjects.iter().filter(|s| is(&s.role)).count();
    let wrong = count(tried(is_wrong), "wrong answer", "wrong answers");
    let right = count(tried(is_right), "right answer", "right answers");
    let times = count(repeat as usize, "time", "times");
    if off.is_empty() {
        writeln!(screen, "{GOOD}All as declared{GOOD:#}: {these}, each run {times}.")?;
        return writeln!(screen, "Tried: {wrong}, {right}.");
    }
    writeln!(screen, "{BAD}{}{BAD:#}", count(off.len(), "thing is off", "things are off"))?;
    for what in off {
        writeln!(screen, "\n- {what}")?;
    }
    writeln!(screen, "\nTried: {wrong}, {right}.")
}

/// A learner should not wait longer than this for a verdict. It is said, not enforced: a busy machine is no mistake.
const PATIENCE: Duration = Duration::from_secs(5);

/// Which verdict took longest, of those that a deadline did not have to end.
pub fn print_slowest(
    screen: &mut Screen,
    subjects: &[Subject<'_>],
    judged: &[Judged],
) -> io::Result<()> {
    let timed = subjects.iter().zip(judged);
    let timed = timed.filter_map(|(subject, judged)| Some((judged.takes()?, subject)));
    let Some((took, subject)) = timed.max_by_key(|(took, _)| *took) else {
        return Ok(());
    };
    let (name, seconds) = (name(subject), took.as_secs_f64());
    let over = if took < PATIENCE { "" } else { ", longer than the 5 s a learner should wait" };
    writeln!(screen, "Slowest verdict: {name}: {seconds:.1} s{over}")
}

/// Without colour, too, one sees at a glance which line is off.
fn marked(opinion: &Opinion) -> String {
    if opinion.off.is_some() { format!("OFF: {}", opinion.short) } else { opinion.short.clone() }
}
