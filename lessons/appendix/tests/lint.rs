//! What clippy and the compiler say about a guard at an `.await`.

use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::expect_file;

/// What clippy says of a file in `tests/lint`, the compiler included; `None` where there is no clippy.
fn said(name: &str) -> Option<String> {
    said_with(name, "tests/lint")
}

/// The same, with the settings in a folder's `clippy.toml`, if there is one.
fn said_with(name: &str, settings: &str) -> Option<String> {
    let file = format!("tests/lint/{name}.rs");
    let compiled = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let compiled = compiled.join(format!("{name}-{}-{}.rmeta", std::process::id(), settings.len()));
    let mut clippy = Command::new("clippy-driver");
    clippy.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--crate-name", name]);
    clippy.arg("-o").arg(&compiled).arg(&file).env("CLIPPY_CONF_DIR", settings);
    let Ok(output) = clippy.output() else {
        eprintln!("skipped: there is no `clippy-driver` on this machine");
        return None;
    };
    // If the compiler has refused the file, there is nothing to remove.
    _ = fs::remove_file(compiled);
    let said = String::from_utf8_lossy(&output.stderr).replace("\r\n", "\n").replace('\\', "/");
    let end = ["\nwarning: 1 warning emitted", "\nerror: aborting due to"];
    let end = end.iter().filter_map(|end| said.find(end)).min().unwrap_or(said.len());
    Some(said[..end].to_owned())
}

#[test]
fn clippy_finds_a_guard_of_stds_mutex() {
    if let Some(said) = said("held") {
        expect_file!["lint/held.stderr"].assert_eq(&said);
    }
}

#[test]
fn clippy_finds_nothing_if_a_block_ends_the_life_of_the_guard() {
    if let Some(said) = said("block") {
        assert_eq!(said, "");
    }
}

/// A false alarm: at run time the guard is gone. When this fails, the chapter has to change.
#[test]
fn clippy_does_not_see_that_a_call_drops_the_guard() {
    if let Some(said) = said("dropped") {
        assert!(said.contains("this `MutexGuard` is held across an await point"), "{said}");
    }
}

#[test]
fn clippy_finds_no_guard_of_a_type_that_it_does_not_know() {
    if let Some(said) = said("own_guard") {
        assert_eq!(said, "");
    }
}

#[test]
fn clippy_finds_a_guard_of_a_type_that_it_was_told_of() {
    if let Some(said) = said_with("own_guard", "tests/lint/conf") {
        expect_file!["lint/own_guard.stderr"].assert_eq(&said);
    }
}

#[test]
fn a_task_with_such_a_guard_cannot_be_sent_to_another_thread() {
    if let Some(said) = said("sent") {
        expect_file!["lint/sent.stderr"].assert_eq(&said);
        assert!(!said.contains("/rustlib/"), "it points into std, whose source may not be here");
    }
}

#[test]
fn a_task_whose_guard_a_block_ends_can_be_sent_to_another_thread() {
    if let Some(said) = said("sent_after_block") {
        assert_eq!(said, "");
    }
}

/// A false alarm, as clippy's.
#[test]
fn the_compiler_does_not_see_either_that_a_call_drops_the_guard() {
    if let Some(said) = said("sent_after_drop") {
        assert!(said.contains("future cannot be sent between threads safely"), "{said}");
    }
}
