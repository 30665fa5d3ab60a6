//! What the README shows is what a run prints, and what the README of `trace` shows is what it writes.

#[path = "docs/account.rs"]
mod account;
#[path = "docs/blocks.rs"]
mod blocks;

use interleave::FailureKind;

#[test]
fn the_program_in_the_readme_is_the_one_that_is_run() {
    let source = include_str!("docs/account.rs");
    let code = source.split_once("\n\n").expect("a comment, and then the program").1;
    blocks::check("README.md", "program", &format!("```rust\n{code}```\n"));
}

#[test]
fn the_counterexample_in_the_readme_is_what_the_run_prints() {
    let found = interleave::check(account::two_deposits).expect_fails(FailureKind::Assertion);
    let picture = found.render(100, false);
    blocks::check("README.md", "counterexample", &format!("```text\n{picture}```\n"));
}

#[test]
fn the_example_of_the_format_is_what_a_run_writes() {
    let found = interleave::check(account::two_deposits).expect_fails(FailureKind::Assertion);
    let json = serde_json::to_string_pretty(&found).unwrap();
    blocks::check("../trace/README.md", "counterexample", &format!("```json\n{json}\n```\n"));
}

/// The names in the first column of the table of invariants.
fn invariants() -> Vec<String> {
    let readme = include_str!("../README.md");
    let (_, table) = readme.split_once("<!-- invariants -->").expect("a table");
    let (table, _) = table.split_once("<!-- /invariants -->").expect("its end");
    let first = |line: &str| Some(line.strip_prefix("| *")?.split_once("* |")?.0.to_owned());
    table.lines().filter_map(first).collect()
}

/// The comments that begin with `SAFETY:`, with their files and lines.
fn safety_comments(folder: &std::path::Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("sources").map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            safety_comments(&entry, found);
            continue;
        }
        let source = std::fs::read_to_string(&entry).expect("a source file");
        for (number, line) in source.lines().enumerate() {
            if let Some((_, comment)) = line.split_once("// SAFETY: ") {
                found.push((format!("{}:{}", entry.display(), number + 1), comment.to_owned()));
            }
        }
    }
}

#[test]
fn each_unsafe_block_names_an_invariant_of_the_readme_and_each_invariant_is_named() {
    let invariants = invariants();
    let mut comments = Vec::new();
    let src = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    safety_comments(std::path::Path::new(src), &mut comments);
    assert!(comments.len() > 40, "only {} comments were found", comments.len());
    for (place, comment) in &comments {
        let name = comment.strip_prefix('*').and_then(|rest| rest.split_once('*'));
        let is_known = name.is_some_and(|(name, _)| invariants.iter().any(|known| known == name));
        assert!(is_known || comment.starts_with("as "), "{place} names no invariant: {comment}");
    }
    for invariant in &invariants {
        let is_named =
            comments.iter().any(|(_, comment)| comment.contains(&format!("*{invariant}*")));
        assert!(is_named, "no comment names *{invariant}*");
    }
}

#[test]
fn with_fetch_add_it_holds_in_the_two_interleavings_that_the_readme_names() {
    use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
    let explored = interleave::check(|| {
        let balance = AtomicU32::new(0);
        interleave::thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| balance.fetch_add(1, SeqCst));
            }
        });
        assert_eq!(balance.load(SeqCst), 2);
    })
    .expect_holds();
    let said = explored.to_string();
    assert!(include_str!("../README.md").contains(&format!("`{said}`")), "{said}");
}
