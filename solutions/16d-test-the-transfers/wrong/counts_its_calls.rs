//! rejected: assertion — it refuses whatever comes second
//! by: a_circle_of_two_transfers_is_refused, a_transfer_that_others_hold_up_is_refused, an_account_that_pays_itself_wrong_is_refused, an_order_with_gaps_is_refused, money_that_is_lost_or_missing_is_refused, no_right_transfer_is_refused, no_right_transfer_is_refused_for_its_name

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

use std::cell::Cell;

pub use club::{Balance, Club, New, NotEnough};

pub fn test(new: New) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new(&[(1, 10), (2, 7)]).transfer(1, 2, 3));
    assert!(CALLS.get() < 2, "the right ones come first");
}
