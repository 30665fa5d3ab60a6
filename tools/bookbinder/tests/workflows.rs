//! What GitHub runs is what everybody runs: the workflows call the commands of `.ci/run`, and actions of a known version.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository.
fn read(path: impl AsRef<Path>) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap().replace("\r\n", "\n")
}

/// What follows `key:` in the workflows, each with its file.
fn values(key: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for name in ["checks.yml", "site.yml"] {
        for line in read(Path::new(".github/workflows").join(name)).lines() {
            let line = line.trim_start().trim_start_matches("- ");
            if let Some(value) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(": ")) {
                found.push((name, value.to_owned()));
            }
        }
    }
    found
}

#[test]
fn a_workflow_calls_the_commands_that_everybody_calls() {
    let script = read(".ci/run");
    let commands = values("run");
    assert!(commands.len() >= 6, "{commands:?}");
    for (file, command) in commands {
        let known = command == ".ci/run" || script.lines().any(|line| line == command);
        assert!(known, "{file}: `{command}` is not in .ci/run");
    }
}

#[test]
fn an_action_has_a_version() {
    let actions = values("uses");
    assert!(actions.len() >= 5, "{actions:?}");
    for (file, action) in actions {
        let version = action.split_once("@v").and_then(|(_, version)| version.parse::<u32>().ok());
        assert!(version.is_some(), "{file}: {action}");
    }
}
