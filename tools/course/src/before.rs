//! The schedule that broke an exercise last. It is kept until the exercise is solved; after each edit its fate is told, and
//! in the end it is shown once more.

use std::fs;
use std::path::{Path, PathBuf};

use crate::course::{Course, Exercise};
use crate::files;
use crate::fold;
use crate::libtest::sentence;
use crate::verdict::{Failed, Passed, Run, Verdict};

/// What has become of the schedule that broke it before.
#[derive(Debug, PartialEq, Eq)]
pub enum Fate {
    /// It breaks it again, step by step.
    Again,
    /// Its test is broken by another one.
    Other {
        /// How many steps are the same.
        same: usize,
        /// The step that comes then, and the one that came before the edit.
        now: Option<Step>,
        before: Option<Step>,
    },
    /// Its test passes.
    Gone {
        /// The name of the test.
        test: String,
        /// What was proved there.
        proved: Vec<String>,
    },
    /// The exercise is solved: the picture of the schedule.
    Repaired(String),
}

/// A step in a picture: the thread, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    thread: String,
    does: String,
}

/// What is kept of it.
struct Broken {
    test: String,
    /// The learner's file when that was, as a number.
    file: u64,
    picture: String,
}

const FIRST_LINE: &str = "course schedule 1";

/// Compares a verdict with what was kept, and keeps what is to be told of next time. What cannot be read or written is
/// left out: nothing depends on it.
pub fn follow(course: &Course, exercise: &Exercise, verdict: &Verdict) -> Option<Fate> {
    let Verdict::Ran(run) = verdict else { return None };
    let path = path(course, exercise);
    let file = number(&fs::read_to_string(exercise.file()).unwrap_or_default());
    let kept = fs::read_to_string(&path).ok().and_then(|text| parse(&text));
    if run.failed.is_empty() {
        let _ = fs::remove_file(&path);
        return kept.map(|kept| Fate::Repaired(kept.picture));
    }
    let fate = kept.as_ref().filter(|kept| kept.file != file).and_then(|kept| fate(kept, run));
    // The one that was told of is followed further, if there is still something to follow.
    let is_kept = |failed: &&Failed| kept.as_ref().is_some_and(|kept| kept.test == failed.test);
    let mut broken = run.failed.iter().filter(|failed| is_schedule(&failed.text));
    let next = broken.clone().find(is_kept).or_else(|| broken.next());
    if let Some(Failed { test, text, .. }) = next {
        let picture = anstream::adapter::strip_str(text).to_string();
        let text = format!("{FIRST_LINE}\n{test}\n{file}\n{picture}\n");
        let _ = path.parent().map(fs::create_dir_all);
        let _ = files::write_atomically(&path, &text);
    }
    fate
}

fn fate(kept: &Broken, run: &Run) -> Option<Fate> {
    if let Some(Passed { test, proved }) = run.passed.iter().find(|passed| passed.test == kept.test)
    {
        return Some(Fate::Gone { test: test.clone(), proved: proved.clone() });
    }
    let failed = run.failed.iter().find(|failed| failed.test == kept.test)?;
    let (before, now) = (steps(&kept.picture), steps(&failed.text));
    if !is_schedule(&failed.text) {
        return None;
    }
    let same = before.iter().zip(&now).take_while(|(before, now)| before == now).count();
    if same == before.len() && same == now.len() {
        return Some(Fate::Again);
    }
    Some(Fate::Other { same, now: now.get(same).cloned(), before: before.get(same).cloned() })
}

impl Fate {
    /// In a line, above the verdict. Nothing when the exercise is solved: then there is more to say.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Again => Some("The schedule from before breaks it again.".into()),
            Self::Gone { test, proved } => {
                let how = match proved.first() {
                    Some(proved) => format!(" {proved}"),
                    None => " passes".into(),
                };
                Some(format!(
                    "The schedule from before no longer breaks it: \"{}\"{how}.",
                    sentence(test)
                ))
            }
            Self::Other { same, now: Some(now), before } => {
                let first = match same {
                    0 => "It begins with".to_owned(),
                    1 => "After the same first step comes".to_owned(),
                    n => format!("After the same first {n} steps comes"),
                };
                let instead = match before {
                    Some(before) => format!(" instead of {before}"),
                    None => String::new(),
                };
                Some(format!("Another schedule breaks it now. {first} {now}{instead}."))
            }
            Self::Other { .. } => Some("A shorter schedule breaks it now.".into()),
            Self::Repaired(_) => None,
        }
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: `{}`", self.thread, self.does)
    }
}

/// Whether a test failed with a schedule that was searched for, and not with one of the learner's own.
fn is_schedule(text: &str) -> bool {
    let plain = anstream::adapter::strip_str(text).to_string();
    let head: Vec<&str> = plain.lines().take_while(|line| !line.is_empty()).collect();
    let is_searched = head.iter().any(|line| line.contains(" tried"));
    is_searched && plain.lines().any(fold::is_step)
}

/// The steps of a picture: in lanes below the names of the threads, or in a list with the name beside each.
fn steps(picture: &str) -> Vec<Step> {
    let plain = anstream::adapter::strip_str(picture).to_string();
    let lines: Vec<&str> = plain.lines().collect();
    let Some(first) = lines.iter().position(|line| fold::is_step(line)) else { return Vec::new() };
    let lanes = first.checked_sub(1).map(|above| words(lines[above])).unwrap_or_default();
    let step = |line: &&str| {
        let words = words(line);
        // The number comes first.
        let [_, (column, second), rest @ ..] = &words[..] else { return None };
        let lane = lanes.iter().find(|(lane, _)| lane == column);
        let (thread, does) = match (lane, rest.first()) {
            (Some((_, name)), _) => (name, second),
            (None, Some((_, does))) => (second, does),
            (None, None) => return None,
        };
        Some(Step { thread: thread.clone(), does: does.clone() })
    };
    lines.iter().filter(|line| fold::is_step(line)).filter_map(step).collect()
}

/// What stands in a line, with the column where it begins. Two blanks, or a line that is drawn, come between.
fn words(line: &str) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut blanks = 2;
    for (column, char) in line.chars().enumerate() {
        if char == ' ' || "─│┼┴╰╯▶◀┊".contains(char) {
            blanks += if char == ' ' { 1 } else { 2 };
            continue;
        }
        match words.last_mut() {
            Some((_, word)) if blanks < 2 => word.extend(" ".repeat(blanks).chars().chain([char])),
            _ => words.push((column, char.to_string())),
        }
        blanks = 0;
    }
    words
}

fn path(course: &Course, exercise: &Exercise) -> PathBuf {
    folder(&course.root).join(&exercise.name).with_extension("txt")
}

fn folder(root: &Path) -> PathBuf {
    root.join(".progress.schedules")
}

fn parse(text: &str) -> Option<Broken> {
    let rest = text.strip_prefix(FIRST_LINE)?.strip_prefix('\n')?;
    let (test, rest) = rest.split_once('\n')?;
    let (file, picture) = rest.split_once('\n')?;
    let picture = picture.trim_end().to_owned();
    Some(Broken { test: test.to_owned(), file: file.parse().ok()?, picture })
}

/// FNV-1a: it has to be the same in the next version of the course.
fn number(text: &str) -> u64 {
    let mix = |number: u64, byte| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

#[cfg(test)]
mod tests {
    use super::{Broken, Fate, fate, steps};
    use crate::verdict::{Failed, Kind, Passed, Run};

    const BEFORE: &str = "\
An interleaving breaks this.
2 schedules tried · 1 preemption

     main            A                B
  1                  total.load → 0                    src/lib.rs:16   let bef…
  2                                   total.load → 0   src/lib.rs:16
  3                                   total.store 2    src/lib.rs:18
  4  total.load → 2                                    src/lib.rs:24

 the jar holds 2";

    const LIST: &str = "\
An interleaving breaks this.
2 schedules tried · 1 preemption

  1  A     total.load → 0
           src/lib.rs:16   let before
  2  B     lock.lock
           src/lib.rs:17

 the jar holds 2";

    fn said(text: &str) -> Vec<String> {
        steps(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn steps_are_read_from_lanes_and_from_a_list() {
        let lanes = [
            "A: `total.load → 0`",
            "B: `total.load → 0`",
            "B: `total.store 2`",
            "main: `total.load → 2`",
        ];
        assert_eq!(said(BEFORE), lanes);
        assert_eq!(said(LIST), ["A: `total.load → 0`", "B: `lock.lock`"]);
    }

    #[track_caller]
    fn check(now: Result<&str, &str>, expected: Option<&str>) {
        let kept = Broken { test: "no_tip_is_lost".into(), file: 1, picture: BEFORE.into() };
        let (test, mut run) = (kept.test.clone(), Run::default());
        match now {
            Ok(proved) => run.passed.push(Passed { test, proved: vec![proved.into()] }),
            Err(text) => {
                let (text, printed) = (text.into(), String::new());
                run.failed.push(Failed { test, kind: Kind::Assertion, text, printed });
            }
        }
        let words = fate(&kept, &run).as_ref().and_then(Fate::words);
        assert_eq!(words.as_deref(), expected);
    }

    #[test]
    fn its_fate_is_told_in_a_line() {
        check(Err(BEFORE), Some("The schedule from before breaks it again."));
        let other = "Another schedule breaks it now. After the same first step comes B: `lock.lock` instead of \
                     B: `total.load → 0`.";
        check(Err(LIST), Some(other));
        let gone = "The schedule from before no longer breaks it: \"no tip is lost\" holds in all 114 interleavings.";
        check(Ok("holds in all 114 interleavings"), Some(gone));
        check(Err("assertion failed"), None);
    }
}
