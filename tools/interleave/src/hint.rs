//! `std::hint`, modelled.

use std::panic::Location;

use crate::machine::entry::{perform, with};
use crate::machine::request::{ANYTHING, NO_OBJECT, Request};
use crate::machine::site::Site;
use crate::trace::Operation;

/// Says that the thread is spinning: it runs again when something has changed that it has read since its own last
/// change.
///
/// If a loop gives up within 128 looks, the search explores that as well.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn spin_loop() {
    let does_nothing_else = with(|execution, thread| execution.threads[thread].reads.hint());
    if does_nothing_else {
        give_way(Location::caller());
    }
}

/// Lets another thread take a step, because this one does nothing but yield.
fn give_way(location: &'static Location<'static>) {
    perform(
        |_, _| Request::new(Operation::Yield, ANYTHING, location).reads_only(),
        |execution, thread| {
            let now = execution.steps.len() as u64;
            let step = execution.step(Site::new(thread, NO_OBJECT, location), Operation::Yield);
            let again = execution.threads[thread].reads.saw(location, ANYTHING, now, 0);
            execution.record_look(step, again);
        },
    );
}
