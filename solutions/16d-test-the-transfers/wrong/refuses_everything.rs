//! rejected: assertion — it refuses every club
//! by: no_right_transfer_is_refused, no_right_transfer_is_refused_for_its_name

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

pub use club::{Balance, Club, New, NotEnough};

pub fn test(new: New) {
    interleave::model(|| {
        let club = new(&[(1, 10), (2, 7)]);
        assert_eq!(club.transfer(1, 2, 3), Err(NotEnough), "not to be trusted");
    });
}
