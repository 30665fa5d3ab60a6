//! The JSON of traces is a promise: its shape is written down for each version, and old files stay readable.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use trace::{Counterexample, FORMAT, Schedules, Trace, Worlds};

/// The declarations that the JSON is made from, without documentation and code: every type, field, variant and
/// attribute, a line each.
fn shape() -> String {
    let mut shape = String::new();
    let sources = [
        include_str!("../src/run.rs"),
        include_str!("../src/run/operation.rs"),
        include_str!("../src/run/failure.rs"),
        include_str!("../src/run/tree.rs"),
        include_str!("../src/run/belief.rs"),
        include_str!("../src/run/worlds.rs"),
    ];
    for source in sources {
        let mut inside = false;
        for line in source.lines() {
            inside |= line.starts_with("pub struct ") || line.starts_with("pub enum ");
            let attribute = line.trim_start().starts_with("#[serde");
            if (inside && !line.trim_start().starts_with("//")) || attribute {
                shape.push_str(line);
                shape.push('\n');
            }
            inside &= line != "}";
        }
    }
    shape
}

#[test]
fn the_shape_of_the_json_changes_only_with_its_version() {
    let path = format!("{}/tests/format/version-{FORMAT}.txt", env!("CARGO_MANIFEST_DIR"));
    let shape = shape();
    assert!(shape.contains("pub struct Counterexample {\n") && shape.contains("    Load,\n"));
    // A version that is written down is not written again.
    if !Path::new(&path).exists() && std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(Path::new(&path).parent().expect("a folder")).unwrap();
        fs::write(&path, &shape).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{path}: {error}; write it down with `UPDATE_EXPECT=1 cargo test -p trace`")
    });
    let changed: Vec<_> = shape.lines().filter(|line| !written.contains(*line)).collect();
    let gone: Vec<_> = written.lines().filter(|line| !shape.contains(*line)).collect();
    assert!(
        written == shape,
        "the JSON of traces has another shape than `{path}` says. New: {changed:?}. Gone: {gone:?}. Raise \
         `trace::FORMAT`, so that readers can tell; if nobody outside has files of version {FORMAT} yet, delete \
         that file instead. Then run `UPDATE_EXPECT=1 cargo test -p trace`"
    );
}

/// The snapshots under `lessons/*/traces`, without the quizzes, the knobs and the edits, which are the book's own. Of two
/// worlds, it's the run that tells them apart.
fn snapshots() -> Vec<(PathBuf, Value)> {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let mut all = Vec::new();
    for lesson in fs::read_dir(lessons).unwrap() {
        let Ok(traces) = fs::read_dir(lesson.unwrap().path().join("traces")) else { continue };
        for trace in traces {
            let path = trace.unwrap().path();
            let value: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            if value.get("parting").is_some() {
                check_round_trip::<Worlds>(&path, &value);
                all.push((path, value["counterexample"].clone()));
                continue;
            }
            let is_a_run =
                value.get("question").or(value.get("knobs")).or(value.get("edits")).is_none();
            if path.extension().is_some_and(|e| e == "json") && is_a_run {
                all.push((path, value));
            }
        }
    }
    all
}

#[track_caller]
fn check_round_trip<T: Serialize + DeserializeOwned>(path: &Path, value: &Value) {
    let read: T = serde_json::from_value(value.clone())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(serde_json::to_value(read).unwrap(), *value, "{}", path.display());
}

#[test]
fn every_snapshot_of_the_lessons_is_read_and_written_as_it_is() {
    let snapshots = snapshots();
    assert!(snapshots.len() > 5, "only {} snapshots", snapshots.len());
    for (path, value) in &snapshots {
        let version = value.get("version").or_else(|| value.pointer("/trace/version"));
        assert_eq!(version.and_then(Value::as_u64), Some(u64::from(FORMAT)), "{}", path.display());
        if value.get("failure").is_some() {
            check_round_trip::<Counterexample>(path, value);
        } else if value.get("root").is_some() {
            check_round_trip::<Schedules>(path, value);
        } else {
            check_round_trip::<Trace>(path, value);
        }
    }
}
