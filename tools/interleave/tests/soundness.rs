//! No safe program causes undefined behaviour, whatever it carries from one execution to the next and whatever it
//! leaves behind. With AddressSanitizer these tests say more than without.

#[path = "soundness/ends.rs"]
mod ends;
#[path = "soundness/handles.rs"]
mod handles;
#[path = "soundness/references.rs"]
mod references;
#[path = "soundness/stacks.rs"]
mod stacks;
#[path = "soundness/values.rs"]
mod values;

use interleave::{Checker, SearchError};

/// Why the program cannot be explored.
#[track_caller]
fn refused<T>(program: impl Fn() -> T) -> SearchError {
    match Checker::new().try_check(program) {
        Ok(verdict) => panic!("{verdict:?}"),
        Err(error) => error,
    }
}
