//! Replays your schedule on the auction as shipped, then explores yours.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 2, the first time only: `a_second_bid_of_each_bidder_is_not_lost`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: `the_smallest_and_the_largest_bid_are_recorded`.
//! - 7, retry limits: `a_bid_is_recorded_however_often_another_comes_first`, five times.
//! - one record for all auctions: `each_auction_has_a_record_of_its_own`.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::thread;
use racy_max::{Auction, LOSES_THE_HIGHER_BID};

/// The auction as it was shipped.
fn shipped() -> u32 {
    let highest = AtomicU32::new(0);
    let bid = |amount| {
        if amount > highest.load(Relaxed) {
            highest.store(amount, Relaxed);
        }
    };
    thread::scope(|s| {
        s.spawn(|| bid(20));
        s.spawn(|| bid(10));
    });
    highest.into_inner()
}

#[test]
fn your_schedule_loses_the_higher_bid() {
    let run = interleave::replay(LOSES_THE_HIGHER_BID, shipped);
    assert!(run.value == 10, "\nThis schedule ends at {}, not at 10:\n\n{run}", run.value);
}

/// Each bid comes from a thread of its own.
fn auction(bids: &[u32]) -> Auction {
    let auction = Auction::default();
    thread::scope(|s| {
        for &amount in bids {
            s.spawn({
                let auction = &auction;
                move || auction.bid(amount)
            });
        }
    });
    auction
}

#[test]
fn no_bid_is_lost() {
    interleave::model(|| {
        let highest = auction(&[20, 10]).highest();
        assert!(highest == 20, "20 was bid, but the highest is {highest}");
    });
}

#[test]
fn three_bidders_lose_no_bid() {
    interleave::model(|| {
        let highest = auction(&[10, 30, 20]).highest();
        assert!(highest == 30, "30 was bid, but the highest is {highest}");
    });
}

#[test]
fn a_second_bid_of_each_bidder_is_not_lost() {
    interleave::model(|| {
        let auction = Auction::default();
        thread::scope(|s| {
            for bids in [[10, 40], [20, 30]] {
                let auction = &auction;
                s.spawn(move || bids.map(|amount| auction.bid(amount)));
            }
        });
        let highest = auction.highest();
        assert!(highest == 40, "40 was bid, but the highest is {highest}");
    });
}

#[test]
fn a_bid_is_recorded_however_often_another_comes_first() {
    interleave::model(|| {
        let auction = Auction::default();
        thread::scope(|s| {
            s.spawn(|| auction.bid(20));
            s.spawn(|| [5, 6, 7, 8, 9].map(|amount| auction.bid(amount)));
        });
        let highest = auction.highest();
        assert!(highest == 20, "20 was bid, but the highest is {highest}");
    });
}

#[test]
fn the_highest_bid_never_falls() {
    interleave::model(|| {
        let auction = Auction::default();
        auction.bid(5);
        thread::scope(|s| {
            s.spawn(|| auction.bid(20));
            s.spawn(|| auction.bid(10));
            let (earlier, later) = (auction.highest(), auction.highest());
            assert!(earlier >= 5, "5 was bid before, but the highest is {earlier}");
            assert!(later >= earlier, "the highest bid fell from {earlier} to {later}");
        });
    });
}

#[test]
fn the_smallest_and_the_largest_bid_are_recorded() {
    interleave::model(|| {
        let auction = Auction::default();
        assert_eq!(auction.highest(), 0, "nothing was bid");
        auction.bid(0);
        assert_eq!(auction.highest(), 0, "only 0 was bid");
        for amount in [1, u32::MAX - 1, u32::MAX] {
            auction.bid(amount);
            assert_eq!(auction.highest(), amount, "{amount} was bid, and nothing higher");
        }
    });
}

#[test]
fn each_auction_has_a_record_of_its_own() {
    interleave::model(|| {
        let (auction, other) = (Auction::default(), Auction::default());
        auction.bid(20);
        assert_eq!(other.highest(), 0, "20 was bid in another auction");
        other.bid(10);
        assert_eq!(other.highest(), 10, "10 was bid in this auction, and 20 in another");
        assert_eq!(auction.highest(), 20, "20 was bid in this auction, and 10 in another");
    });
}

#[test]
fn a_lower_bid_changes_nothing() {
    interleave::model(|| {
        let auction = Auction::default();
        auction.bid(20);
        auction.bid(10);
        auction.bid(20);
        assert_eq!(auction.highest(), 20);
    });
}
