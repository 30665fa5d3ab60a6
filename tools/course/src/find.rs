//! Which exercise is meant: by name, number, package or folder.

use anyhow::{Result, anyhow, bail};

use crate::cli;
use crate::course::{Course, Exercise};

/// Finds an exercise by any of its names, however the shell completed them.
pub fn exercise<'a>(course: &'a Course, wanted: &str) -> Result<&'a Exercise> {
    let last = plain(wanted);
    let last = last.as_str();
    let is_meant = |exercise: &&Exercise| {
        names(exercise).iter().any(|name| name == last)
            || exercise.number().trim_start_matches('0') == last
    };
    if let Some(exercise) = course.exercises.iter().find(is_meant) {
        return Ok(exercise);
    }
    let of_lesson: Vec<String> = course
        .exercises
        .iter()
        .filter(|exercise| is_of_lesson(exercise, last))
        .map(label)
        .collect();
    if !of_lesson.is_empty() {
        bail!("`{wanted}` is a whole lesson; its exercises: {}", of_lesson.join(", "));
    }
    match nearest(course, last) {
        Some(name) => bail!("there is no exercise `{wanted}`: did you mean `{name}`? {LIST}"),
        None => bail!("there is no exercise `{wanted}`. {LIST}"),
    }
}

/// Finds an exercise by what was typed where a command could be.
pub fn guessed<'a>(course: &'a Course, wanted: &str) -> Result<&'a Exercise> {
    exercise(course, wanted).map_err(|error| {
        let commands = cli::commands().into_iter();
        let scored =
            commands.map(|name| (strsim::normalized_damerau_levenshtein(&name, wanted), name));
        match scored.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((score, name)) if score >= SIMILAR => {
                anyhow!("there is no command `{wanted}`: did you mean `{name}`? {HELP}")
            }
            _ => error,
        }
    })
}

/// Finds an exercise, or all exercises of a lesson.
pub fn exercises<'a>(course: &'a Course, wanted: &str) -> Result<Vec<&'a Exercise>> {
    exercise(course, wanted).map(|one| vec![one]).or_else(|error| {
        let of_lesson = |exercise: &&Exercise| is_of_lesson(exercise, &plain(wanted));
        let all: Vec<&Exercise> = course.exercises.iter().filter(of_lesson).collect();
        if all.is_empty() { Err(error) } else { Ok(all) }
    })
}

/// The last part of a path, in small letters.
fn plain(wanted: &str) -> String {
    let plain = wanted.trim_end_matches(['/', '\\']).to_lowercase();
    plain.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

const HELP: &str = "`cargo run -- --help` shows all of them";
const LIST: &str = "`cargo run -- list` shows all of them";

/// Closer than this, and one is taken for a slip of the other.
const SIMILAR: f64 = 0.7;

fn names(exercise: &Exercise) -> [String; 4] {
    let package = &exercise.package;
    [exercise.name.clone(), exercise.number().into(), package.name.clone(), package.folder_name()]
}

/// Whether the lesson of the exercise goes by this name: its folder, its package or its number.
fn is_of_lesson(exercise: &Exercise, wanted: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok();
    let wanted_number = number(wanted.strip_prefix("lesson").unwrap_or(wanted));
    let is_number = wanted_number.is_some() && wanted_number == number(exercise.lesson_number());
    is_number || exercise.lesson == wanted
}

/// An exercise as one would type it, by number or by name.
fn label(exercise: &Exercise) -> String {
    format!("`{}` ({})", exercise.number(), exercise.name)
}

fn nearest(course: &Course, wanted: &str) -> Option<String> {
    let names = course.exercises.iter().flat_map(names);
    let scored = names.map(|name| (strsim::normalized_damerau_levenshtein(&name, wanted), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)))?;
    (best.0 >= SIMILAR).then_some(best.1)
}
