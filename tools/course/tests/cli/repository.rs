//! Rules of the repository itself, for the sake of the first `cargo run`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// A package with another feature is another package to cargo: it is built again, with everything that uses it. The
/// explorer alone takes seconds.
#[test]
fn what_the_first_exercise_needs_is_built_with_the_runner() {
    let (runner, exercise) = (packages(&[]), packages(&["-p", "exercise01a"]));
    let twice: Vec<_> = exercise.difference(&runner).collect();
    assert!(exercise.iter().any(|package| package.starts_with("interleave ")), "{exercise:?}");
    assert!(matches!(twice[..], [own] if own.starts_with("exercise01a ")), "{twice:?}");
}

/// Where `cargo run` would look for a program of the exercise's own.
#[test]
fn an_alias_runs_the_runner_in_every_folder() {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    cargo.args(["course", "--version"]).current_dir(top.join("exercises/01a-be-the-scheduler/src"));
    let output = cargo.env_remove("CARGO_MANIFEST_DIR").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.starts_with("course "), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// What cargo builds, and with which features. Without arguments that is what `cargo run` builds.
fn packages(arguments: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p} {f}"]);
    cargo.args(["--locked", "--no-dedupe"]).args(arguments);
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}
