//! Writes files so that they are either the old ones or the new ones, and never loses what a learner wrote.

use std::path::{Path, PathBuf};
use std::{fs, io, process};

/// Replaces the file in one step: whoever reads it sees all of the old text or all of the new one.
pub fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // In the same folder, for only within one file system is a rename one step.
    let temporary = path.with_file_name(format!("{name}.{}.tmp", process::id()));
    let result = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The first error is the one to tell about.
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// Copies the file to `.backups`, under a name that is not taken yet: `racy-max.1.rs`, `racy-max.2.rs`.
pub fn back_up(root: &Path, file: &Path, name: &str, extension: &str) -> io::Result<PathBuf> {
    let folder = root.join(".backups");
    fs::create_dir_all(&folder)?;
    for number in 1_u32.. {
        let path = folder.join(format!("{name}.{number}.{extension}"));
        match fs::File::create_new(&path) {
            Ok(mut copy) => {
                io::copy(&mut fs::File::open(file)?, &mut copy)?;
                return Ok(path);
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
