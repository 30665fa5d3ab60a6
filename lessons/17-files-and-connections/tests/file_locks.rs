//! What file locks are, and what they are not, on real files. What isn't the same everywhere is tested where it is so.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// An empty file in a folder of its own.
fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    File::create(&path).unwrap();
    (folder, path)
}

fn open(path: &Path) -> File {
    File::options().read(true).write(true).open(path).unwrap()
}

#[track_caller]
fn would_block(file: &File) {
    let result = file.try_lock();
    assert!(matches!(result, Err(TryLockError::WouldBlock)), "{result:?}");
}

#[test]
fn two_openings_exclude_each_other_even_in_one_thread() {
    let (_folder, path) = file();
    // ANCHOR: openings
    let (one, other) = (open(&path), open(&path));
    one.lock().unwrap();
    would_block(&other);
    one.unlock().unwrap();
    other.try_lock().unwrap();
    // ANCHOR_END: openings
}

/// Where std locks with `flock`. std promises nothing about it, and on Windows the second lock would wait forever.
#[cfg(any(target_os = "linux", target_os = "macos", target_os = "freebsd"))]
#[test]
fn threads_that_share_one_opening_do_not_exclude_each_other() {
    let (_folder, path) = file();
    // ANCHOR: one-opening
    let file = open(&path);
    file.lock().unwrap();
    std::thread::scope(|s| {
        // It doesn't wait: the file is locked already, by this opening.
        s.spawn(|| file.lock().unwrap());
    });
    // ANCHOR_END: one-opening
}

#[cfg(any(target_os = "linux", target_os = "macos", target_os = "freebsd"))]
#[test]
fn a_clone_is_the_same_opening_and_can_release_the_lock() {
    let (_folder, path) = file();
    // ANCHOR: clone
    let (file, other) = (open(&path), open(&path));
    file.lock().unwrap();
    let clone = file.try_clone().unwrap();
    clone.unlock().unwrap();
    other.try_lock().unwrap(); // `file` has lost its lock.
    // ANCHOR_END: clone
}

#[cfg(any(target_os = "linux", target_os = "macos", target_os = "freebsd"))]
#[test]
fn a_lock_lasts_until_the_last_clone_is_closed() {
    let (_folder, path) = file();
    let (file, other) = (open(&path), open(&path));
    file.lock().unwrap();
    let clone = file.try_clone().unwrap();
    drop(file);
    would_block(&other);
    drop(clone);
    other.try_lock().unwrap();
}

#[test]
fn closing_the_file_releases_the_lock() {
    let (_folder, path) = file();
    let (file, other) = (open(&path), open(&path));
    file.lock().unwrap();
    drop(file);
    // On Windows it may take the system a moment, so this one waits.
    other.lock().unwrap();
}

#[test]
fn readers_can_share_a_lock_and_keep_writers_out() {
    let (_folder, path) = file();
    let (reader, other_reader, writer) = (open(&path), open(&path), open(&path));
    reader.lock_shared().unwrap();
    other_reader.try_lock_shared().unwrap();
    would_block(&writer);
}

/// A log that is put aside, and begun anew, as log rotation does it. On Windows an open file can't always be renamed.
#[cfg(unix)]
#[test]
fn a_lock_belongs_to_the_file_and_not_to_its_name() {
    let (folder, path) = file();
    // ANCHOR: renamed
    let old = open(&path);
    old.lock().unwrap();
    std::fs::rename(&path, folder.path().join("log.1")).unwrap();
    let new = File::create(&path).unwrap();
    new.try_lock().unwrap(); // Another file, under the same name.
    // ANCHOR_END: renamed
}
