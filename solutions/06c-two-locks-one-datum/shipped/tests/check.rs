//! Fills and draws at the same time, and reads the gauge.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only one of two operations is tested: `fill` races with `draw`, `fill` with `fill`, `draw` with `draw`, and each of
//!   both with `level`;
//! - std's types for the level, or an atomic beside the locks: `every_method_uses_one_and_the_same_lock`;
//! - numbers that stay small: `fill_stops_at_the_capacity_and_draw_at_zero` goes up to `u32::MAX`.

use std::collections::BTreeSet;
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
fn no_update_is_lost_between_fill_and_draw() {
    interleave::model(|| {
        let (filled, drawn, level) = both(&Tank::new(10, 5), |t| t.fill(2), |t| t.draw(1));
        assert!(filled == 2, "`fill(2)` had room for 2 litres, but returned {filled}");
        assert!(drawn == 1, "`draw(1)` had 5 litres or more, but returned {drawn}");
        assert!(
            level == 6,
            "there were 5 litres, 2 were pumped in and 1 was drawn, but the level is {level}"
        );
    });
}

#[test]
fn two_fills_at_once_never_overfill_the_tank() {
    interleave::model(|| {
        let (one, other, level) = both(&Tank::new(3, 1), |t| t.fill(2), |t| t.fill(1));
        assert!(
            level == 3,
            "two threads filled a tank that had room for 2 litres, but its level is {level} of 3"
        );
        assert!(
            one + other == 2,
            "there was room for 2 litres, but the two calls of `fill` returned {one} and {other}"
        );
    });
}

#[test]
fn two_draws_at_once_never_draw_more_than_there_is() {
    interleave::model(|| {
        let (one, other, level) = both(&Tank::new(9, 3), |t| t.draw(2), |t| t.draw(2));
        assert!(
            one + other == 3,
            "there were 3 litres, but the two calls of `draw` returned {one} and {other}"
        );
        assert!(level == 0, "all 3 litres were drawn, but the level is {level}");
    });
}

#[test]
fn the_gauge_shows_a_level_that_existed() {
    interleave::model(|| {
        let (_, shown, level) = both(&Tank::new(10, 5), |t| t.fill(2), Tank::level);
        assert!(
            shown == 5 || shown == 7,
            "the level was 5 and then 7, but `level` returned {shown}"
        );
        assert!(level == 7, "2 litres were pumped in on top of 5, but the level is {level}");
        let (_, shown, level) = both(&Tank::new(10, 5), |t| t.draw(2), Tank::level);
        assert!(
            shown == 5 || shown == 3,
            "the level was 5 and then 3, but `level` returned {shown}"
        );
        assert!(level == 3, "2 litres of 5 were drawn, but the level is {level}");
    });
}

#[test]
fn room_on_the_gauge_stays_for_the_only_thread_that_fills() {
    interleave::model(|| {
        let pumps = |tank: &Tank| if tank.level() < 5 { tank.fill(1) } else { 1 };
        let (_, filled, _) = both(&Tank::new(5, 5), |t| t.draw(1), pumps);
        assert!(
            filled == 1,
            "`level` showed room and no other thread fills, but `fill(1)` returned 0"
        );
        let draws = |tank: &Tank| if tank.level() > 0 { tank.draw(1) } else { 1 };
        let (_, drawn, _) = both(&Tank::new(5, 0), |t| t.fill(1), draws);
        assert!(
            drawn == 1,
            "`level` showed water and no other thread draws, but `draw(1)` returned 0"
        );
    });
}

#[test]
fn fill_stops_at_the_capacity_and_draw_at_zero() {
    interleave::model(|| {
        let (tank, other) = (Tank::new(10, 4), Tank::new(10, 1));
        assert_eq!(tank.fill(u32::MAX), 6, "there is room for 6 litres");
        assert_eq!(tank.fill(1), 0, "the tank is full");
        assert_eq!(tank.draw(3), 3, "there is enough");
        assert_eq!(tank.level(), 7, "3 litres of 10 were drawn");
        assert_eq!(tank.draw(u32::MAX), 7, "there are no more than 7 litres");
        assert_eq!(tank.draw(1), 0, "the tank is empty");
        assert_eq!(other.level(), 1, "another tank has a level of its own");
        let huge = Tank::new(u32::MAX, u32::MAX - 1);
        assert_eq!(huge.fill(5), 1, "there is room for 1 litre");
        assert_eq!(huge.draw(u32::MAX), u32::MAX, "the tank was full");
        assert_eq!(huge.fill(0) + huge.draw(0) + huge.level(), 0, "the tank is empty");
        let half = Tank::new(u32::MAX, i32::MAX as u32);
        assert_eq!(half.fill(1), 1, "there is room for as much again");
        assert_eq!(half.level(), 1 << 31, "1 litre was pumped in");
        assert_eq!(Tank::new(0, 0).fill(1), 0, "there is no room at all");
    });
}

#[test]
fn new_refuses_more_than_the_capacity() {
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
fn two_tanks_do_not_share_a_lock() {
    let (one, two) = (orders(1), orders(2));
    assert!(
        two <= one * one,
        "right, but poor: two threads fill a tank each, and one waits for the other; what do the tanks share?"
    );
}

/// The locks and atomics that this uses, by name and type.
fn synchronized_with(program: impl Fn(&Tank)) -> BTreeSet<String> {
    let run = interleave::replay("", || program(&Tank::new(10, 5)));
    let used = run.trace.steps.iter().filter_map(|step| step.object);
    let used = used.map(|object| &run.trace.objects[object]);
    used.map(|object| format!("`{}` ({})", object.name, object.kind)).collect()
}

#[test]
fn every_method_uses_one_and_the_same_lock() {
    let fill = |tank: &Tank| _ = tank.fill(1);
    let draw = |tank: &Tank| _ = tank.draw(1);
    let level = |tank: &Tank| _ = tank.level();
    let all = synchronized_with(|tank| {
        fill(tank);
        draw(tank);
        level(tank);
    });
    assert!(
        !all.is_empty(),
        "the explorer sees no step of this tank, so it cannot test it: take the lock from `lock.rs`"
    );
    let is_cell = |object: &&String| object.contains("Cell");
    let is_atomic = |object: &&String| object.contains("(Atomic");
    let list = all.iter().cloned().collect::<Vec<_>>().join(", ");
    let locks = all.iter().filter(|object| !is_cell(object)).count();
    assert!(
        locks == 1,
        "the level should be behind one lock, but `fill`, `draw` and `level` together use {locks} locks or atomics: \
         {list}"
    );
    let owns =
        all.iter().any(|object| is_cell(&object)) || !all.iter().any(|object| is_atomic(&object));
    assert!(
        owns,
        "the level should be in the lock, but no method reads or writes anything through the guard: they use {list}"
    );
    for (name, used) in [
        ("fill", synchronized_with(fill)),
        ("draw", synchronized_with(draw)),
        ("level", synchronized_with(level)),
    ] {
        assert!(used.iter().any(|object| !is_cell(&object)), "`{name}` uses no lock");
    }
}
