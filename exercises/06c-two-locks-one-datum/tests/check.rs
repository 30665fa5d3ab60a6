//! Pumps and draws at the same time, and looks at the gauge.

use std::panic::catch_unwind;

use interleave::{Checker, Verdict, thread};
use two_locks_one_datum::Tank;

/// Two threads do something with one tank. Returns what each was told, and the level at the end.
fn both(
    tank: &Tank,
    one: impl Fn(&Tank) -> u32 + Sync,
    other: impl Fn(&Tank) -> u32 + Sync,
) -> (u32, u32, u32) {
    let (one, other) = thread::scope(|s| {
        let one = s.spawn(|| one(tank));
        let other = s.spawn(|| other(tank));
        (one.join().unwrap(), other.join().unwrap())
    });
    (one, other, tank.level())
}

#[test]
fn water_that_is_pumped_in_while_somebody_draws_is_not_lost() {
    interleave::model(|| {
        let (filled, drawn, level) = both(&Tank::new(10, 5), |t| t.fill(2), |t| t.draw(1));
        assert!(filled == 2, "2 litres were to be pumped in, and fit, but {filled} went in");
        assert!(drawn == 1, "1 litre was to be drawn, and was there, but {drawn} came out");
        assert!(
            level == 6,
            "of 5 litres 1 was drawn, and 2 were pumped in, but the gauge shows {level}"
        );
    });
}

#[test]
fn two_pumps_fill_the_tank_to_the_brim_and_no_further() {
    interleave::model(|| {
        let (one, other, level) = both(&Tank::new(3, 1), |t| t.fill(2), |t| t.fill(1));
        assert!(
            level == 3,
            "3 litres were pumped into a tank with room for 2, but the gauge shows {level} of 3"
        );
        assert!(
            one + other == 2,
            "there was room for 2 litres, but the pumps say that {one} and {other} went in"
        );
    });
}

#[test]
fn two_who_draw_share_what_there_is() {
    interleave::model(|| {
        let (one, other, level) = both(&Tank::new(9, 3), |t| t.draw(2), |t| t.draw(2));
        assert!(one + other == 3, "there were 3 litres, but {one} and {other} were drawn");
        assert!(level == 0, "everything was drawn, but the gauge shows {level}");
    });
}

#[test]
fn the_gauge_shows_a_level_that_was_there() {
    interleave::model(|| {
        let (_, shown, level) = both(&Tank::new(10, 5), |t| t.fill(2), Tank::level);
        assert!(
            shown == 5 || shown == 7,
            "there were 5 litres, and then 7, but the gauge has shown {shown}"
        );
        assert!(level == 7, "2 litres were pumped in to the 5, but the gauge shows {level}");
        let (_, shown, level) = both(&Tank::new(10, 5), |t| t.draw(2), Tank::level);
        assert!(
            shown == 5 || shown == 3,
            "there were 5 litres, and then 3, but the gauge has shown {shown}"
        );
        assert!(level == 3, "2 litres of 5 were drawn, but the gauge shows {level}");
    });
}

#[test]
fn what_the_gauge_shows_can_be_relied_on_by_whoever_is_alone_on_that_side() {
    interleave::model(|| {
        let pumps = |tank: &Tank| if tank.level() < 5 { tank.fill(1) } else { 1 };
        let (_, filled, _) = both(&Tank::new(5, 5), |t| t.draw(1), pumps);
        assert!(
            filled == 1,
            "the gauge has shown room, and nobody else pumps, but nothing went in"
        );
        let draws = |tank: &Tank| if tank.level() > 0 { tank.draw(1) } else { 1 };
        let (_, drawn, _) = both(&Tank::new(5, 0), |t| t.fill(1), draws);
        assert!(
            drawn == 1,
            "the gauge has shown water, and nobody else draws, but nothing came out"
        );
    });
}

#[test]
fn a_tank_holds_what_it_can_and_gives_what_it_has() {
    interleave::model(|| {
        let (tank, other) = (Tank::new(10, 4), Tank::new(10, 1));
        assert_eq!(tank.fill(u32::MAX), 6, "there is room for 6 litres");
        assert_eq!(tank.fill(1), 0, "the tank is full");
        assert_eq!(tank.draw(3), 3, "there is enough");
        assert_eq!(tank.level(), 7, "3 litres of 10 were drawn");
        assert_eq!(tank.draw(u32::MAX), 7, "no more than 7 litres are there");
        assert_eq!(tank.draw(1), 0, "the tank is empty");
        assert_eq!(other.level(), 1, "another tank has a level of its own");
    });
}

#[test]
fn no_tank_starts_with_more_than_it_holds() {
    interleave::model(|| {
        assert_eq!(Tank::new(3, 3).level(), 3, "a tank may be full from the start");
        let too_much = catch_unwind(|| Tank::new(3, 4).level());
        assert!(too_much.is_err(), "4 litres were put into a tank for 3");
    });
}

/// How many orders there are to tell apart when each of so many threads pumps at a tank of its own.
fn orders(tanks: usize) -> u64 {
    let verdict = Checker::new().order_only().check(|| {
        let tanks: Vec<_> = (0..tanks).map(|_| Tank::new(10, 5)).collect();
        thread::scope(|s| {
            for tank in &tanks {
                s.spawn(|| tank.fill(1));
            }
        });
    });
    match verdict {
        Verdict::Holds(explored) => explored.interleavings(),
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    }
}

#[test]
fn nobody_waits_for_somebody_at_another_tank() {
    let (one, two) = (orders(1), orders(2));
    assert!(
        two <= one * one,
        "right, but poor: two threads have a tank each, and it matters which of them comes first; what do the tanks \
         have in common?"
    );
}

/// Without this, a tank made of std's own types would pass other tests, unseen.
#[test]
fn the_explorer_sees_what_the_tank_does() {
    let outcomes = Checker::new()
        .order_only()
        .outcomes(|| both(&Tank::new(3, 1), |t| t.fill(2), |t| t.fill(1)));
    assert!(
        outcomes.values().count() > 1,
        "Either pump can be first, but the explorer found only one result: it sees nothing of std's own types. Take \
         the lock from `lock.rs`, or atomics and locks from `interleave::sync`."
    );
}
