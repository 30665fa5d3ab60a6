//! Small edits of the ticket lock, for the reader to choose from.

use expect_test::expect_file;
use figures::{Edit, check_edits};
use interleave::{Checker, FailureKind};

use super::{Lock, TicketLock, visits};

/// The lock, edited: each file differs from `src/s4_ticket.rs` in the lines that the book shows.
#[allow(unused_imports, reason = "an edit may leave an ordering unused")]
mod ticket {
    pub mod a_fence_after_the_loop;
    pub mod adds_in_one_step;
    pub mod calls_next;
    pub mod two_steps;
}

locks!(
    ticket::a_fence_after_the_loop::TicketLock,
    ticket::adds_in_one_step::TicketLock,
    ticket::calls_next::TicketLock,
    ticket::two_steps::TicketLock
);

macro_rules! edit {
    ($name:ident, $does:literal, $why:literal) => {
        Edit {
            file: concat!("../tests/edits/ticket/", stringify!($name), ".rs"),
            does: $does,
            why: $why,
            programs: &[
                || visits::<ticket::$name::TicketLock>(2, 1),
                || visits::<ticket::$name::TicketLock>(2, 2),
            ],
        }
    };
}

#[test]
fn of_the_edits_of_the_ticket_lock_one_does_no_harm() {
    let edits = [
        edit!(
            two_steps,
            "`take_ticket` loads the number, and then stores the next one",
            "Between the two steps, the other thread can take the same ticket. Here B has used it up before A looks, so \
             A's number isn't called again."
        ),
        edit!(
            adds_in_one_step,
            "`release` adds 1 in one step, with `Relaxed`",
            "One step or two makes no difference here, because only the holder changes `serving`. But `Relaxed` \
             publishes nothing, so what B does under the lock isn't ordered after what A did there."
        ),
        edit!(
            a_fence_after_the_loop,
            "`wait_for` looks with `Relaxed`, and an `Acquire` fence follows the loop",
            "Only the look that ends the loop has to acquire. A `Relaxed` load and an `Acquire` fence after it do that \
             together."
        ),
        edit!(
            calls_next,
            "`release` calls the number on the next ticket",
            "As long as no thread waits, that's the right number. Here B has taken ticket 1, so the next ticket is 2, \
             and 1 is never called."
        ),
    ];
    let kinds = check_edits(
        expect_file!["../../traces/edits-ticket.json"],
        &Checker::new(),
        "../src/s4_ticket.rs:take-wait-release",
        &[|| visits::<TicketLock>(2, 2)],
        &edits,
    );
    let (spin, race) = (Some(FailureKind::Spin), Some(FailureKind::DataRace));
    assert_eq!(kinds, [spin, race, None, spin]);
}
