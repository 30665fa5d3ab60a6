//! Philosophers at tables of several sizes, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one kind of seat: every seat of each table; neighbours, and seats that share no fork.
//! - 2, the first time only: `they_can_come_again`, also more often than a `u8` can count.
//! - 3, one size of table: 2, 3 and 4 seats.
//! - 4, std's types: refused in all exercises.
//! - 5, waiting for others without a reason: `two_who_share_no_fork_can_eat_together`, also after another's meal, and
//!   `tables_have_nothing_to_do_with_each_other`, even if a philosopher is waiting at one of them.
//! - 6, the boundary: the smallest table, with two seats that share both forks.
//! - 8, only the first of several waiters sleeps: `all_who_wait_sleep`.

use interleave::sync::Condvar;
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::trace::{Failure, Operation};
use interleave::{Checker, Verdict, thread};
use philosophers::Table;

/// At a table with this many seats, philosophers at the first few of them have this many meals each.
fn dine(seats: usize, philosophers: usize, meals: u32) {
    let table = Table::new(seats);
    thread::scope(|s| {
        for seat in 0..philosophers {
            let table = &table;
            s.spawn(move || (0..meals).for_each(|_| table.dine(seat, || ())));
        }
    });
    let times: u32 = table.times().iter().sum();
    let expected = 2 * meals * philosophers as u32;
    assert!(
        times == expected,
        "{philosophers} philosophers had {meals} meals each, and picked up a fork {times} times, not {expected}"
    );
}

/// All interleavings, or as many as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(500)
}

#[test]
fn two_philosophers_finish() {
    in_time().model(|| dine(2, 2, 1));
}

#[test]
fn three_philosophers_finish() {
    in_time().model(|| dine(3, 3, 1));
}

#[test]
fn four_philosophers_finish() {
    in_time().model(|| dine(4, 4, 1));
}

#[test]
fn they_can_come_again() {
    in_time().model(|| dine(2, 2, 2));
    in_time().max_preemptions(2).model(|| dine(3, 3, 2));
    in_time().model(|| dine(2, 1, 300));
}

/// Two philosophers at a table with this many seats, who share a fork.
fn neighbours(seats: usize, one: usize, other: usize) {
    let (table, eating) = (Table::new(seats), AtomicU32::new(0));
    thread::scope(|s| {
        for seat in [one, other] {
            let (table, eating) = (&table, &eating);
            s.spawn(move || {
                table.dine(seat, || {
                    let others = eating.fetch_add(1, SeqCst);
                    assert!(others == 0, "seats {one} and {other} share a fork, and both eat");
                    eating.fetch_sub(1, SeqCst);
                });
            });
        }
    });
}

#[test]
fn neighbours_never_eat_at_the_same_time() {
    for (seats, one, other) in
        [(2, 0, 1), (3, 0, 1), (3, 1, 2), (3, 2, 0), (4, 0, 1), (4, 1, 2), (4, 2, 3), (4, 3, 0)]
    {
        in_time().model(|| neighbours(seats, one, other));
    }
}

/// Where two threads meet: neither goes on before the other has come.
#[derive(Default)]
struct Meeting {
    there: Mutex<u32>,
    changed: Condvar,
}

impl Meeting {
    fn meet(&self) {
        let mut there = self.there.lock().unwrap();
        *there += 1;
        self.changed.notify_all();
        while *there < 2 {
            there = self.changed.wait(there).unwrap();
        }
    }
}

/// Two philosophers eat, and neither finishes before the other has begun.
fn together(seats: usize, one: usize, other: usize) {
    let (table, meeting) = (&Table::new(seats), &Meeting::default());
    thread::scope(|s| {
        for seat in [one, other] {
            s.spawn(move || table.dine(seat, || meeting.meet()));
        }
    });
}

#[test]
fn two_who_share_no_fork_can_eat_together() {
    for (seats, one, other) in [(4, 0, 2), (4, 1, 3), (5, 4, 1), (6, 0, 3)] {
        in_time().model(|| together(seats, one, other));
    }
}

#[test]
fn two_who_came_during_a_meal_can_eat_together_after_it() {
    in_time().model(|| {
        let (table, meeting) = (&Table::new(4), &Meeting::default());
        thread::scope(|s| {
            // Main eats at seat 0, and the other two come. Each of them waits for a fork of main's.
            table.dine(0, || {
                for seat in [1, 3] {
                    s.spawn(move || table.dine(seat, || meeting.meet()));
                }
            });
        });
    });
}

#[test]
fn tables_have_nothing_to_do_with_each_other() {
    in_time().model(|| {
        let (tables, meeting) = (&[Table::new(2), Table::new(3)], &Meeting::default());
        thread::scope(|s| {
            for table in tables {
                s.spawn(move || table.dine(0, || meeting.meet()));
            }
        });
    });
    in_time().model(|| {
        let [here, there] = &[Table::new(2), Table::new(2)];
        thread::scope(|s| {
            // Main's meal ends when the one at the other table has ended. Meanwhile A waits for main's forks.
            here.dine(0, || {
                s.spawn(|| here.dine(1, || ()));
                s.spawn(|| there.dine(0, || ())).join().unwrap();
            });
        });
    });
}

#[test]
fn forks_are_in_hand_until_the_meal_is_over() {
    for seats in [2, 3] {
        for seat in 0..seats {
            in_time().model(|| {
                let (table, over) = (&Table::new(seats), &AtomicU32::new(0));
                thread::scope(|s| {
                    table.dine(seat, || {
                        s.spawn(move || {
                            // Waits until each fork has been on the table.
                            table.times();
                            let over = over.load(SeqCst) == 1;
                            assert!(over, "while main eats at seat {seat} of {seats}, its forks are on the table");
                        });
                        over.store(1, SeqCst);
                    });
                });
            });
        }
    }
}

#[test]
fn all_who_wait_sleep() {
    for seats in [2, 3] {
        // Main never finishes its meal, so all others wait for good.
        let verdict = in_time().check(|| {
            let (table, meeting) = (&Table::new(seats), &Meeting::default());
            thread::scope(|s| {
                table.dine(0, || {
                    (1..seats).for_each(|seat| _ = s.spawn(move || table.dine(seat, || ())));
                    meeting.meet();
                });
            });
        });
        let Verdict::Fails(stuck) = verdict else { panic!("neighbours eat at the same time") };
        let sleeps = matches!(stuck.failure, Failure::Deadlock { .. } | Failure::LostWakeup { .. });
        assert!(sleeps, "main eats for good, and the others should sleep\n{stuck}");
    }
}

#[test]
fn a_philosopher_who_waits_sleeps() {
    in_time().model(|| dine(3, 3, 1));
    let Verdict::Holds(explored) = in_time().check(|| dine(3, 3, 1)) else { return };
    let tries = explored.most(Operation::TryLockFailed);
    assert!(tries == 0, "a philosopher who has to wait tried {tries} times to pick up a fork");
    let naps = explored.most(Operation::Sleep) + explored.most(Operation::Yield);
    assert!(naps == 0, "a philosopher waits for forks, and for nothing else");
}

#[test]
fn the_meal_is_returned_and_the_forks_are_put_back() {
    interleave::model(|| {
        let table = Table::new(3);
        for seat in 0..3 {
            let meal = String::from("noodles");
            assert_eq!(table.dine(seat, || meal), "noodles");
        }
        assert_eq!(table.times(), [2, 2, 2]);
    });
}
