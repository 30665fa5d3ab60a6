//! rejected: assertion — no thread changes anything while a snapshot is taken
//! by: a_snapshot_that_misses_something_or_waits_forever_is_refused, a_torn_snapshot_is_refused

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

use std::collections::BTreeMap;

use interleave::{Checker, model, thread};

pub use stock::{New, Stock};

/// Returns if the stocks that `new` makes are right, and panics if they are wrong.
pub fn test(new: New) {
    model(|| what_is_put_in_is_there_until_it_is_taken_out(new));
    for (shards, one, other) in [(2, 0, 1), (3, 1, 2), (3, 0, 2), (3, 0, 1 << 32)] {
        model(|| articles_in_different_shards_do_not_wait(new, shards, one, other));
        model(|| articles_in_different_shards_do_not_wait(new, shards, other, one));
    }
    model(|| two_clerks_with_one_article_lose_nothing(new));
    Checker::new().max_preemptions(2).model(|| snapshots_do_not_wait_for_each_other(new));
}

fn what_is_put_in_is_there_until_it_is_taken_out(new: New) {
    let stock = new(3);
    for (article, amount) in [(0, Some(0)), (1, Some(5)), (2, Some(7)), (2, None)] {
        stock.with(article, &mut |now| *now = amount);
    }
    let expected = BTreeMap::from([(0, 0), (1, 5)]);
    assert_eq!(stock.snapshot(), expected);
    stock.with(0, &mut |now| assert_eq!(now.take(), Some(0)));
    stock.with(2, &mut |now| assert_eq!(*now, None));
    assert_eq!(stock.snapshot(), BTreeMap::from([(1, 5)]));
}

fn articles_in_different_shards_do_not_wait(new: New, shards: usize, held: u64, used: u64) {
    let stock = new(shards);
    stock.with(held, &mut |_| {
        // This thread has its article until the other one is done.
        thread::scope(|s| _ = s.spawn(|| add(&*stock, used)));
    });
    assert_eq!(stock.snapshot(), BTreeMap::from([(used, 1)]));
}

fn two_clerks_with_one_article_lose_nothing(new: New) {
    let stock = new(2);
    thread::scope(|s| {
        s.spawn(|| add(&*stock, 1));
        s.spawn(|| add(&*stock, 1));
    });
    assert_eq!(stock.snapshot(), BTreeMap::from([(1, 2)]));
}

fn snapshots_do_not_wait_for_each_other(new: New) {
    let stock = new(2);
    thread::scope(|s| {
        s.spawn(|| stock.snapshot());
        s.spawn(|| add(&*stock, 1));
        stock.snapshot();
    });
    assert_eq!(stock.snapshot(), BTreeMap::from([(1, 1)]));
}

/// Puts one more of an article into stock.
fn add(stock: &dyn Stock, article: u64) {
    stock.with(article, &mut |now| *now = Some(now.unwrap_or(0) + 1));
}
