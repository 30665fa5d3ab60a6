//! Where the course keeps its things, and how their paths are written for people.

use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

/// One checkout of the course.
#[derive(Clone, Debug)]
pub struct Course {
    root: PathBuf,
}

impl Course {
    /// The course whose top folder is `root`.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: tidy(&root.into()) }
    }

    /// The course that the folder `inside` belongs to: the nearest one above with a `book/book.toml`.
    ///
    /// # Errors
    ///
    /// When no folder above has one.
    pub fn around(inside: &Path) -> Result<Self> {
        match inside.ancestors().find(|folder| folder.join("book/book.toml").is_file()) {
            Some(root) => Ok(Self::at(root)),
            None => bail!(
                "no `book/book.toml` in `{}` or above: run this inside the course",
                inside.display()
            ),
        }
    }

    /// The top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that holds `book.toml`.
    pub fn book(&self) -> PathBuf {
        self.root.join("book")
    }

    /// The folder that holds the chapters.
    pub fn chapters(&self) -> PathBuf {
        self.root.join("book").join("src")
    }

    /// `path` as problems and captions name it: from the top folder, with forward slashes.
    pub fn name(&self, path: &Path) -> String {
        let tidy = tidy(path);
        let inside = tidy.strip_prefix(&self.root).unwrap_or(&tidy);
        inside.to_string_lossy().replace('\\', "/")
    }

    /// Every file below one of the top folders, sorted by path. What tools leave behind is passed over.
    pub fn files_below(&self, folder: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        collect(&self.root.join(folder), &mut found);
        found.sort();
        found
    }
}

/// `path` without `.` and `..`, by its text alone: a file that is missing has a name as well.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if tidy.file_name().is_some() => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if name != "target" && name != "__pycache__" && name != "node_modules" {
                collect(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_named_from_the_top_folder() {
        let course = Course::at("/course");
        let path = Path::new("/course/book/src/../../lessons/01-x/src/lib.rs");
        assert_eq!(course.name(path), "lessons/01-x/src/lib.rs");
    }
}
