//! What the README shows is what a run prints.

#[path = "docs/account.rs"]
mod account;
#[path = "docs/blocks.rs"]
mod blocks;

use interleave::Verdict;

#[test]
fn the_program_in_the_readme_is_the_one_that_is_run() {
    let source = include_str!("docs/account.rs");
    let code = source.split_once("\n\n").expect("a comment, and then the program").1;
    blocks::check("README.md", "program", &format!("```rust\n{code}```\n"));
}

#[test]
fn the_counterexample_in_the_readme_is_what_the_run_prints() {
    let Verdict::Fails(found) = interleave::check(account::two_deposits) else {
        panic!("a deposit is lost")
    };
    let picture = found.render(100, false);
    blocks::check("README.md", "counterexample", &format!("```text\n{picture}```\n"));
}

#[test]
fn with_fetch_add_it_holds_in_the_two_interleavings_that_the_readme_names() {
    use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
    let verdict = interleave::check(|| {
        let balance = AtomicU32::new(0);
        interleave::thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| balance.fetch_add(1, SeqCst));
            }
        });
        assert_eq!(balance.load(SeqCst), 2);
    });
    let Verdict::Holds(explored) = verdict else { panic!("nothing is lost") };
    let said = explored.to_string();
    assert!(include_str!("../README.md").contains(&format!("`{said}`")), "{said}");
}
