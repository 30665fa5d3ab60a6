//! The course: which lessons and exercises there are, and in which order.

use std::env;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::metadata::{self, Metadata, Package};
use crate::verdict::Kind;

/// Everything there is to learn.
pub struct Course {
    /// The top of the workspace.
    pub root: PathBuf,
    /// Where cargo puts what it builds.
    pub target: PathBuf,
    /// When its manifests were read.
    pub read: SystemTime,
    /// The exercises, in order.
    pub exercises: Vec<Exercise>,
    /// Where the book is on the web, if it's published: `book` in `[workspace.metadata]`.
    pub published: Option<String>,
    lessons: Vec<Package>,
}

/// An exercise, as its manifest describes it.
#[derive(Clone)]
pub struct Exercise {
    /// The name that never changes: `racy-max`.
    pub name: String,
    /// The folder of its lesson: `01-racy-counter`.
    pub lesson: String,
    /// How it must fail before it is solved.
    pub fails: Kind,
    /// How long its tests may take.
    pub deadline: Duration,
    /// What cargo knows about it.
    pub package: Package,
}

#[derive(Deserialize)]
struct Manifest {
    name: String,
    lesson: String,
    fails: String,
    #[serde(default = "ten")]
    deadline: u64,
}

fn ten() -> u64 {
    10
}

impl Course {
    /// Finds the course around the current folder, or the one that `cargo run` was told to run.
    pub fn find() -> Result<Self> {
        let here = env::current_dir().context("cannot tell the current folder")?;
        if let Some(course) = Self::around(&here)? {
            return Ok(course);
        }
        // `cargo run --manifest-path …/Cargo.toml` says from anywhere which course is meant.
        if let Some(folder) = env::var_os("CARGO_MANIFEST_DIR")
            && let Some(course) = Self::around(Path::new(&folder))?
        {
            return Ok(course);
        }
        bail!(
            "there is no course around `{}`: change to the folder you cloned it into",
            here.display()
        )
    }

    fn around(folder: &Path) -> Result<Option<Self>> {
        let read = SystemTime::now();
        let Some(metadata) = metadata::load(folder)? else {
            return Ok(None);
        };
        let course = Self::new(metadata, read)?;
        Ok((!course.exercises.is_empty()).then_some(course))
    }

    fn new(metadata: Metadata, read: SystemTime) -> Result<Self> {
        let Metadata { mut packages, workspace_root: root, target_directory: target, metadata } =
            metadata;
        let published = metadata.get("book").and_then(|book| book.as_str()).map(str::to_owned);
        packages.sort_by(|a, b| a.name.cmp(&b.name));
        let mut exercises = Vec::new();
        for package in &packages {
            let value = package.metadata.get("exercise").cloned().unwrap_or_default();
            if value.is_null() {
                continue;
            }
            exercises.push(Exercise::new(package, value).with_context(|| {
                let manifest = package.manifest_path.display();
                format!("cannot read `[package.metadata.exercise]` in `{manifest}`")
            })?);
        }
        let in_lessons =
            |package: &Package| package.folder().parent() == Some(&root.join("lessons"));
        let lessons = packages.into_iter().filter(in_lessons).collect();
        Ok(Self { root, target, read, exercises, published, lessons })
    }

    /// The question that the lesson of an exercise answers; its folder when the lesson does not say.
    pub fn lesson_title<'a>(&'a self, exercise: &'a Exercise) -> &'a str {
        let lesson = self.lessons.iter().find(|package| package.folder_name() == exercise.lesson);
        lesson.and_then(|package| package.description.as_deref()).unwrap_or(&exercise.lesson)
    }

    /// Whether the lesson of an exercise exists.
    pub fn has_lesson(&self, exercise: &Exercise) -> bool {
        self.lessons.iter().any(|package| package.folder_name() == exercise.lesson)
    }

    /// The exercise with this stable name.
    pub fn named(&self, name: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.name == name)
    }

    /// Which one of how many in its lesson, counted from 1.
    pub fn place_in_lesson(&self, exercise: &Exercise) -> (usize, usize) {
        let siblings: Vec<_> =
            self.exercises.iter().filter(|e| e.lesson == exercise.lesson).collect();
        let before = siblings.iter().take_while(|e| e.name != exercise.name).count();
        (before + 1, siblings.len())
    }

    /// A path as the learner would type it at the top of the course, with forward slashes.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string().replace('\\', "/")
    }

    /// The folder of the solution of an exercise.
    pub fn solution(&self, exercise: &Exercise) -> PathBuf {
        self.root.join("solutions").join(exercise.package.folder_name())
    }

    /// The file of an exercise as it was shipped.
    ///
    /// A copy beside the solution: git history would do, but a course that was downloaded as an archive has none;
    /// a copy inside the binary would have to be compiled in; a copy inside the exercise would be in the way of
    /// the learner. `verify` checks that the copy and the exercise agree.
    pub fn stub(&self, exercise: &Exercise) -> PathBuf {
        self.solution(exercise).join("stub.rs")
    }
}

impl Exercise {
    fn new(package: &Package, value: serde_json::Value) -> Result<Self> {
        let Manifest { name, lesson, fails, deadline } = serde_json::from_value(value)?;
        let fails = fails.parse()?;
        let deadline = Duration::from_secs(deadline);
        Ok(Self { name, lesson, fails, deadline, package: package.clone() })
    }

    /// The number: `01c`.
    pub fn number(&self) -> &str {
        self.package.name.trim_start_matches("exercise")
    }

    /// The number of its lesson: `01`.
    pub fn lesson_number(&self) -> &str {
        let end = self.lesson.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.lesson.len());
        &self.lesson[..end]
    }

    /// The file that is the learner's to change.
    pub fn file(&self) -> PathBuf {
        self.package.folder().join("src").join("lib.rs")
    }

    /// The file with the task and the hints.
    pub fn readme(&self) -> PathBuf {
        self.package.folder().join("README.md")
    }

    /// A place in one of its files as [`Course::shown`] has it. In a small workspace its program names the whole path.
    pub fn shown<'a>(&self, place: &'a str) -> &'a str {
        // Two folders up: `exercises`, and the top of the course.
        let root = self.package.folder().ancestors().nth(2);
        let root = root.map(|root| format!("{}/", root.display()).replace('\\', "/"));
        root.and_then(|root| place.strip_prefix(&root)).unwrap_or(place)
    }

    /// Whether it uses the explorer.
    pub fn explores(&self) -> bool {
        self.package.dependencies.iter().any(|dependency| dependency.name == "interleave")
    }
}
