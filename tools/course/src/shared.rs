//! A failing schedule as others may have it: the picture, and no more of the learner's than the lines that it shows.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};
use miniz_oxide::deflate::compress_to_vec;
use picture::Snapshot;
use serde::Serialize;
use serde_json::Value;

use crate::course::{Course, Exercise};
use crate::verdict::Failed;

/// What a link or a file holds. The page that draws it is `book/theme/shared.js`.
#[derive(Serialize)]
pub struct Shared {
    version: u32,
    exercise: String,
    test: String,
    /// The picture, as the bookbinder writes it into a page.
    figure: String,
    /// File, number and text of the lines that it shows.
    #[serde(skip)]
    pub lines: Vec<(String, u32, String)>,
}

/// What the page reads.
const FORMAT: u32 = 1;
/// The figure's name in an address: `#schedule=…&step=3` is its third step.
const FIGURE: &str = "step";
/// As long as a link may be. The usual web servers take lines of 8 KB, so whatever handles links is made for that; ours have
/// one or two.
const LONGEST: usize = 8_000;
/// The best that there is: a few KB take no time.
const LEVEL: u8 = 10;

impl Shared {
    /// The picture of the schedule that a test failed with.
    ///
    /// # Errors
    ///
    /// Where it failed without one.
    pub fn new(course: &Course, exercise: &Exercise, failed: &Failed) -> Result<Self> {
        let mut run = failed.counterexample.clone().unwrap_or_default();
        let home = env::home_dir();
        let folders = [Some(course.root.as_path()), home.as_deref()];
        clean(&mut run, &folders.into_iter().flatten().flat_map(spellings).collect::<Vec<_>>());
        let snapshot = Snapshot::parse(&run.to_string()).with_context(|| {
            format!("the schedule of `{}` cannot be drawn: what the explorer reports", failed.test)
        })?;
        Ok(Self {
            version: FORMAT,
            exercise: exercise.package.folder_name(),
            test: failed.test.clone(),
            figure: picture::swimlane(&snapshot, FIGURE, None),
            lines: picture::lines(&snapshot),
        })
    }

    /// The name of the test.
    pub fn test(&self) -> &str {
        &self.test
    }

    /// What a file of it holds.
    pub fn json(&self) -> String {
        // Plain data has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The end of a link to it; nothing where that is too long.
    pub fn fragment(&self) -> Option<String> {
        let packed = compress_to_vec(self.json().as_bytes(), LEVEL);
        let fragment = format!("#schedule={}", base64(&packed));
        (fragment.len() <= LONGEST).then_some(fragment)
    }
}

/// Takes out what tells of this machine: the folders in whatever a test has said, and of a file that isn't the exercise's
/// own all but its name.
fn clean(value: &mut Value, folders: &[String]) {
    match value {
        Value::String(text) => {
            for folder in folders {
                *text = text.replace(folder, "…");
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| clean(value, folders)),
        Value::Object(fields) => {
            if let Some(Value::String(file)) = fields.get_mut("file")
                && !is_own(file)
            {
                *file = file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                fields.remove("source");
            }
            fields.values_mut().for_each(|value| clean(value, folders));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a file is the exercise's: the explorer writes those relative to its folder.
fn is_own(file: &str) -> bool {
    let has_up = file.split(['/', '\\']).any(|part| part == "..");
    ["src/", "tests/"].iter().any(|folder| file.starts_with(folder)) && !has_up
}

/// A folder as a message may spell it; none for the root of the disk, which tells nothing.
fn spellings(folder: &Path) -> Vec<String> {
    let text = folder.display().to_string();
    if folder.parent().is_none() || text.is_empty() {
        return Vec::new();
    }
    // In a message that shows a string with its escapes, a backslash is two.
    vec![text.replace('\\', "\\\\"), text.replace('\\', "/"), text]
}

/// The alphabet of base64 that an address needs not escape.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0, |bits, &byte| bits << 8 | u32::from(byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for digit in 0..=chunk.len() {
            text.push(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize].into());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{base64, clean, spellings};

    #[test]
    fn an_address_spells_bytes_without_padding() {
        let spelled =
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(spelled, ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"]);
        assert_eq!(base64(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn folders_of_this_machine_and_lines_of_other_files_are_left_out() {
        let place = |file: &str, source: &str| json!({ "file": file, "line": 3, "source": source });
        let mut run = json!({
            "message": "cannot open /home/ada/rust/course/x.log, nor \"C:\\\\Users\\\\ada\\\\y.log\"",
            "steps": [
                place("src/lib.rs", "x.load()"),
                place("/home/ada/.cargo/registry/lock.rs", "secret()"),
                place("src/../../other/src/lib.rs", "secret()"),
                place("C:\\Users\\ada\\lib.rs", "secret()"),
            ],
        });
        let folders = ["/home/ada/rust/course", "/home/ada", "C:\\Users\\ada"];
        let folders: Vec<_> =
            folders.iter().flat_map(|folder| spellings(folder.as_ref())).collect();
        clean(&mut run, &folders);
        let other = |file: &str| json!({ "file": file, "line": 3 });
        let expected = json!({
            "message": "cannot open …/x.log, nor \"…\\\\y.log\"",
            "steps": [
                place("src/lib.rs", "x.load()"), other("lock.rs"), other("lib.rs"), other("lib.rs"),
            ],
        });
        assert_eq!(run, expected);
        assert_eq!(spellings("/".as_ref()), [""; 0], "a slash gives nothing away");
    }
}
