//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_transfer_is_refused_for_its_name

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

use interleave::replay;

pub use club::{Balance, Club, New, NotEnough};

pub fn test(new: New) {
    let run = replay("", || {
        let club = new(&[(1, 10), (2, 7)]);
        club.transfer(1, 2, 3)
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
