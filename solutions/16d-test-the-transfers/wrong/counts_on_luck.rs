//! rejected: search — it uses std's threads, a thousand times
//! by: *

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

pub use club::{Balance, Club, New, NotEnough};

pub fn test(new: New) {
    for _ in 0..1_000 {
        interleave::model(|| {
            let club = new(&[(1, 10), (2, 10)]);
            std::thread::scope(|s| {
                s.spawn(|| assert_eq!(club.transfer(1, 2, 3), Ok(())));
                s.spawn(|| assert_eq!(club.transfer(2, 1, 3), Ok(())));
            });
        });
    }
}
