//! The same stages on loom: a second opinion on the data race, and on the coupon.

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

/// Loom's cell wants a closure where std's hands out a pointer. An empty one is enough for loom to note which
/// thread was here; like the explorer, it then has to take every access for a write.
mod cell {
    pub struct UnsafeCell<T>(loom::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub fn new(value: T) -> Self {
            UnsafeCell(loom::cell::UnsafeCell::new(value))
        }

        pub fn get(&self) -> *mut T {
            self.0.with_mut(|pointer| pointer)
        }

        pub fn into_inner(self) -> T {
            self.0.into_inner()
        }
    }
}

#[path = "../src/s2_overruled.rs"]
mod s2_overruled;
#[path = "../src/s3_redeem.rs"]
mod s3_redeem;
#[path = "../src/s4_redeem_once.rs"]
mod s4_redeem_once;

use std::sync::Arc;

use loom::thread;
use s2_overruled::PlainCounter;

/// Two threads work on one thing; returns what each got. Loom has no scopes, so the threads share the thing in an
/// `Arc`. It is std's, because with loom's own a failure can abort the process.
fn both<S: Send + Sync + 'static, R: 'static>(shared: S, work: fn(&S) -> R) -> (Arc<S>, R, R) {
    let shared = Arc::new(shared);
    let theirs = Arc::clone(&shared);
    let other = thread::spawn(move || work(&theirs));
    let mine = work(&shared);
    (shared, mine, other.join().unwrap())
}

#[test]
#[should_panic(expected = "Causality violation")]
fn loom_finds_the_data_race() {
    loom::model(|| {
        let (counter, ..) = both(PlainCounter::default(), PlainCounter::increment);
        let counter = Arc::into_inner(counter).expect("the other thread is done");
        assert_eq!(counter.into_total(), 2);
    });
}

#[test]
#[should_panic(expected = "one coupon was redeemed twice")]
fn loom_redeems_the_coupon_twice() {
    loom::model(|| {
        let (_, first, second) = both(s3_redeem::Coupon::default(), s3_redeem::Coupon::redeem);
        assert!(!(first && second), "one coupon was redeemed twice");
    });
}

#[test]
fn loom_redeems_it_once_when_checking_and_marking_are_one_step() {
    loom::model(|| {
        let coupon = s4_redeem_once::Coupon::default();
        let (_, first, second) = both(coupon, s4_redeem_once::Coupon::redeem);
        assert!(first != second);
    });
}
