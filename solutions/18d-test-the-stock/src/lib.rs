//! A test for stocks that are spread over shards.

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
    model(|| what_was_there_before_is_seen(new));
    for articles in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        model(|| a_snapshot_shows_one_moment(new, articles));
    }
    Checker::new().max_preemptions(3).model(|| articles_that_come_back_tear_nothing(new));
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

fn what_was_there_before_is_seen(new: New) {
    let stock = new(2);
    add(&*stock, 0);
    add(&*stock, 1);
    thread::scope(|s| {
        s.spawn(|| add(&*stock, 0));
        s.spawn(|| add(&*stock, 1));
        assert_eq!(stock.snapshot().len(), 2, "both were there before");
    });
}

fn a_snapshot_shows_one_moment(new: New, articles: [u64; 3]) {
    let stock = new(3);
    thread::scope(|s| {
        s.spawn(|| articles.iter().for_each(|&article| add(&*stock, article)));
        check_was_once(&stock.snapshot(), &articles);
    });
}

fn articles_that_come_back_tear_nothing(new: New) {
    let stock = new(2);
    let stock = &*stock;
    thread::scope(|s| {
        // One thread after the other, so that it takes few preemptions.
        let puts = s.spawn(|| [0, 1].into_iter().for_each(|article| add(stock, article)));
        let takes = s.spawn(move || {
            puts.join().unwrap();
            [1, 0].into_iter().for_each(|article| stock.with(article, &mut |now| *now = None));
        });
        s.spawn(move || {
            takes.join().unwrap();
            [0, 1].into_iter().for_each(|article| add(stock, article));
        });
        check_was_once(&stock.snapshot(), &[0, 1]);
    });
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

/// Articles came in this order, and went in the opposite one: none is there without those before it.
fn check_was_once(seen: &BTreeMap<u64, u32>, articles: &[u64]) {
    let there: Vec<bool> = articles.iter().map(|article| seen.contains_key(article)).collect();
    assert!(
        there.is_sorted_by(|before, after| before >= after),
        "it was never like this: {seen:?}"
    );
}

/// Puts one more of an article into stock.
fn add(stock: &dyn Stock, article: u64) {
    stock.with(article, &mut |now| *now = Some(now.unwrap_or(0) + 1));
}
