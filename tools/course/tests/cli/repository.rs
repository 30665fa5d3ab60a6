//! Rules of the repository itself: what the first `cargo run` builds, and what stays short and complete.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The explorer takes seconds to build, and the runner only reads its reports.
#[test]
fn the_runner_does_not_wait_for_the_explorer() {
    let runner = packages(&["-p", "course"]);
    assert!(runner.iter().any(|package| package.starts_with("trace ")), "{runner:?}");
    let explorer = runner.iter().find(|package| package.starts_with("interleave "));
    assert_eq!(explorer, None);
}

/// A package with another feature is another package to cargo: it is built again, with everything that uses it. The
/// explorer alone takes seconds.
#[test]
fn what_the_first_exercise_needs_has_the_features_of_the_default_members() {
    let (runner, exercise) = (packages(&[]), packages(&["-p", "exercise01a"]));
    let twice: Vec<_> = exercise.difference(&runner).collect();
    assert!(exercise.iter().any(|package| package.starts_with("interleave ")), "{exercise:?}");
    assert!(matches!(twice[..], [own] if own.starts_with("exercise01a ")), "{twice:?}");
}

/// Where `cargo run` would look for a program of the exercise's own. `.ci/run` follows the alias: here that would build the
/// runner a second time, without what its tests need.
#[test]
fn an_alias_runs_the_runner_in_every_folder() {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    cargo.arg("--list").current_dir(top.join("exercises/01a-be-the-scheduler/src"));
    let output = cargo.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let mut lines = said.lines().filter_map(|line| line.trim().strip_prefix("course "));
    let alias = lines.next().map(str::trim);
    assert_eq!(alias, Some("alias: run -p course --"), "{said}");
}

/// A plain `cargo test` is the learner's, and goes without the tests of the tools, and without the book's lists.
#[test]
fn what_a_plain_cargo_test_leaves_out_is_run_before_anything_lands() {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let script = fs::read_to_string(tools.join("../.ci/run")).unwrap();
    let tested: Vec<&str> = script.lines().filter(|line| line.starts_with("cargo test ")).collect();
    for tool in fs::read_dir(tools).unwrap() {
        let manifest = tool.unwrap().path().join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        let package = format!("-p {}", name.unwrap());
        let is_tested = |line: &&str| format!("{line} ").contains(&format!("{package} "));
        assert!(tested.iter().any(is_tested), "`.ci/run` doesn't `cargo test {package}`");
    }
    let others = [
        "cargo test --quiet -p course --test '*'",
        "cargo test --quiet -- --ignored what_holds_here_is_written_down",
    ];
    assert!(others.iter().all(|line| tested.contains(line)), "{tested:?}");
}

/// What is longer is about more than one thing.
const MOST_LINES: usize = 400;

#[test]
fn no_file_of_the_tools_is_too_long() {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for tool in fs::read_dir(tools).unwrap() {
        let tool = tool.unwrap().path();
        ["src", "tests", "examples"]
            .iter()
            .for_each(|name| rust_files(&tool.join(name), &mut files));
    }
    assert!(files.len() > 300, "only {} files are found", files.len());
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        let shown = file.strip_prefix(tools).unwrap().display();
        assert!(
            lines <= MOST_LINES,
            "`tools/{shown}` has {lines} lines: split it by concern into files of at most {MOST_LINES}"
        );
    }
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    // Not every tool has each of the folders.
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What has no test of its own is not built a second time to run none: a hundred programs that `cargo test` neither links
/// nor starts. What is switched off must stay empty, or else a test would be written that never runs.
#[test]
fn a_library_whose_tests_are_switched_off_has_none() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut switched_off = 0;
    for folder in ["lessons", "solutions", "tools"] {
        for package in fs::read_dir(top.join(folder)).unwrap() {
            let package = package.unwrap().path();
            let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
            let library = manifest.split("\n[").find(|section| section.starts_with("lib]"));
            let is_off = |key: &str| library.is_some_and(|lines| lines.contains(key));
            let (tests, examples) = (is_off("\ntest = false"), is_off("doctest = false"));
            let mut files = Vec::new();
            rust_files(&package.join("src"), &mut files);
            for file in files {
                let text = fs::read_to_string(&file).unwrap();
                let has_tests = text.contains("#[test]") || text.contains("cfg(test)");
                let is_rust = |line: &str| line.strip_prefix("```").is_some_and(|l| l != "text");
                let docs = text.lines().filter_map(|line| {
                    let line = line.trim_start();
                    line.strip_prefix("//! ").or(line.strip_prefix("/// "))
                });
                // The end of a block opens none: every other fence is a beginning.
                let has_examples =
                    docs.filter(|line| line.starts_with("```")).step_by(2).any(is_rust);
                let file = file.display();
                assert!(!(tests && has_tests), "`{file}` has tests, and `test = false` above it");
                assert!(
                    !(examples && has_examples),
                    "`{file}` has examples, and `doctest = false` above it"
                );
            }
            switched_off += usize::from(tests);
        }
    }
    assert!(switched_off > 90, "only {switched_off} libraries are known to have no tests");
}

/// Who writes a wrong answer looks there for the word.
#[test]
fn contributing_lists_every_kind_of_failure() {
    let text = include_str!("../../../../CONTRIBUTING.md");
    let list = text.lines().find(|line| line.starts_with("The kinds are ")).unwrap();
    for kind in trace::FailureKind::ALL {
        assert!(
            list.contains(&format!("`{kind}`")),
            "CONTRIBUTING.md doesn't list `{kind}`: {list}"
        );
    }
}

/// What cargo builds, and with which features. Without arguments these are the default members, whose features `cargo run`
/// goes by.
fn packages(arguments: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p} {f}"]);
    cargo.args(["--locked", "--no-dedupe"]).args(arguments);
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}
