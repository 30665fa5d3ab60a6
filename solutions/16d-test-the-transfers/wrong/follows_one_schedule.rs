//! rejected: search — it replays one schedule
//! by: *

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

use interleave::{replay, thread};

pub use club::{Balance, Club, New, NotEnough};

pub fn test(new: New) {
    replay("A B A B A A A B B B B B", || {
        let club = new(&[(1, 10), (2, 7)]);
        thread::scope(|s| {
            s.spawn(|| assert_eq!(club.transfer(1, 2, 3), Ok(())));
            s.spawn(|| assert_eq!(club.transfer(2, 1, 3), Ok(())));
        });
    });
}
