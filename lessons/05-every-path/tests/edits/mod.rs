//! Small edits of a sale that releases by hand, for the reader to choose from.

use expect_test::expect_file;
use figures::{Edit, check_edits};
use interleave::{FailureKind, thread};

use super::{order, s3_by_hand};

/// The stock, edited: each file differs from `src/s3_by_hand.rs` in the lines that the book shows.
#[allow(dead_code, reason = "only `sell` is edited")]
mod by_hand {
    pub mod looks_first;
    pub mod one_way_out;
    pub mod releases_on_all_paths_at_once;
}

/// What every version can do.
trait Shop: Sync {
    fn new(items: u32) -> Self;
    fn sell(&self, amount: u32) -> bool;
}

macro_rules! shops {
    ($($stock:ty),*) => {$(
        impl Shop for $stock {
            fn new(items: u32) -> Self {
                <$stock>::new(items)
            }
            fn sell(&self, amount: u32) -> bool {
                self.sell(amount)
            }
        }
    )*};
}
shops!(
    s3_by_hand::Stock,
    by_hand::looks_first::Stock,
    by_hand::one_way_out::Stock,
    by_hand::releases_on_all_paths_at_once::Stock
);

/// Of three items, A and B want two each. After that, the last one is sold.
fn two_customers<S: Shop>() {
    let stock = S::new(3);
    let (a, b) = thread::scope(|s| {
        let a = s.spawn(|| stock.sell(2));
        let b = s.spawn(|| stock.sell(2));
        (a.join().unwrap(), b.join().unwrap())
    });
    assert!(a != b, "two items each were sold to A and B, and there were three");
    assert!(stock.sell(1), "one item is left");
}

macro_rules! edit {
    ($name:ident, $does:literal, $why:literal) => {
        Edit {
            file: concat!("../tests/edits/by_hand/", stringify!($name), ".rs"),
            does: $does,
            why: $why,
            programs: &[two_customers::<by_hand::$name::Stock>],
        }
    };
}

#[test]
fn of_the_edits_of_the_sale_one_does_no_harm() {
    let edits = [
        edit!(
            looks_first,
            "`sell` checks first, without the lock, and acquires it only if there is enough",
            "A call that refuses no longer needs the lock. But what `sell` saw without the lock may be out of date by \
             the time it holds the lock: here A and B get the same items."
        ),
        edit!(
            releases_on_all_paths_at_once,
            "`sell` releases the lock once for both paths, right after the load",
            "No path leaks the lock. But the store belongs to the load, and it now comes after the release."
        ),
        edit!(
            one_way_out,
            "`sell` remembers the answer, and has one `release` and one way out",
            "The lock is held from the load to the store, and released on both paths. Only a panic would still leak it, \
             and nothing here panics."
        ),
    ];
    let kinds = check_edits(
        expect_file!["../../traces/edits-by-hand.json"],
        &order(),
        "../src/s3_by_hand.rs:sell",
        &[two_customers::<s3_by_hand::Stock>],
        &edits,
    );
    let sold_twice = Some(FailureKind::Assertion);
    assert_eq!(kinds, [sold_twice, sold_twice, None]);
}
