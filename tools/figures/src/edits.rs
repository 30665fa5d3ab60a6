//! Small edits of a lesson's code, each in a copy of its file, and what becomes of the promise.

use expect_test::ExpectFile;
use interleave::{Checker, Counterexample, FailureKind, Verdict};
use serde::Serialize;

/// One edit.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    /// The copy of the file that has the edit, from the folder of the snapshot. The book shows how the two differ.
    pub file: &'static str,
    /// What the edit does, in a few words. The reader chooses by them.
    pub does: &'static str,
    /// Why it breaks, or why it does no harm.
    pub why: &'static str,
    /// What the threads do with the edited code, from short to long. The first one that breaks is drawn.
    pub programs: &'static [fn()],
}

/// What the book reads.
#[derive(Serialize)]
struct Explored<'a> {
    version: u32,
    /// The code as it is: `file.rs:anchor`, from the folder of the snapshot.
    code: &'a str,
    explored: String,
    edits: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    file: &'a str,
    does: &'a str,
    why: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    explored: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counterexample: Option<Counterexample>,
}

/// Explores `programs`, which must hold, and then those of each edit. Returns how each edit fails, or `None` for one
/// that holds.
///
/// # Panics
///
/// If the code as it is doesn't hold, if something was not explored to its end, or if the snapshot is another one.
#[track_caller]
pub fn check_edits(
    snapshot: ExpectFile,
    checker: &Checker,
    code: &str,
    programs: &[fn()],
    edits: &[Edit],
) -> Vec<Option<FailureKind>> {
    let all = explore(checker, programs).expect_holds();
    let mut kinds = Vec::new();
    let explore = |edit: &Edit| {
        let Edit { file, does, why, programs } = *edit;
        match explore(checker, programs) {
            Verdict::Holds(all) => {
                kinds.push(None);
                let explored = Some(all.to_string());
                Found { file, does, why, explored, counterexample: None }
            }
            Verdict::Fails(found) => {
                kinds.push(Some(found.failure.kind()));
                Found { file, does, why, explored: None, counterexample: Some(found) }
            }
        }
    };
    let edits = edits.iter().map(explore).collect();
    let explored = Explored { version: 1, code, explored: all.to_string(), edits };
    snapshot.assert_eq(&(serde_json::to_string(&explored).unwrap() + "\n"));
    kinds
}

/// The verdict on the first program that breaks, or else on the last one.
#[track_caller]
fn explore(checker: &Checker, programs: &[fn()]) -> Verdict {
    let mut last = None;
    for program in programs {
        let verdict = checker.check(program);
        match &verdict {
            Verdict::Holds(all) => assert!(all.is_exhaustive(), "{all}"),
            Verdict::Fails(_) => return verdict,
        }
        last = Some(verdict);
    }
    last.expect("an edit has a program")
}
