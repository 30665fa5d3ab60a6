//! A test for transfers between accounts. So far it passes every club.

mod club;

pub use club::{Balance, Club, New, NotEnough};

/// Returns if the clubs that `new` makes are right, and panics if they are wrong.
// TODO: test everything that `src/club.rs` promises.
pub fn test(new: New) {
    interleave::model(|| {
        // Account 1 holds 10, and account 2 holds 7.
        let club = new(&[(1, 10), (2, 7)]);
        assert_eq!(club.transfer(1, 2, 3), Ok(()));
        assert_eq!(*club.lock(1), 7);
        assert_eq!(*club.lock(2), 10);
    });
}
