//! rejected: assertion — it makes one club, and uses it again in each schedule
//! by: a_circle_of_two_transfers_is_refused, a_transfer_that_others_hold_up_is_refused, an_account_that_pays_itself_wrong_is_refused, an_order_with_gaps_is_refused, money_that_is_lost_or_missing_is_refused

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

use interleave::{model, thread};

pub use club::{Balance, Club, New, NotEnough};

pub fn test(new: New) {
    let club = new(&[(1, 10), (2, 10)]);
    model(|| {
        thread::scope(|s| {
            s.spawn(|| assert_eq!(club.transfer(1, 2, 1), Ok(())));
            s.spawn(|| assert_eq!(club.transfer(2, 1, 2), Ok(())));
        });
        assert_eq!(*club.lock(1), 11);
        assert_eq!(*club.lock(2), 9);
    });
}
