//! The schedule that broke an exercise last. It is kept until the exercise is solved; after each edit the explorer tries
//! it first, its fate is told, and in the end it is shown once more, on the code that holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use trace::FORMAT;
use trace::report::{Differs, End, Fate as Retry, Retried, Why};

use crate::course::{Course, Exercise};
use crate::files;
use crate::libtest::sentence;
use crate::verdict::{Failed, Passed, Run, Verdict};

/// What has become of the schedule that broke it before.
#[derive(Debug, PartialEq)]
pub enum Fate {
    /// The exercise isn't solved: in a line or two, and what else there is to say if there is room.
    Told(String, Option<String>),
    /// The exercise is solved: how the same schedule runs now.
    Repaired(Box<Retry>),
}

/// What is kept, in the form in which the explorer reads it: of one test only.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    tests: BTreeMap<String, Broken>,
    /// The learner's file when that was, as a number.
    file: u64,
}

/// A run that breaks a test, and which of its searches found it.
#[derive(Serialize, Deserialize)]
struct Broken {
    search: usize,
    counterexample: Value,
}

/// Less than this is hard to read, and the explorer paints no narrower.
const NARROW: usize = 40;

/// What is spoken of.
const IT: &str = "The schedule from before";

/// Where pictures have no other width.
const WIDE: usize = 100;

/// The file of what was kept, if something was.
pub fn kept(course: &Course, exercise: &Exercise) -> Option<PathBuf> {
    Some(path(course, exercise)).filter(|path| path.is_file())
}

/// Takes down what is to be tried first the next time, and says what has become of what was. What cannot be read or written
/// is left out: nothing depends on it.
pub fn follow(course: &Course, exercise: &Exercise, verdict: &Verdict) -> Option<Fate> {
    let Verdict::Ran(run) = verdict else { return None };
    let path = path(course, exercise);
    let file = number(&fs::read_to_string(exercise.file()).unwrap_or_default());
    let text = fs::read_to_string(&path).ok();
    let kept = text.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    let test = kept.as_ref().and_then(|kept| kept.tests.keys().next());
    if run.failed.is_empty() {
        let _ = fs::remove_file(&path);
        let passed = run.passed.iter().find(|passed| Some(&passed.test) == test)?;
        let Retried { retried, .. } = passed.retried.clone()?;
        return Some(Fate::Repaired(Box::new(retried)));
    }
    let is_edited = kept.as_ref().is_some_and(|kept| kept.file != file);
    let fate = test.filter(|_| is_edited).and_then(|test| told(test, run));
    // The one that was told of is followed further, if there is still something to follow.
    let mut broken = run.failed.iter().filter(|failed| failed.search.is_some());
    let next = broken.clone().find(|failed| Some(&failed.test) == test).or_else(|| broken.next());
    if let Some(Failed { test, search: Some(search), counterexample: Some(found), .. }) = next {
        let broken = Broken { search: *search, counterexample: found.clone() };
        let tests = [(test.clone(), broken)].into();
        let kept = Kept { version: FORMAT, tests, file };
        if let Ok(text) = serde_json::to_string(&kept) {
            let _ = files::write(&path, &text);
        }
    }
    fate
}

/// What has become of the schedule that broke this test, and what the test says now.
fn told(test: &str, run: &Run) -> Option<Fate> {
    if let Some(Passed { retried, proved, .. }) = run.passed.iter().find(|it| it.test == test) {
        let how = match proved.first() {
            Some(proved) => format!("\"{}\" {proved}.", sentence(test)),
            None => format!("\"{}\" passes.", sentence(test)),
        };
        return Some(Fate::Told(words(&retried.as_ref()?.retried), Some(how)));
    }
    let Failed { retried, search, .. } = run.failed.iter().find(|it| it.test == test)?;
    let Retried { retried, .. } = retried.as_ref()?;
    let is_other = search.is_some() && !matches!(retried.end, End::Fails { .. });
    Some(Fate::Told(words(retried), is_other.then(|| "Another one breaks it now.".into())))
}

/// What has become of a schedule, in a sentence or two.
fn words(retry: &Retry) -> String {
    match &retry.end {
        End::Fails { .. } => format!("{IT} still breaks it."),
        End::Passes { .. } => match &retry.differs {
            None => format!("{IT} runs to its end, and nothing breaks."),
            Some(Differs { step, before, now }) => format!(
                "{IT} runs to its end, and nothing breaks. Step {step} was {}, and is {} now.",
                in_code(before),
                in_code(now)
            ),
        },
        End::Stops { step, thread, why, words, .. } => {
            let why = match why {
                Why::Waits => match words.strip_prefix("is ") {
                    Some(rest) => format!("at step {step}, {thread} is now {rest}"),
                    None => format!("at step {step}, {thread} now {words}"),
                },
                Why::Over => format!("{thread} has finished before step {step}"),
                Why::Missing => format!("there is no thread {thread} any more"),
                Why::Outcome => {
                    format!("{thread}'s step {step} can no longer turn out as it did")
                }
            };
            format!("{IT} no longer fits: {why}.")
        }
        End::NotTried { .. } => format!("{IT} can't be tried any more."),
    }
}

/// How the schedule runs now, as a picture; none if it could not be tried.
pub fn picture(retry: &Retry, columns: Option<usize>, colours: bool) -> Option<String> {
    let width = columns.unwrap_or(WIDE).max(NARROW);
    let picture = match &retry.end {
        End::Fails { counterexample } => counterexample.render(width, colours),
        End::Stops { waiting: Some(waiting), trace, .. } => {
            trace.render_held_up(waiting, width, colours)
        }
        End::Passes { trace } | End::Stops { trace, .. } if trace.shown().is_empty() => {
            return None;
        }
        End::Passes { trace } | End::Stops { trace, .. } => trace.render(width, colours),
        End::NotTried { .. } => return None,
    };
    Some(picture.trim_end().to_owned())
}

/// What is said of it once the exercise is solved, with the question that the learner should be able to answer.
pub fn afterwards(retry: &Retry) -> [Option<String>; 2] {
    let question = match &retry.end {
        End::Passes { .. } if retry.differs.is_none() => {
            "Every step can still happen. Why does none of them break it any more?"
        }
        End::Passes { .. } | End::Stops { .. } => "Which step can no longer happen, and why?",
        End::Fails { .. } => {
            "Its test doesn't explore every run, and misses this one. What would you change?"
        }
        End::NotTried { .. } => return [Some(words(retry)), None],
    };
    let words = match &retry.end {
        // Why it has to wait is half of the answer.
        End::Stops { step, thread, why: Why::Waits, .. } => {
            format!("{IT} stops at step {step}: {thread} has to wait.")
        }
        End::Stops { .. } | End::Passes { .. } | End::Fails { .. } | End::NotTried { .. } => {
            words(retry)
        }
    };
    [Some(words), Some(question.into())]
}

/// ``A: `total.load` `` of `A: total.load`.
fn in_code(step: &str) -> String {
    match step.split_once(": ") {
        Some((thread, does)) => format!("{thread}: `{does}`"),
        None => step.to_owned(),
    }
}

fn path(course: &Course, exercise: &Exercise) -> PathBuf {
    course.root.join(".progress.schedules").join(&exercise.name).with_extension("json")
}

/// FNV-1a: it has to be the same in the next version of the course.
fn number(text: &str) -> u64 {
    let mix = |number: u64, byte| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use trace::report::Retried;

    use super::{Fate, afterwards, picture, told};
    use crate::verdict::{Failed, Kind, Passed, Run};

    fn trace() -> Value {
        json!({"version": 2, "threads": [{"name": "main"}, {"name": "A"}], "objects": [], "steps": []})
    }

    fn stops(why: &str, words: &str) -> Value {
        json!({"fits": 0, "end": {
            "kind": "stops", "step": 3, "thread": "B", "why": why, "words": words, "trace": trace(),
        }})
    }

    fn retried(retried: &Value) -> Retried {
        let line = json!({"test": "no_tip_is_lost", "search": 0, "retried": retried});
        serde_json::from_value(line).unwrap()
    }

    const OTHER: &str = "Another one breaks it now.";

    /// What is said if the test still fails, and if it passes.
    #[track_caller]
    fn check(fate: &Value, failing: &str, passing: &str) {
        let test = "no_tip_is_lost".to_owned();
        let retried = Some(retried(fate));
        let mut run = Run::default();
        run.failed.push(Failed {
            test: test.clone(),
            kind: Kind::Assertion,
            text: String::new(),
            printed: String::new(),
            counterexample: Some(json!({})),
            search: Some(0),
            retried: retried.clone(),
        });
        let other = failing.strip_suffix(OTHER).map(|words| (words.trim_end(), Some(OTHER.into())));
        let (words, other) = other.unwrap_or((failing, None));
        assert_eq!(told(&test, &run), Some(Fate::Told(words.into(), other)));
        run.failed.clear();
        let proved = vec!["holds in all 6 interleavings".to_owned()];
        run.passed.push(Passed { test: test.clone(), proved, retried });
        let holds = "\"no tip is lost\" holds in all 6 interleavings.".to_owned();
        assert_eq!(told(&test, &run), Some(Fate::Told(passing.into(), Some(holds))));
    }

    #[test]
    fn a_schedule_that_no_longer_fits_says_where_and_why() {
        let cases = [
            (
                stops("waits", "waits for the lock `total`, which A holds"),
                "at step 3, B now waits for the lock `total`, which A holds",
            ),
            (
                stops("waits", "is parked, and no thread has unparked it"),
                "at step 3, B is now parked, and no thread has unparked it",
            ),
            (stops("over", "is over"), "B has finished before step 3"),
            (stops("missing", "is not there any more"), "there is no thread B any more"),
            (stops("outcome", "…"), "B's step 3 can no longer turn out as it did"),
        ];
        for (fate, why) in cases {
            let fate_told = format!("The schedule from before no longer fits: {why}.");
            check(&fate, &format!("{fate_told} Another one breaks it now."), &fate_told);
            let [_, question] = afterwards(&retried(&fate).retried);
            assert_eq!(question.as_deref(), Some("Which step can no longer happen, and why?"));
        }
    }

    #[test]
    fn a_schedule_that_runs_to_its_end_says_which_step_is_another_one() {
        let passes = json!({"fits": 0, "end": {"kind": "passes", "trace": trace()}});
        let told = "The schedule from before runs to its end, and nothing breaks.";
        check(&passes, &format!("{told} Another one breaks it now."), told);
        let [_, question] = afterwards(&retried(&passes).retried);
        assert!(question.unwrap().starts_with("Every step can still happen."));
        let differs = json!({"step": 2, "before": "A: total.store", "now": "A: total.load"});
        let passes =
            json!({"fits": 1, "differs": differs, "end": {"kind": "passes", "trace": trace()}});
        let told = format!("{told} Step 2 was A: `total.store`, and is A: `total.load` now.");
        check(&passes, &format!("{told} Another one breaks it now."), &told);
    }

    #[test]
    fn what_was_not_tried_has_no_picture_and_no_question() {
        let fate = json!({"fits": 0, "end": {"kind": "not_tried", "why": "it took too long"}});
        let retry = retried(&fate).retried;
        let told = "The schedule from before can't be tried any more.";
        assert_eq!(picture(&retry, None, false), None);
        assert_eq!(afterwards(&retry), [Some(told.to_owned()), None]);
        check(&fate, &format!("{told} Another one breaks it now."), told);
    }
}
