//! Clerks at all desks, and a boss who looks at them, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations: articles are booked up and down while the snapshot is taken; every shard is held
//!   while every other one is used.
//! - 2, the first time only: articles come, go and come back; every stock is used again at the end; a snapshot is taken after
//!   one that panicked.
//! - 3, one kind of data: an article that isn't there, one of which there are none.
//! - 4, std's types: refused in all exercises.
//! - 5, "asleep": for one shard, and for the next one after a wait; after a panic.
//! - 6, the boundary: one shard, three, more shards than articles; articles that differ only in the upper half of their bits,
//!   and the greatest one.
//! - 8, several waiters: two wait for the same shard, while others go on, and while `work` panics.
//! - one snapshot for two callers: `a_snapshot_shows_what_was_there_even_while_another_snapshot_is_under_way`.
//! - a panic that forgets those who wait: `a_panic_leaves_no_thread_waiting`.
//! - one lock for two stocks: `two_stocks_have_nothing_to_do_with_each_other`, while a snapshot of one of them waits.

use std::collections::BTreeMap;
use std::panic::panic_any;

use interleave::sync::Barrier;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, Verdict, thread};
use sharded_map::Stock;

/// Puts more of an article into stock.
fn add(stock: &Stock, article: u64, amount: u32) {
    stock.with(article, |now| *now = Some(now.unwrap_or(0) + amount));
}

/// Takes all of an article out of the stock.
fn clear(stock: &Stock, article: u64) {
    stock.with(article, |now| *now = None);
}

#[track_caller]
fn check_stock(stock: &Stock, expected: &[(u64, u32)]) {
    let (seen, expected) = (stock.snapshot(), BTreeMap::from_iter(expected.iter().copied()));
    assert!(seen == expected, "the snapshot is {seen:?}; in stock is {expected:?}");
}

#[test]
fn what_is_put_in_is_there_until_it_is_taken_out() {
    interleave::model(|| {
        for shards in [1, 2, 3, 8] {
            let stock = Stock::new(shards);
            check_stock(&stock, &[]);
            for _ in 0..2 {
                assert_eq!(stock.with(7, |now| now.replace(0)), None);
                check_stock(&stock, &[(7, 0)]);
                assert_eq!(stock.with(7, |now| now.replace(5)), Some(0));
                for article in [0, 1, 2, u64::MAX] {
                    add(&stock, article, 1);
                }
                check_stock(&stock, &[(0, 1), (1, 1), (2, 1), (7, 5), (u64::MAX, 1)]);
                assert_eq!(stock.with(7, |now| now.take()), Some(5));
                assert_eq!(stock.with(8, |now| *now), None);
                check_stock(&stock, &[(0, 1), (1, 1), (2, 1), (u64::MAX, 1)]);
                [0, 1, 2, u64::MAX].into_iter().for_each(|article| clear(&stock, article));
            }
        }
    });
}

#[test]
fn articles_in_different_shards_do_not_wait_for_each_other() {
    let far = u64::from(u32::MAX) + 1;
    let pairs =
        [(2, 0, 1), (2, 7, 4), (3, 0, 1), (3, 1, 2), (3, 2, 0), (3, 0, far), (5, 4, u64::MAX)];
    for (shards, one, other) in pairs {
        for (held, used) in [(one, other), (other, one)] {
            interleave::model(|| {
                let stock = Stock::new(shards);
                add(&stock, used, 1);
                stock.with(held, |now| {
                    *now = Some(3);
                    // This clerk is not done before the other one is.
                    thread::scope(|s| {
                        s.spawn(|| add(&stock, used, 1));
                    });
                });
                check_stock(&stock, &[(held, 3), (used, 2)]);
            });
        }
    }
}

#[test]
fn clerks_who_wait_for_one_shard_hold_up_no_other_shard() {
    Checker::new().max_preemptions(1).model(|| {
        let stock = Stock::new(3);
        thread::scope(|s| {
            stock.with(0, |now| {
                *now = Some(1);
                s.spawn(|| add(&stock, 0, 1));
                s.spawn(|| add(&stock, 3, 1));
                let others = s.spawn(|| {
                    add(&stock, 1, 1);
                    add(&stock, 2, 1);
                });
                others.join().unwrap();
            });
        });
        check_stock(&stock, &[(0, 2), (1, 1), (2, 1), (3, 1)]);
    });
}

#[test]
fn two_clerks_with_articles_in_one_shard_lose_nothing() {
    for (shards, one, other) in [(1, 0, 1), (2, 1, 3), (3, 4, 4)] {
        interleave::model(|| {
            let stock = Stock::new(shards);
            let inside = AtomicU32::new(0);
            let book = |article| {
                for _ in 0..2 {
                    stock.with(article, |now| {
                        let others = inside.fetch_add(1, SeqCst);
                        assert!(
                            others == 0,
                            "two clerks are at one desk: {one} and {other} of {shards}"
                        );
                        *now = Some(now.unwrap_or(0) + 1);
                        inside.fetch_sub(1, SeqCst);
                    });
                }
            };
            thread::scope(|s| {
                s.spawn(|| book(one));
                s.spawn(|| book(other));
            });
            match one == other {
                true => check_stock(&stock, &[(one, 4)]),
                false => check_stock(&stock, &[(one, 2), (other, 2)]),
            }
        });
    }
}

/// Articles came into stock in this order, and left it in the opposite one. So a later one is never there without those
/// before it.
#[track_caller]
fn check_was_once(seen: &BTreeMap<u64, u32>, articles: &[u64]) {
    let mut rest = articles.iter().skip_while(|article| seen.contains_key(article));
    let missing = rest.next();
    if let (Some(early), Some(late)) = (missing, rest.find(|article| seen.contains_key(article))) {
        panic!(
            "article {late} comes into stock after {early} and leaves before it; the snapshot shows {late} and not {early}, \
             and the stock was never like this"
        );
    }
}

#[test]
fn a_snapshot_shows_what_was_there_at_one_moment() {
    let of_two: [&[u64]; 4] = [&[0, 1], &[1, 0], &[3, 0], &[2, 1]];
    let of_three: [&[u64]; 4] = [&[0, 1, 2], &[2, 1, 0], &[1, 0, 2], &[2, 0, 1]];
    for (shards, orders) in [(2, of_two), (3, of_three)] {
        for articles in orders {
            Checker::new().max_preemptions(2).model(|| {
                let stock = Stock::new(shards);
                thread::scope(|s| {
                    s.spawn(|| articles.iter().for_each(|&article| add(&stock, article, 1)));
                    check_was_once(&stock.snapshot(), articles);
                });
            });
        }
    }
}

#[test]
fn a_snapshot_is_not_misled_by_articles_that_come_back() {
    for articles in [[0, 1], [1, 0]] {
        Checker::new().max_preemptions(3).model(|| {
            let stock = Stock::new(2);
            thread::scope(|s| {
                let puts = || articles.iter().for_each(|&article| add(&stock, article, 1));
                // One clerk after the other: in, out, and in again.
                let first = s.spawn(puts);
                let stock = &stock;
                let second = s.spawn(move || {
                    first.join().unwrap();
                    articles.iter().rev().for_each(|&article| clear(stock, article));
                });
                s.spawn(move || {
                    second.join().unwrap();
                    puts();
                });
                check_was_once(&stock.snapshot(), &articles);
            });
        });
    }
}

#[test]
fn a_snapshot_shows_what_was_there_before_it_was_asked_for() {
    interleave::model(|| {
        let stock = Stock::new(2);
        add(&stock, 0, 1);
        add(&stock, 1, 1);
        thread::scope(|s| {
            s.spawn(|| add(&stock, 0, 1));
            s.spawn(|| add(&stock, 1, 1));
            let seen = stock.snapshot();
            let all = [0, 1].iter().all(|article| seen.contains_key(article));
            assert!(all, "both articles were in stock before, and the snapshot is {seen:?}");
        });
        check_stock(&stock, &[(0, 2), (1, 2)]);
    });
}

#[test]
fn a_snapshot_shows_what_was_there_even_while_another_snapshot_is_under_way() {
    for article in [0, 1] {
        Checker::new().max_preemptions(2).model(|| {
            let stock = Stock::new(2);
            thread::scope(|s| {
                s.spawn(|| stock.snapshot());
                add(&stock, article, 1);
                let seen = stock.snapshot();
                assert!(
                    seen.contains_key(&article),
                    "article {article} was put in before this snapshot was asked for, perhaps while another one was under \
                     way, and the snapshot is {seen:?}: it shows an earlier moment than its call"
                );
            });
        });
    }
}

#[test]
fn two_clerks_at_two_desks_are_seen_in_one_order() {
    // If one snapshot shows A's article and not B's, no other one may show B's and not A's.
    Checker::new().max_preemptions(1).model(|| {
        let stock = Stock::new(2);
        let seen = thread::scope(|s| {
            s.spawn(|| add(&stock, 0, 1));
            s.spawn(|| add(&stock, 1, 1));
            let boss = s.spawn(|| stock.snapshot());
            [stock.snapshot(), boss.join().unwrap()]
        });
        let only =
            |article: u64| seen.iter().any(|one| one.len() == 1 && one.contains_key(&article));
        assert!(
            !(only(0) && only(1)),
            "one snapshot shows only article 0, and the other only article 1: {seen:?}"
        );
    });
}

#[test]
fn snapshots_and_clerks_never_wait_in_a_circle() {
    Checker::new().max_preemptions(1).model(|| {
        let stock = Stock::new(3);
        thread::scope(|s| {
            s.spawn(|| stock.snapshot());
            s.spawn(|| {
                add(&stock, 2, 1);
                add(&stock, 0, 1);
            });
            stock.snapshot();
        });
        check_stock(&stock, &[(0, 1), (2, 1)]);
    });
}

#[test]
fn snapshots_never_wait_in_a_circle_while_the_stock_changes() {
    for article in [0, 1] {
        Checker::new().order_only().max_preemptions(2).model(|| {
            let stock = Stock::new(2);
            thread::scope(|s| {
                s.spawn(|| stock.snapshot());
                s.spawn(|| add(&stock, article, 1));
                stock.snapshot();
            });
        });
    }
}

#[test]
fn a_panic_disturbs_no_other_shard() {
    interleave::model(|| {
        let stock = Stock::new(2);
        add(&stock, 1, 1);
        add(&stock, 2, 1);
        thread::scope(|s| {
            let clerk = s.spawn(|| stock.with(0, |_| panic_any("on purpose")));
            assert!(clerk.join().is_err());
        });
        add(&stock, 1, 1);
        assert_eq!(stock.with(3, |now| now.replace(1)), None);
        assert_eq!(stock.with(1, |now| *now), Some(2));
        // A snapshot may panic now, and then any other call as well. But they end, and a snapshot that returns is complete.
        for _ in 0..2 {
            let Ok(mut seen) = thread::scope(|s| s.spawn(|| stock.snapshot()).join()) else {
                continue;
            };
            seen.remove(&0);
            assert!(
                seen == BTreeMap::from([(1, 2), (2, 1), (3, 1)]),
                "`work` has panicked for article 0; in stock are 2 of article 1, and 1 each of 2 and 3; a snapshot may panic \
                 then, but this one returned {seen:?}"
            );
        }
        for article in [0, 1] {
            thread::scope(|s| _ = s.spawn(|| clear(&stock, article)).join());
        }
    });
}

#[test]
fn a_panic_leaves_no_thread_waiting() {
    let clerk: fn(&Stock) = |stock| clear(stock, 0);
    let neighbour: fn(&Stock) = |stock| clear(stock, 2);
    let boss: fn(&Stock) = |stock| _ = stock.snapshot();
    let waiters: [&[fn(&Stock)]; 5] =
        [&[clerk], &[neighbour], &[boss], &[clerk, neighbour], &[neighbour, boss]];
    for calls in waiters {
        Checker::new().max_preemptions(1).model(|| {
            let stock = Stock::new(2);
            thread::scope(|s| {
                let panics = s.spawn(|| stock.with(0, |_| panic_any("on purpose")));
                let waits: Vec<_> = calls.iter().map(|call| s.spawn(|| call(&stock))).collect();
                assert!(panics.join().is_err());
                // They may panic as well, but they end.
                waits.into_iter().for_each(|waits| _ = waits.join());
            });
        });
    }
}

#[test]
fn two_stocks_have_nothing_to_do_with_each_other() {
    interleave::model(|| {
        let (stock, other) = (Stock::new(2), Stock::new(2));
        thread::scope(|s| {
            stock.with(0, |now| {
                *now = Some(1);
                // This snapshot may wait for main. The other stock has to do with neither.
                s.spawn(|| stock.snapshot());
                thread::scope(|s| {
                    s.spawn(|| add(&other, 0, 5));
                });
                check_stock(&other, &[(0, 5)]);
            });
        });
        check_stock(&stock, &[(0, 1)]);
    });
}

/// A thread waits for what main never gives back. If it waits, it's asleep. Only a snapshot needn't wait.
#[track_caller]
fn check_asleep(need_not: bool, checker: &Checker, program: impl Fn()) {
    let awake = "main holds an article forever, and a thread that waits for that isn't asleep";
    match checker.try_check(program) {
        Ok(Verdict::Fails(found)) => {
            let asleep = matches!(found.kind(), "deadlock" | "lost_wakeup");
            assert!(asleep, "{awake}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => {
            assert!(need_not, "main holds article 0, and a clerk at the same desk didn't wait");
        }
        Err(problem) => panic!("{awake}: {problem}"),
    }
}

#[test]
fn threads_that_wait_are_asleep() {
    // Two clerks, and the boss.
    let waiters: [fn(&Stock); 3] =
        [|stock| add(stock, 0, 1), |stock| add(stock, 2, 1), |stock| _ = stock.snapshot()];
    for (number, waits) in waiters.into_iter().enumerate() {
        check_asleep(number == 2, &Checker::new().order_only(), || {
            let stock = Stock::new(2);
            stock.with(0, |_| {
                thread::scope(|s| {
                    s.spawn(|| waits(&stock));
                });
            });
        });
    }
}

#[test]
fn a_snapshot_that_has_waited_for_one_shard_is_asleep_while_it_waits_for_the_next() {
    for (first, last) in [(0, 1), (1, 0)] {
        // Nothing preempts a thread here. So main holds the last article and the clerk the first one when the snapshot
        // begins, and it goes on until it waits.
        check_asleep(true, &Checker::new().order_only().max_preemptions(0), || {
            let (stock, begin) = (&Stock::new(2), &Barrier::new(2));
            thread::scope(|s| {
                stock.with(last, |_| {
                    let clerk = s.spawn(move || {
                        stock.with(first, |_| {
                            let boss = s.spawn(move || {
                                begin.wait();
                                stock.snapshot();
                            });
                            begin.wait();
                            boss
                        })
                    });
                    // The first article is free again then, and the last one isn't.
                    clerk.join().unwrap().join().unwrap();
                });
            });
        });
    }
}
