//! Explores what the accountant can see while money is being moved.

use interleave::thread;
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
fn nobody_sees_money_on_its_way_into_the_safe() {
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
fn nobody_sees_money_on_its_way_into_the_till() {
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
fn moves_in_both_directions_meet_and_come_through() {
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
fn nothing_is_taken_twice() {
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
                    "no move is made, but instead of (50, 80) somebody sees {seen:?}"
                );
            });
        });
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
fn all_that_is_there_can_be_moved_and_no_more() {
    interleave::model(|| {
        let shop = Shop::new(40, 50);
        let most = u32::MAX;
        assert!(!shop.to_safe(most), "the till holds 40, but {most} were taken out");
        assert!(!shop.to_till(most), "the safe holds 50, but {most} were taken out");
        assert!(shop.to_safe(40), "40 are in the till and fit into the safe, but 40 were refused");
        assert!(shop.to_till(90), "90 are in the safe, but 90 were refused");
        assert_eq!(
            shop.count(),
            (90, 0),
            "40 went into the safe, and then all of it into the till"
        );
    });
}
