//! An exercise that uses std's own types is refused by name and line. Each test runs itself once more, as a test of a
//! package that it makes for that.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, ReplayError, SearchError, report};

const EXERCISE: &str = "[package.metadata.exercise]\nname = \"tip-jar\"\n";
const LOCK: &str = "use std::sync::Mutex;\npub struct Jar(Mutex<u32>);\n";

/// Says in the child that it is one.
const CHILD: &str = "INTERLEAVE_TEST_UNSEEN";

/// Runs a test once more in a package of these files. Returns false in the child.
#[track_caller]
fn in_a_package(test: &str, files: &[(&str, &str)], library: Option<&str>) -> bool {
    if std::env::var_os(CHILD).is_some() {
        return false;
    }
    let folder: PathBuf = std::env::temp_dir().join(format!("{test}-{}", std::process::id()));
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", test]).env(CHILD, "yes").env("CARGO_MANIFEST_DIR", &folder);
    child.env_remove(report::VARIABLE).env_remove(report::LIBRARY);
    if let Some(library) = library {
        child.env(report::LIBRARY, folder.join(library));
    }
    let output = child.output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    true
}

fn program() {
    assert_eq!(AtomicU32::new(1).load(Relaxed), 1);
}

fn message() -> String {
    Checker::new().try_check(program).unwrap_err().to_string()
}

#[test]
fn whatever_is_asked_is_refused() {
    let files = [("Cargo.toml", EXERCISE), ("src/lib.rs", LOCK)];
    if in_a_package("whatever_is_asked_is_refused", &files, None) {
        return;
    }
    assert_eq!(
        message(),
        "`src/lib.rs:1` uses `std::sync::Mutex`: the explorer doesn't see what happens in it. \
         Use `interleave::sync::Mutex` instead"
    );
    let replayed = Checker::new().try_replay("", program);
    assert!(matches!(replayed, Err(ReplayError::Search(SearchError::Unseen { .. }))));
    let panics: [fn(); 5] = [
        || interleave::model(program),
        || _ = interleave::check(program),
        || _ = interleave::outcomes(program),
        || _ = interleave::replay("", program),
        || _ = interleave::schedules(|| 1),
    ];
    for asks in panics {
        let said = std::panic::catch_unwind(asks).unwrap_err();
        let said = said.downcast_ref::<String>().unwrap();
        assert!(said.starts_with("`src/lib.rs:1` uses `std::sync::Mutex`"), "{said}");
    }
}

#[test]
fn all_files_of_the_library_are_read() {
    let files = [
        ("Cargo.toml", EXERCISE),
        ("src/lib.rs", LOCK),
        ("src/deep/er.rs", "fn f() {\n    parking_lot::Once::new();\n}\n"),
        ("tests/check.rs", "use std::thread::spawn;\nfn f() { spawn(g); }\n"),
    ];
    if in_a_package("all_files_of_the_library_are_read", &files, None) {
        return;
    }
    assert_eq!(
        message(),
        "the explorer doesn't see what happens in these:\n\
         - `src/deep/er.rs:2` uses `parking_lot::Once::new`. Use `interleave::sync` instead\n\
         - `src/lib.rs:1` uses `std::sync::Mutex`. Use `interleave::sync::Mutex` instead"
    );
}

#[test]
fn another_file_may_be_the_one_that_is_judged() {
    let files = [
        ("Cargo.toml", EXERCISE),
        ("src/lib.rs", ""),
        ("wrong/one.rs", LOCK),
        ("wrong/other.rs", LOCK),
    ];
    if in_a_package("another_file_may_be_the_one_that_is_judged", &files, Some("wrong/one.rs")) {
        return;
    }
    assert!(message().starts_with("`wrong/one.rs:1` uses"), "{}", message());
}

#[test]
fn a_package_that_does_not_ask_for_it_is_left_alone() {
    let files = [("Cargo.toml", "[package]\nname = \"jar\"\n"), ("src/lib.rs", LOCK)];
    if !in_a_package("a_package_that_does_not_ask_for_it_is_left_alone", &files, None) {
        assert!(interleave::check(program).holds());
    }
}

#[test]
fn an_exercise_may_mean_std() {
    let manifest = format!("{EXERCISE}std = \"allowed\"\n");
    let files = [("Cargo.toml", &*manifest), ("src/lib.rs", LOCK)];
    if !in_a_package("an_exercise_may_mean_std", &files, None) {
        assert!(interleave::check(program).holds());
    }
}
