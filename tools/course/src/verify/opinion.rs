//! Compares what came of a subject with what was declared about it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::course::Course;
use crate::verdict::Kind;

use super::header::Header;
use super::rounds::{Judged, Outcome};
use super::subjects::{Role, Subject};

/// What is to be said about a subject.
pub struct Opinion {
    /// What happened, in a word or two, for the table.
    pub short: String,
    /// What is wrong about it, if anything.
    pub off: Option<String>,
}

/// Compares.
pub fn of(course: &Course, subject: &Subject<'_>, judged: &Judged) -> Opinion {
    let (found, evidence) = match judged {
        Judged::Broken(errors) => (Found::Broken, errors.first().cloned().unwrap_or_default()),
        Judged::Ran(outcomes) => {
            let Some((first, others)) = outcomes.split_first() else {
                return Opinion { short: "not run".into(), off: Some("it was not run".into()) };
            };
            if let Some(other) = others.iter().find(|other| other.failed != first.failed) {
                let (one, other) = (describe(&first.failed), describe(&other.failed));
                let file = course.shown(&subject.file);
                let off = format!("`{file}` changes its mind: one run {one}, another {other}");
                return Opinion { short: "flickers".into(), off: Some(off) };
            }
            let evidence = first.first.as_ref().map_or("", |(_, _, text)| text);
            (Found::Ran(first), evidence.to_owned())
        }
    };
    let expected = expected(subject);
    let got = found.describe();
    let off = (!found.is_as_declared(subject)).then(|| {
        let mut off =
            format!("`{}`: expected that it {expected}; it {got}", course.shown(&subject.file));
        for line in evidence.lines().filter(|line| !line.trim().is_empty()).take(LINES) {
            // Writing to a string does not fail.
            let _ = write!(off, "\n    {line}");
        }
        off
    });
    Opinion { short: found.short(), off }
}

/// How much of the output is shown as evidence.
const LINES: usize = 12;

enum Found<'a> {
    Broken,
    Ran(&'a Outcome),
}

impl Found<'_> {
    fn is_as_declared(&self, subject: &Subject<'_>) -> bool {
        match (&subject.role, self) {
            (Role::Unsolved, Self::Broken) => subject.exercise.fails == Kind::Compile,
            // The first failure is what a learner sees; the others may be of other kinds.
            (Role::Unsolved, Self::Ran(run)) => {
                run.first.as_ref().is_some_and(|(_, kind, _)| *kind == subject.exercise.fails)
            }
            (Role::Solution | Role::Right(_), Self::Broken) => false,
            (Role::Solution | Role::Right(_), Self::Ran(run)) => {
                run.failed.is_empty() && run.passed > 0
            }
            (Role::Wrong(header), Self::Broken) => header.kind == Kind::Compile,
            (Role::Wrong(Header { kind: Kind::Search, by, .. }), Self::Ran(run))
                if by.is_empty() =>
            {
                !run.failed.is_empty() && run.failed.values().all(|kind| *kind == Kind::Search)
            }
            (Role::Wrong(header), Self::Ran(run)) => {
                header.kind != Kind::Compile && run.failed == header.by
            }
        }
    }

    fn describe(&self) -> String {
        match self {
            Self::Broken => "does not compile".into(),
            Self::Ran(run) => describe(&run.failed),
        }
    }

    fn short(&self) -> String {
        match self {
            Self::Broken => Kind::Compile.to_string(),
            Self::Ran(run) => match &run.first {
                Some((_, kind, _)) => kind.to_string(),
                None => "passes".into(),
            },
        }
    }
}

fn expected(subject: &Subject<'_>) -> String {
    match &subject.role {
        Role::Unsolved if subject.exercise.fails == Kind::Compile => "does not compile".into(),
        Role::Unsolved => format!("fails first with `{}`", subject.exercise.fails),
        Role::Solution | Role::Right(_) => "passes".into(),
        Role::Wrong(header) if header.kind == Kind::Compile => "does not compile".into(),
        Role::Wrong(Header { kind: Kind::Search, by, .. }) if by.is_empty() => {
            "fails in every test that explores (search)".into()
        }
        Role::Wrong(header) => describe(&header.by),
    }
}

/// `fails in `a` (deadlock), `b` (assertion)`
fn describe(failed: &BTreeMap<String, Kind>) -> String {
    if failed.is_empty() {
        return "passes".into();
    }
    let tests: Vec<String> =
        failed.iter().map(|(test, kind)| format!("`{test}` ({kind})")).collect();
    format!("fails in {}", tests.join(", "))
}
