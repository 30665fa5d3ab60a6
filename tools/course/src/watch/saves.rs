//! Notices that the learner has saved.
//!
//! What counts is what is in the files: editors save by writing, by renaming and in several steps, and leave
//! other files beside them; and cargo opens them all the time. So an event only says that it is time to look.
//! Where there are none, as on network drives, a look from time to time finds it as well.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::course::Course;

use super::Event;

/// An editor that saves in two steps has mostly done both after this; otherwise the second one starts the run anew.
const QUIET: Duration = Duration::from_millis(2);
/// An editor that deletes the file and writes it again has written it after this.
const GONE: Duration = Duration::from_millis(200);
/// How often to look without having been told.
const NOW_AND_THEN: Duration = Duration::from_secs(1);

/// Watches the files of one exercise.
pub struct Saves {
    /// Ends with this.
    _watcher: Option<RecommendedWatcher>,
    folder: PathBuf,
    seen: Files,
    touched: Option<Instant>,
    looked: Instant,
}

/// The files, and what is in them, as a number.
type Files = BTreeMap<PathBuf, u64>;

impl Saves {
    /// Watches the folders of all exercises; an exercise folder may be deleted and come back.
    pub fn watch(course: &Course, events: Sender<Event>) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let is_change = event.is_ok_and(|event| match event.kind {
                EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
                _ => true,
            });
            if is_change {
                // The receiver is gone: the runner is ending.
                let _ = events.send(Event::Touched);
            }
        });
        let watcher = watcher.and_then(|mut watcher| {
            let mut folders: Vec<&Path> = course
                .exercises
                .iter()
                .filter_map(|exercise| exercise.package.folder().parent())
                .collect();
            folders.dedup();
            for folder in folders {
                watcher.watch(folder, RecursiveMode::Recursive)?;
            }
            Ok(watcher)
        });
        Self {
            // Without one it takes a second instead of a moment.
            _watcher: watcher.ok(),
            folder: PathBuf::new(),
            seen: Files::new(),
            touched: None,
            looked: Instant::now(),
        }
    }

    /// From now on it is about this folder, as it is now.
    pub fn look_at(&mut self, folder: &Path) {
        folder.clone_into(&mut self.folder);
        self.seen = files(folder);
    }

    /// Something happened to some file.
    pub fn touched(&mut self) {
        self.touched = Some(Instant::now());
    }

    /// How long there is nothing to do.
    pub fn rest(&self, longest: Duration) -> Duration {
        let Some(at) = self.touched else { return longest };
        match QUIET.saturating_sub(at.elapsed()) {
            // Still waiting for a file to come back.
            Duration::ZERO => longest.min(QUIET),
            rest => rest.min(longest),
        }
    }

    /// Whether the learner has saved something else than was there before. To be asked after a rest.
    pub fn is_saved(&mut self) -> bool {
        let is_time = match self.touched {
            Some(at) => at.elapsed() >= QUIET,
            None => self.looked.elapsed() >= NOW_AND_THEN,
        };
        if !is_time {
            return false;
        }
        let files = files(&self.folder);
        let is_gone = self.seen.keys().any(|path| !files.contains_key(path));
        if is_gone && self.touched.is_some_and(|at| at.elapsed() < GONE) {
            return false;
        }
        self.touched = None;
        self.looked = Instant::now();
        if files == self.seen {
            return false;
        }
        self.seen = files;
        true
    }
}

fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    for part in ["src", "tests"] {
        take_in(&folder.join(part), &mut files);
    }
    take_in_file(folder.join("Cargo.toml"), &mut files);
    files
}

fn take_in(folder: &Path, files: &mut Files) {
    // A folder that cannot be read is as good as none.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            take_in(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            take_in_file(path, files);
        }
    }
}

fn take_in_file(path: PathBuf, files: &mut Files) {
    if let Ok(bytes) = fs::read(&path) {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        files.insert(path, hasher.finish());
    }
}
