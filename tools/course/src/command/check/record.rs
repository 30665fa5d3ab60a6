//! What `check --format json` says about an exercise, for other programs.

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

use crate::course::{Course, Exercise};
use crate::verdict::{Kind, Verdict};

/// It is raised whenever a key goes, or means something else. A key that is new does not count.
const VERSION: u32 = 1;

/// What came of one exercise. A key that has nothing to say is left out.
#[derive(Serialize)]
pub struct Record<'a> {
    version: u32,
    /// The name that never changes.
    exercise: &'a str,
    /// Its number.
    number: &'a str,
    /// The folder of its lesson.
    lesson: &'a str,
    state: State,
    /// How the first of the failing tests fails; `compile` where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// The tests that fail, as a learner sees them: first the one that teaches most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failing: Vec<Failing<'a>>,
    /// The names of the tests that pass.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passing: Vec<&'a str>,
    /// The run that breaks it, as `tools/trace/README.md` describes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    counterexample: Option<&'a Value>,
    /// The files that come with the exercise and were changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<String>,
    /// What the compiler said, or why there is no verdict.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// All its tests pass, and they are those that were shipped.
    Solved,
    /// All its tests pass, and they are not those that were shipped.
    Changed,
    /// A test fails, or it does not compile.
    Open,
    /// It could not be judged.
    NoVerdict,
}

#[derive(Serialize)]
struct Failing<'a> {
    test: &'a str,
    kind: &'static str,
    /// What the test said, without colours.
    message: &'a str,
}

/// The record of an exercise.
pub fn of<'a>(course: &Course, exercise: &'a Exercise, verdict: &'a Result<Verdict>) -> Record<'a> {
    let mut record = Record {
        version: VERSION,
        exercise: &exercise.name,
        number: exercise.number(),
        lesson: &exercise.lesson,
        state: State::NoVerdict,
        kind: None,
        failing: Vec::new(),
        passing: Vec::new(),
        counterexample: None,
        changed: Vec::new(),
        errors: Vec::new(),
    };
    match verdict {
        Err(error) => record.errors.push(format!("{error:#}")),
        Ok(Verdict::Broken(errors)) => {
            (record.state, record.kind) = (State::Open, Some(Kind::Compile.name()));
            record.errors.clone_from(errors);
        }
        Ok(Verdict::Ran(run)) => {
            record.state = match (run.failed.is_empty(), run.changed.is_empty()) {
                (true, true) => State::Solved,
                (true, false) => State::Changed,
                (false, _) => State::Open,
            };
            let failing = |failed: &'a crate::verdict::Failed| Failing {
                test: &failed.test,
                kind: failed.kind.name(),
                message: &failed.text,
            };
            record.kind = run.failed.first().map(|failed| failed.kind.name());
            record.failing = run.failed.iter().map(failing).collect();
            record.passing = run.passed.iter().map(|passed| passed.test.as_str()).collect();
            let counterexamples =
                |failed: &'a crate::verdict::Failed| failed.counterexample.as_ref();
            record.counterexample = run.failed.iter().find_map(counterexamples);
            record.changed = run.changed.iter().map(|file| course.shown(file)).collect();
        }
    }
    record
}
