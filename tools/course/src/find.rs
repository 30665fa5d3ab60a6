//! Which exercise is meant: by name, number, package or folder.

use anyhow::{Result, bail};

use crate::course::{Course, Exercise};

/// Finds an exercise by any of its names, however the shell completed them.
pub fn exercise<'a>(course: &'a Course, wanted: &str) -> Result<&'a Exercise> {
    let plain = wanted.trim_end_matches(['/', '\\']).to_lowercase();
    let last = plain.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_meant = |exercise: &&Exercise| {
        names(exercise).iter().any(|name| name == last)
            || exercise.number().trim_start_matches('0') == last
    };
    if let Some(exercise) = course.exercises.iter().find(is_meant) {
        return Ok(exercise);
    }
    match nearest(course, last) {
        Some(name) => bail!("there is no exercise `{wanted}`: did you mean `{name}`? {LIST}"),
        None => bail!("there is no exercise `{wanted}`. {LIST}"),
    }
}

const LIST: &str = "`cargo run -- list` shows all of them";

/// Closer than this, and one is taken for a slip of the other.
const SIMILAR: f64 = 0.7;

fn names(exercise: &Exercise) -> [String; 4] {
    let package = &exercise.package;
    [exercise.name.clone(), exercise.number().into(), package.name.clone(), package.folder_name()]
}

fn nearest(course: &Course, wanted: &str) -> Option<String> {
    let names = course.exercises.iter().flat_map(names);
    let scored = names.map(|name| (strsim::normalized_damerau_levenshtein(&name, wanted), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)))?;
    (best.0 >= SIMILAR).then_some(best.1)
}
