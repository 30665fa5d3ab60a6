//! The run that broke a test before: it is tried first, and the report says what has become of it.
//!
//! If the environment variable [`FIRST`] names a file, and [`VARIABLE`](super::VARIABLE) one as well, the search that
//! found such a run before replays its schedule on the code as it is now, and appends a [`Retried`] to the report. Then
//! it searches as always. The verdict and its numbers are those of the search alone: they must not depend on what was
//! tried before.

use std::cell::{Cell, RefCell};
use std::sync::OnceLock;
use std::{env, fs};

use super::{Before, Broken, FIRST, Fate, Retried, VARIABLE, test_name, write};
use crate::trace::{Counterexample, Schedule};

thread_local! {
    /// How many searches this thread has begun. The harness gives each test a thread.
    static BEGUN: Cell<usize> = const { Cell::new(0) };
    /// Which of them failed, and with which schedule.
    static FAILED: RefCell<Vec<(usize, Schedule)>> = const { RefCell::new(Vec::new()) };
}

/// Counts a search that begins. Returns its number.
pub(crate) fn search_begins() -> usize {
    BEGUN.replace(BEGUN.get() + 1)
}

/// Remembers that the search of this number has failed: a test may ask for the verdict of an earlier one.
pub(crate) fn search_fails(number: usize, counterexample: &Counterexample) {
    FAILED.with_borrow_mut(|failed| failed.push((number, counterexample.schedule.clone())));
}

/// The search of this thread that found the run; none if that was a replay.
pub(super) fn search_of(counterexample: &Counterexample) -> Option<usize> {
    FAILED.with_borrow(|failed| {
        let found = failed.iter().rfind(|(_, schedule)| *schedule == counterexample.schedule)?;
        Some(found.0)
    })
}

/// What this search must try first, or why that can't be known. The first search of a test tells what is wrong with the
/// file.
pub(crate) fn due(search: usize) -> Option<Result<&'static Broken, &'static str>> {
    static BEFORE: OnceLock<Option<Result<Before, String>>> = OnceLock::new();
    let before = BEFORE.get_or_init(|| {
        // Without a report, there is nowhere to say what has become of it.
        env::var_os(VARIABLE)?;
        let path = env::var_os(FIRST)?;
        Some(
            fs::read_to_string(path)
                .map_err(|error| error.to_string())
                .and_then(|text| Before::from_json(&text)),
        )
    });
    match before.as_ref()? {
        Ok(before) => {
            let broken = before.tests.get(&test_name())?;
            (broken.search == search).then_some(Ok(broken))
        }
        Err(why) => (search == 0).then_some(Err(why.as_str())),
    }
}

/// Appends to the report what has become of the run that broke this test before.
pub(crate) fn retried(search: usize, fate: Fate) {
    write(|| Retried { test: test_name(), search, retried: fate }.to_json());
}
