//! What holds on real threads, no matter what the scheduler does.
//!
//! The plain counter and the plain flag are not here: a program with a data race promises nothing.

use std::thread;

use lesson02::{s1_hand_over, s3_redeem, s4_redeem_once};

const THREADS: usize = 4;
const COUPONS: usize = 100;

/// How many of the threads get the coupon accepted.
fn accepted(redeem: impl Fn() -> bool + Sync) -> usize {
    thread::scope(|s| {
        let threads: Vec<_> = (0..THREADS).map(|_| s.spawn(&redeem)).collect();
        let redeemed = threads.into_iter().map(|thread| thread.join().unwrap());
        redeemed.filter(|&redeemed| redeemed).count()
    })
}

#[test]
fn what_the_compiler_accepts_counts_to_two() {
    assert_eq!(s1_hand_over::count_to_two(), 2);
}

#[test]
fn a_coupon_is_always_redeemed_at_least_once() {
    for _ in 0..COUPONS {
        let coupon = s3_redeem::Coupon::default();
        assert!((1..=THREADS).contains(&accepted(|| coupon.redeem())));
    }
}

#[test]
fn in_one_step_a_coupon_is_redeemed_exactly_once() {
    for _ in 0..COUPONS {
        let coupon = s4_redeem_once::Coupon::default();
        assert_eq!(accepted(|| coupon.redeem()), 1);
    }
}
