//! Runs your test on lock services that are right and on some that are wrong. The wrong ones are answers to exercise 20a.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_service_is_refused`, with tokens that leave gaps.
//! - one that reads names or places in the source: `no_right_service_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right service is tried twice, each service in a process of its own.

use interleave::time::Duration;
use test_the_leases::{Lease, Leases};

/// Makes a `Leases` of the type in a module.
macro_rules! leases {
    ($name:ident) => {
        impl Leases for $name::LockService {
            fn try_acquire(&self, time: Duration) -> Option<Lease> {
                let lease: $name::Lease = self.try_acquire(time)?;
                Some(Lease { token: lease.token, until: lease.until })
            }

            fn renew(&self, lease: Lease, time: Duration) -> Option<Lease> {
                let lease = $name::Lease { token: lease.token, until: lease.until };
                let lease: $name::Lease = self.renew(lease, time)?;
                Some(Lease { token: lease.token, until: lease.until })
            }

            fn release(&self, lease: Lease) -> bool {
                self.release($name::Lease { token: lease.token, until: lease.until })
            }
        }

        fn $name() -> Box<dyn Leases> {
            Box::new($name::LockService::default())
        }
    };
}

lineup::lineup! {
    test = test_the_leases::test;
    make = leases;

    fn no_right_service_is_refused() {
        right solved = "../../../solutions/20a-lease/src/lib.rs";
        right leaves_gaps = "../../../solutions/20a-lease/right/leaves_gaps.rs";
        right removes_what_ran_out = "../../../solutions/20a-lease/right/removes_what_ran_out.rs";
        right an_end_instead_of_a_lease = "../../../solutions/20a-lease/right/an_end_instead_of_a_lease.rs";
    }

    fn no_right_service_is_refused_for_its_name() {
        decoy decoy = "wrong/never_frees_it.rs";
    }

    fn a_lock_that_is_lent_twice_is_refused() {
        wrong looks_and_then_lends = "../../../solutions/20a-lease/wrong/looks_and_then_lends.rs",
            "`try_acquire` looks, lets go, and then lends";
        wrong releases_for_an_older_token = "../../../solutions/20a-lease/wrong/releases_for_an_older_token.rs",
            "a late `release` ends the lease of the next client";
        wrong frees_it_but_says_so_late = "../../../solutions/20a-lease/wrong/frees_it_but_says_so_late.rs",
            "a late `release` returns `false`, and frees the lock";
        wrong checks_and_then_releases = "../../../solutions/20a-lease/wrong/checks_and_then_releases.rs",
            "`release` looks, lets go, and then frees the lock";
    }

    fn a_lock_that_stays_away_is_refused() {
        wrong valid_until_after_the_end = "../../../solutions/20a-lease/wrong/valid_until_after_the_end.rs",
            "a lease is valid at the moment it runs out";
        wrong never_frees_it = "../../../solutions/20a-lease/wrong/never_frees_it.rs",
            "`release` leaves the lock to the clock";
        wrong waits_for_the_end = "../../../solutions/20a-lease/wrong/waits_for_the_end.rs",
            "`try_acquire` sleeps until the lease has run out";
    }

    fn a_lease_that_comes_back_is_refused() {
        wrong renews_what_ran_out = "../../../solutions/20a-lease/wrong/renews_what_ran_out.rs",
            "renews a lease that ran out, if no other came";
        wrong releases_what_ran_out = "../../../solutions/20a-lease/wrong/releases_what_ran_out.rs",
            "releases a lease that ran out, with `true`";
        wrong checks_the_clock_before_the_lock_only = "../../../solutions/20a-lease/wrong/checks_the_clock_before_the_lock_only.rs",
            "`renew` looks, lets go, and then renews";
    }

    fn a_renewal_with_the_wrong_end_is_refused() {
        wrong adds_to_the_end = "../../../solutions/20a-lease/wrong/adds_to_the_end.rs",
            "a renewal adds its time to the old end";
        wrong only_ever_longer = "../../../solutions/20a-lease/wrong/only_ever_longer.rs",
            "a renewal never makes a lease end sooner";
        wrong wants_the_same_copy = "../../../solutions/20a-lease/wrong/wants_the_same_copy.rs",
            "a copy from before the renewal is refused";
    }

    fn a_token_that_is_not_the_highest_is_refused() {
        wrong the_token_starts_again = "../../../solutions/20a-lease/wrong/the_token_starts_again.rs",
            "after a `release`, the tokens start again";
        wrong counts_down = "../../../solutions/20a-lease/wrong/counts_down.rs",
            "each token is lower than the one before";
        wrong tokens_from_the_clock = "../../../solutions/20a-lease/wrong/tokens_from_the_clock.rs",
            "leases of the same moment have the same token";
    }
}
