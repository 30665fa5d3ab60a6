//! Writes files. What a learner wrote is never lost, and is either the old text or the new one; what can be made anew is
//! merely written.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io, process};

use anyhow::{Context, Result};

/// Writes a file that can be made anew, so nothing waits here until it's on the disk. Not if it says the same already: cargo
/// would take it for new.
pub fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("cannot write `{}`", path.display()))
}

/// Replaces the file in one step: a reader sees all of the old text or all of the new one.
pub fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // In the same folder, for only within one file system is a rename one step.
    let temporary = path.with_file_name(format!("{name}.{}.tmp", process::id()));
    let result = write_through(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The first error is the one to tell about.
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// The name must not change before the text is on the disk, or else a power cut leaves an empty file.
fn write_through(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Copies the file to `.backups`, under a name that is not taken yet: `racy-max.1.rs`, `racy-max.2.rs`.
pub fn back_up(root: &Path, file: &Path, name: &str, extension: &str) -> io::Result<PathBuf> {
    with_free_name(root, name, extension, |_, mut copy| {
        io::copy(&mut fs::File::open(file)?, &mut copy)?;
        copy.sync_all()
    })
}

/// Moves the file to `.backups`, under a name that is not taken yet: that needs no permission to read it.
pub fn set_aside(root: &Path, file: &Path, name: &str, extension: &str) -> io::Result<PathBuf> {
    with_free_name(root, name, extension, |path, _| fs::rename(file, path))
}

fn with_free_name(
    root: &Path,
    name: &str,
    extension: &str,
    fill: impl FnOnce(&Path, fs::File) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let folder = root.join(".backups");
    fs::create_dir_all(&folder)?;
    for number in 1_u32.. {
        let path = folder.join(format!("{name}.{number}.{extension}"));
        match fs::File::create_new(&path) {
            Ok(file) => {
                let filled = fill(&path, file);
                if filled.is_err() {
                    // Half a copy is worse than none. The first error is the one to tell about.
                    let _ = fs::remove_file(&path);
                }
                return filled.map(|()| path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::StorageFull.into())
}

/// Whether two files say the same, whatever git made of their line ends.
pub fn same_text(a: &Path, b: &Path) -> io::Result<bool> {
    let (a, b) = (fs::read_to_string(a)?, fs::read_to_string(b)?);
    Ok(a.lines().eq(b.lines()))
}
