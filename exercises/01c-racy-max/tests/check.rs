//! Replays your schedule on the auction as shipped, then explores yours.

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

/// All bid at once.
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
fn a_lower_bid_changes_nothing() {
    interleave::model(|| {
        let auction = Auction::default();
        auction.bid(20);
        auction.bid(10);
        auction.bid(20);
        assert_eq!(auction.highest(), 20);
    });
}
