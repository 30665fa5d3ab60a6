//! What is remembered about a learner: a text file of a few lines, which it is safe to lose.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::files;

/// What is solved, which hints were shown, and where the learner is. Everything goes by the stable names of
/// exercises; names that this version of the course does not know are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The exercises that are solved.
    pub solved: BTreeSet<String>,
    /// How many hints of an exercise were shown.
    pub hints: BTreeMap<String, usize>,
    /// The exercise that the learner works on.
    pub current: Option<String>,
}

/// What was found on disk.
pub enum Found {
    /// A file that makes sense.
    Good(Progress),
    /// No file.
    Missing,
    /// A file that can't be read: why not, in words.
    Broken(String),
}

const FIRST_LINE: &str = "course progress 1";
const COMMENT: &str =
    "# Kept by `cargo run`, ignored by git. When it is lost it is rebuilt from the tests.";

/// Where it is kept.
pub fn path(root: &Path) -> PathBuf {
    root.join(".progress")
}

/// Reads what is on disk.
pub fn read(root: &Path) -> Found {
    match fs::read(path(root)) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => parse(&text).map_or_else(Found::Broken, Found::Good),
            Err(_) => Found::Broken("it is not text".into()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Missing,
        Err(error) => Found::Broken(error.to_string().to_lowercase()),
    }
}

impl Progress {
    /// Changes it, and writes it to disk in one step. What another runner wrote meanwhile comes first, when it is
    /// asked for: it may have solved something else.
    pub fn change(
        &mut self,
        root: &Path,
        is_fresh_wanted: bool,
        change: impl FnOnce(&mut Self),
    ) -> io::Result<()> {
        let lock = lock(root);
        if lock.is_some() {
            sweep(root);
        }
        if is_fresh_wanted && let Found::Good(fresh) = read(root) {
            *self = fresh;
        }
        change(self);
        let (path, text) = (path(root), self.to_text());
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        files::write_atomically(&path, &text)
    }

    /// Takes down whether an exercise is solved.
    pub fn set_solved(&mut self, name: &str, is_solved: bool) {
        if is_solved {
            self.solved.insert(name.to_owned());
        } else {
            self.solved.remove(name);
        }
    }

    fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n{COMMENT}\n");
        let mut line = |words: std::fmt::Arguments<'_>| {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{words}");
        };
        if let Some(name) = &self.current {
            line(format_args!("current {name}"));
        }
        for name in &self.solved {
            line(format_args!("solved {name}"));
        }
        for (name, shown) in &self.hints {
            line(format_args!("hints {name} {shown}"));
        }
        text
    }
}

/// Removes what a runner left that was killed while it wrote. No other runner writes now.
fn sweep(root: &Path) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(".progress.") && name.ends_with(".tmp") {
            // It is ignored by git, and does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Keeps other runners from writing, until it is dropped. The system takes it back from a process that was
/// killed. Where there can be no such file, there can be no progress to write either.
fn lock(root: &Path) -> Option<fs::File> {
    let file =
        fs::File::options().create(true).append(true).open(root.join(".progress.lock")).ok()?;
    file.lock().ok().map(|()| file)
}

fn parse(text: &str) -> Result<Progress, String> {
    let mut lines = text.lines().enumerate();
    match lines.next() {
        Some((_, FIRST_LINE)) => {}
        Some((_, line)) if line.starts_with("course progress ") => {
            return Err("it was written by a newer version of the course".into());
        }
        _ => return Err(format!("its first line is not `{FIRST_LINE}`")),
    }
    let mut progress = Progress::default();
    for (number, line) in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [] => {}
            [word, ..] if word.starts_with('#') => {}
            ["current", name] => progress.current = Some(name.into()),
            ["solved", name] => {
                progress.solved.insert(name.into());
            }
            ["hints", name, shown] if shown.parse::<usize>().is_ok() => {
                progress.hints.insert(name.into(), shown.parse().unwrap_or_default());
            }
            _ => return Err(format!("line {} can't be read", number + 1)),
        }
    }
    Ok(progress)
}

#[cfg(test)]
mod tests {
    use super::{Progress, parse};

    #[test]
    fn what_is_written_is_read_back() {
        let progress = Progress {
            solved: ["a".into(), "of-another-version".into()].into(),
            hints: [("b".into(), 2)].into(),
            current: Some("b".into()),
        };
        assert_eq!(parse(&progress.to_text()), Ok(progress));
    }

    #[track_caller]
    fn check_refused(text: &str, expected: &str) {
        assert_eq!(parse(text).unwrap_err(), expected);
    }

    #[test]
    fn what_makes_no_sense_is_refused_in_words() {
        check_refused("", "its first line is not `course progress 1`");
        check_refused("course progress 2\n", "it was written by a newer version of the course");
        check_refused("course progress 1\nhints a many\n", "line 2 can't be read");
    }
}
