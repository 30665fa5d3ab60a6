//! What all tests of one executable prove, as a table for people, so that a book need not repeat numbers by hand.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use super::{FIRST, Found, Line, VARIABLE};

/// What the other tests of this executable prove with [`model`](crate::model): the name of each test in words, and
/// below it what was explored, model by model.
///
/// Runs the executable once more, without the tests whose names contain one of `without`. The test that calls this
/// must be one of those left out.
///
/// # Panics
///
/// Panics if one of those tests fails, if the executable cannot be run or isn't a test harness, or if it is called
/// in the second run.
#[track_caller]
pub fn proofs(without: &[&str]) -> String {
    assert!(
        env::var_os(VARIABLE).is_none(),
        "a test that asks for the proofs of the others isn't one of them: leave it out by its name"
    );
    static CALLS: AtomicU32 = AtomicU32::new(0);
    // Relaxed suffices, because the number must only be unique.
    let name = format!("interleave-{}-{}.json", process::id(), CALLS.fetch_add(1, Relaxed));
    let report = env::temp_dir().join(name);
    let mut again = Command::new(env::current_exe().expect("a running program has a path"));
    // With one test at a time, the harness wouldn't name its thread after the test.
    again.env(VARIABLE, &report).env_remove(FIRST).args(["--test-threads", "2"]);
    again.args(without.iter().flat_map(|name| ["--skip", name]));
    let output = again.output().unwrap_or_else(|error| panic!("cannot run {again:?}: {error}"));
    let lines = fs::read_to_string(&report).unwrap_or_default();
    _ = fs::remove_file(&report);
    assert!(
        output.status.success(),
        "{again:?} fails, so there is no table of what it proves:\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
    table(&lines)
}

/// The lines of a report as a table, by the names of the tests; the proofs of one test stay in their order.
fn table(report: &str) -> String {
    let mut claims: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in report.lines() {
        let line = Line::from_json(line).expect("the report is written by this crate");
        if line.verdict == Found::Holds {
            claims.entry(claim(&line.test)).or_default().push(line.summary);
        }
    }
    let mut table = String::new();
    for (claim, proofs) in claims {
        table.push_str(&format!("{claim}\n"));
        proofs.iter().for_each(|proof| table.push_str(&format!("    {proof}\n")));
    }
    table
}

/// The name of a test as a sentence, without the modules that it is in.
fn claim(test: &str) -> String {
    test.rsplit("::").next().unwrap_or(test).replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::{Found, Line, table};

    fn line(test: &str, verdict: Found, summary: &str) -> String {
        Line { executions: 1, ..Line::new(test, verdict, summary) }.to_json()
    }

    #[test]
    fn what_holds_stands_below_its_claim_in_its_order() {
        let report = [
            line("locks::no_thread_waits", Found::Holds, "holds in all 9 interleavings"),
            line("all_is_well", Found::Holds, "holds in all 2 interleavings"),
            line("this_is_broken_on_purpose", Found::Fails, "A deadlock."),
            line("locks::no_thread_waits", Found::Holds, "holds in all 3 interleavings"),
        ];
        let expected = "\
all is well
    holds in all 2 interleavings
no thread waits
    holds in all 9 interleavings
    holds in all 3 interleavings
";
        assert_eq!(table(&report.concat()), expected);
    }
}
