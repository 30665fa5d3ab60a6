//! Replays your schedule on the auction as shipped, then explores yours.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 2, the first time only: `a_second_bid_of_each_bidder_is_not_lost`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: `the_smallest_and_the_largest_bid_are_recorded`.
//! - 7, retry limits: `a_bid_is_recorded_however_often_another_comes_first`, 2,000 times.
//! - one record for all auctions: `each_auction_has_a_record_of_its_own`.

use std::sync::Mutex as Unseen;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::trace::Failure;
use interleave::{Checker, ReplayError, SearchError, thread};
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
fn a_bid_is_recorded_when_others_come_first() {
    interleave::model(|| {
        let auction = Auction::default();
        thread::scope(|s| {
            s.spawn(|| auction.bid(20));
            s.spawn(|| [5, 6, 7].map(|amount| auction.bid(amount)));
        });
        let highest = auction.highest();
        assert!(highest == 20, "20 was bid, but the highest is {highest}");
    });
}

const MILLION: u32 = 1_000_000;

/// One long run, without a picture: A bids a million, and B bids 1, 2, 3 and so on, each in `steps` steps. B has taken
/// `inside` of them when A takes its `first` steps. From then on A takes `turn` steps after each bid of B.
#[track_caller]
fn let_b_come_first(steps: usize, inside: usize, first: usize, turn: usize) {
    let bids = ("B".repeat(steps) + &"A".repeat(turn)).repeat(2_000);
    let schedule = "B".repeat(inside) + &"A".repeat(first) + &bids;
    // How often B has bid, and what A finds after its own bid.
    let (came_first, found) = (Unseen::new(0), Unseen::new(None));
    let run = Checker::new().try_replay(&schedule, || {
        let auction = Auction::default();
        thread::scope(|s| {
            s.spawn(|| {
                auction.bid(MILLION);
                *found.lock().unwrap() = Some(auction.highest());
            });
            s.spawn(|| {
                while found.lock().unwrap().is_none() {
                    let mut came_first = came_first.lock().unwrap();
                    auction.bid(*came_first + 1);
                    *came_first += 1;
                }
            });
        });
    });
    let (times, found) = (came_first.into_inner().unwrap(), found.into_inner().unwrap());
    match run {
        Err(ReplayError::Fails(found)) => {
            let Failure::Assertion { message, .. } = found.failure else { panic!("\n{found}") };
            panic!("another bid got in first {times} times, and then `bid` panicked: {message}")
        }
        // The schedule ends where A waits, or is done.
        Ok(_) | Err(ReplayError::Search(SearchError::Schedule { .. })) => {
            let highest = found.unwrap_or(MILLION);
            assert!(
                highest == MILLION,
                "{MILLION} was bid, another bid got in first {times} times, and then `bid` gave up: \
                 the highest is {highest}"
            );
        }
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
}

#[test]
fn a_bid_is_recorded_however_often_another_comes_first() {
    let steps = interleave::replay("", || Auction::default().bid(1)).steps.len();
    for inside in 0..steps.min(4) {
        for (first, turn) in [(1, 1), (1, 2), (2, 2)] {
            let_b_come_first(steps, inside, first, turn);
        }
    }
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
        for amount in [0, 1, u32::MAX] {
            auction.bid(amount);
            assert_eq!(auction.highest(), u32::MAX, "{} was bid, and then {amount}", u32::MAX);
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
