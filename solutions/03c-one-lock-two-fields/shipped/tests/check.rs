//! Explores what the accountant can see while money is being moved.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two directions: what is asked of `to_safe` is asked of `to_till` as well, each raced by itself, by the
//!   other, and by `count`.
//! - 2, the first time only: `count_is_right_however_often_money_is_moved`, five times.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: an empty till, a full safe, `u32::MAX`: `all_there_is_can_be_moved_and_no_more`.
//! - 7, retry limits: `no_call_gives_up_however_often_money_is_moved`, 2,000 times.

use std::sync::Mutex as Unseen;

use interleave::{Checker, ReplayError, SearchError, thread};
use one_lock_two_fields::{SAFE_HOLDS, Shop};

/// Counts, and complains if it is not what was there in the morning.
#[track_caller]
fn check_total(shop: &Shop, morning: u32) {
    let (till, safe) = shop.count();
    let total = till + safe;
    assert!(
        total == morning,
        "there is {morning} in the shop, but the accountant counts {till} + {safe} = {total}"
    );
}

#[test]
fn count_never_misses_money_on_its_way_into_the_safe() {
    interleave::model(|| {
        let shop = Shop::new(50, 50);
        thread::scope(|s| {
            s.spawn(|| assert!(shop.to_safe(30), "50 are in the till, but 30 were refused"));
            s.spawn(|| check_total(&shop, 100));
        });
        assert_eq!(shop.count(), (20, 80), "30 went from the till into the safe");
    });
}

#[test]
fn count_never_misses_money_on_its_way_into_the_till() {
    interleave::model(|| {
        let shop = Shop::new(50, 50);
        thread::scope(|s| {
            s.spawn(|| assert!(shop.to_till(30), "50 are in the safe, but 30 were refused"));
            s.spawn(|| check_total(&shop, 100));
        });
        assert_eq!(shop.count(), (80, 20), "30 went from the safe into the till");
    });
}

#[test]
fn moves_in_both_directions_do_not_deadlock() {
    interleave::model(|| {
        let shop = Shop::new(50, 50);
        thread::scope(|s| {
            s.spawn(|| assert!(shop.to_safe(30), "50 are in the till, but 30 were refused"));
            s.spawn(|| assert!(shop.to_till(20), "50 are in the safe, but 20 were refused"));
            s.spawn(|| check_total(&shop, 100));
        });
        assert_eq!(shop.count(), (40, 60), "30 went into the safe and 20 into the till");
    });
}

#[test]
fn two_moves_into_the_safe_never_take_more_than_the_till_holds() {
    interleave::model(|| {
        let shop = Shop::new(50, 0);
        let moved = thread::scope(|s| {
            let moves = [0, 1].map(|_| s.spawn(|| shop.to_safe(40)));
            moves.map(|one| one.join().unwrap())
        });
        let times = moved.iter().filter(|&&moved| moved).count();
        assert!(times == 1, "the till holds 50, but 40 were taken out {times} times");
        assert_eq!(shop.count(), (10, 40), "40 went from the till into the safe");
    });
}

#[test]
fn two_moves_into_the_till_never_take_more_than_the_safe_holds() {
    interleave::model(|| {
        let shop = Shop::new(0, 50);
        let moved = thread::scope(|s| {
            let moves = [0, 1].map(|_| s.spawn(|| shop.to_till(40)));
            moves.map(|one| one.join().unwrap())
        });
        let times = moved.iter().filter(|&&moved| moved).count();
        assert!(times == 1, "the safe holds 50, but 40 were taken out {times} times");
        assert_eq!(shop.count(), (40, 10), "40 went from the safe into the till");
    });
}

#[test]
fn money_can_be_moved_back_as_soon_as_it_is_there() {
    interleave::model(|| {
        let shop = Shop::new(0, 50);
        thread::scope(|s| {
            s.spawn(|| assert!(shop.to_till(50), "50 are in the safe, but 50 were refused"));
            s.spawn(|| {
                // Refused as long as the till is empty.
                let moved = shop.to_safe(50);
                let (till, safe) = shop.count();
                assert!(
                    till + safe == 50,
                    "there is 50 in the shop, but `count` returns {till} + {safe}"
                );
                assert!(
                    !moved || till == 0,
                    "50 went into the safe again, but {till} are in the till"
                );
            });
        });
        check_total(&shop, 50);
    });
}

#[test]
fn count_sees_what_its_own_thread_has_moved() {
    interleave::model(|| {
        let shop = Shop::new(50, 50);
        thread::scope(|s| {
            s.spawn(|| check_total(&shop, 100));
            s.spawn(|| {
                assert!(shop.to_safe(30), "50 are in the till, but 30 were refused");
                let seen = shop.count();
                assert!(
                    seen == (20, 80),
                    "30 went into the safe, and then `count` returned {seen:?}"
                );
            });
        });
    });
}

#[test]
fn count_is_right_however_often_money_is_moved() {
    // Bounded, because each of these moves may be interrupted.
    Checker::new().order_only().max_preemptions(3).model(|| {
        let shop = Shop::new(50, 50);
        thread::scope(|s| {
            s.spawn(|| {
                for round in 0..5 {
                    let moved = if round % 2 == 0 { shop.to_safe(30) } else { shop.to_till(30) };
                    assert!(moved, "30 were there, but they were refused");
                }
            });
            s.spawn(|| {
                check_total(&shop, 100);
                check_total(&shop, 100);
            });
        });
        assert_eq!(shop.count(), (20, 80), "30 went to and fro, and are in the safe now");
    });
}

#[test]
fn the_safe_is_never_too_full() {
    interleave::model(|| {
        let shop = Shop::new(100, 50);
        let moved = thread::scope(|s| {
            let moves = [0, 1].map(|_| s.spawn(|| shop.to_safe(40)));
            moves.map(|one| one.join().unwrap())
        });
        let times = moved.iter().filter(|&&moved| moved).count();
        assert!(
            times == 1,
            "50 are in the safe, so 40 fit in once, but they went in {times} times"
        );
        assert_eq!(shop.count(), (60, 90), "40 went from the till into the safe");
    });
}

#[test]
fn a_refused_move_is_never_seen() {
    interleave::model(|| {
        let shop = Shop::new(50, 80);
        thread::scope(|s| {
            s.spawn(|| assert!(!shop.to_safe(30), "80 + 30 is more than the safe holds"));
            s.spawn(|| {
                let seen = shop.count();
                assert!(
                    seen == (50, 80),
                    "no move is made, but `count` returns {seen:?} instead of (50, 80)"
                );
            });
        });
    });
}

#[test]
fn a_refused_move_into_the_till_is_never_seen() {
    interleave::model(|| {
        let shop = Shop::new(50, 20);
        thread::scope(|s| {
            s.spawn(|| assert!(!shop.to_till(30), "30 is more than the 20 in the safe"));
            s.spawn(|| {
                let seen = shop.count();
                assert!(
                    seen == (50, 20),
                    "no move is made, but `count` returns {seen:?} instead of (50, 20)"
                );
            });
        });
    });
}

#[test]
fn a_refused_move_into_the_till_changes_nothing_for_another() {
    interleave::model(|| {
        let shop = Shop::new(0, 30);
        thread::scope(|s| {
            s.spawn(|| assert!(!shop.to_till(40), "40 is more than the 30 in the safe"));
            s.spawn(|| {
                let moved = shop.to_till(20);
                assert!(
                    moved,
                    "there is enough for 20, but 20 were refused, because 40 were refused as well"
                );
            });
        });
        assert_eq!(shop.count(), (20, 10), "20 went from the safe into the till");
    });
}

#[test]
fn a_refused_move_changes_nothing_for_another() {
    interleave::model(|| {
        let shop = Shop::new(50, 70);
        thread::scope(|s| {
            s.spawn(|| assert!(!shop.to_safe(40), "70 + 40 is more than the safe holds"));
            s.spawn(|| {
                let moved = shop.to_safe(20);
                assert!(
                    moved,
                    "there is room for 20, but 20 were refused, because 40 were refused as well"
                );
            });
        });
        assert_eq!(shop.count(), (30, 90), "20 went from the till into the safe");
    });
}

#[test]
fn a_refused_move_changes_nothing() {
    interleave::model(|| {
        let shop = Shop::new(50, 80);
        assert!(!shop.to_safe(60), "the till holds 50, but 60 were taken out");
        assert!(!shop.to_till(90), "the safe holds 80, but 90 were taken out");
        assert!(!shop.to_safe(30), "80 + 30 is more than the {SAFE_HOLDS} that the safe holds");
        assert!(!shop.to_safe(21), "80 + 21 is more than the {SAFE_HOLDS} that the safe holds");
        let money = shop.count();
        assert!(money == (50, 80), "no move was made, but {money:?} is left of (50, 80)");
        assert!(shop.to_safe(20), "there is room for 20 in the safe, but it was refused");
        assert!(shop.to_till(100), "there is 100 in the safe, but it was refused");
        let money = shop.count();
        assert!(money == (130, 0), "all of it should be in the till, but the shop holds {money:?}");
    });
}

#[test]
fn all_there_is_can_be_moved_and_no_more() {
    let most = u32::MAX;
    interleave::model(|| {
        let shop = Shop::new(40, 50);
        assert!(!shop.to_safe(41), "the till holds 40, but 41 were taken out");
        assert!(!shop.to_safe(90), "the till holds 40, but 90 were taken out");
        assert!(!shop.to_till(51), "the safe holds 50, but 51 were taken out");
        assert!(!shop.to_till(90), "the safe holds 50, but 90 were taken out");
        assert!(shop.to_safe(40), "40 are in the till and fit into the safe, but 40 were refused");
        assert!(shop.to_till(90), "90 are in the safe, but 90 were refused");
        assert_eq!(
            shop.count(),
            (90, 0),
            "40 went into the safe, and then all of it into the till"
        );
    });
    interleave::model(|| {
        let rich = Shop::new(most - 100, 0);
        assert!(rich.to_safe(100), "{} are in the till, but 100 were refused", most - 100);
        assert!(!rich.to_safe(1), "the safe is full, but 1 was put in");
        assert_eq!(rich.count(), (most - 200, 100), "100 went into the safe");
        assert!(rich.to_till(100), "100 are in the safe, but 100 were refused");
        assert_eq!(rich.count(), (most - 100, 0), "100 went back into the till");
    });
}

/// One long run, without a picture: A makes a call that must succeed, and B moves 1 to and fro, each time in `steps`
/// steps. B has taken `inside` of them when A takes its `first` steps. From then on A takes `turn` steps after each move.
#[track_caller]
fn let_b_come_first(
    call: fn(&Shop) -> bool,
    steps: usize,
    (inside, first, turn): (usize, usize, usize),
) {
    let moves = ("B".repeat(steps) + &"A".repeat(turn)).repeat(2_000);
    let schedule = "B".repeat(inside) + &"A".repeat(first) + &moves;
    let (came_first, is_right) = (Unseen::new(0), Unseen::new(None));
    let run = Checker::new().try_replay(&schedule, || {
        let shop = Shop::new(10, 10);
        thread::scope(|s| {
            s.spawn(|| *is_right.lock().unwrap() = Some(call(&shop)));
            s.spawn(|| {
                while is_right.lock().unwrap().is_none() {
                    let mut times = came_first.lock().unwrap();
                    if *times % 2 == 0 {
                        shop.to_safe(1)
                    } else {
                        shop.to_till(1)
                    };
                    *times += 1;
                }
            });
        });
    });
    let times = came_first.into_inner().unwrap();
    match run {
        // The schedule ends where A waits, or is done.
        Err(ReplayError::Search(error)) if !matches!(error, SearchError::Schedule { .. }) => {
            panic!("{error}")
        }
        _ => assert!(
            is_right.into_inner().unwrap() != Some(false),
            "after another thread had moved money {times} times, a move that was possible was refused, or `count` was wrong"
        ),
    }
}

#[test]
fn no_call_gives_up_however_often_money_is_moved() {
    let steps = interleave::replay("", || Shop::new(10, 10).to_safe(1)).steps.len();
    let calls: [fn(&Shop) -> bool; 3] = [
        |shop| shop.to_safe(1),
        |shop| shop.to_till(1),
        |shop| matches!(shop.count(), (till, safe) if till + safe == 20),
    ];
    for call in calls {
        for inside in 0..steps.min(4) {
            for turns in [(1, 1), (1, 2), (2, 2)] {
                let_b_come_first(call, steps, (inside, turns.0, turns.1));
            }
        }
    }
}
