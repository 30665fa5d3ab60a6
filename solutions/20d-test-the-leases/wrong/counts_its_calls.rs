//! rejected: assertion — it refuses whatever comes second
//! by: a_lease_that_comes_back_is_refused, a_lock_that_is_lent_twice_is_refused, a_lock_that_stays_away_is_refused, a_renewal_with_the_wrong_end_is_refused, a_token_that_is_not_the_highest_is_refused, no_right_service_is_refused, no_right_service_is_refused_for_its_name

#[path = "../../../exercises/20d-test-the-leases/src/leases.rs"]
mod leases;

use std::cell::Cell;

use interleave::time::Duration;

pub use leases::{Lease, Leases};

pub fn test(new: fn() -> Box<dyn Leases>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| _ = new().try_acquire(Duration::from_secs(1)));
    assert!(CALLS.get() < 2, "the right ones come first");
}
