//! right: it asks for all outcomes, and compares them outside the explorer

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

use std::collections::{BTreeMap, BTreeSet};

use interleave::{Checker, model, thread};

pub use stock::{New, Stock};

type Seen = BTreeMap<u64, u32>;

fn set(stock: &dyn Stock, article: u64, amount: Option<u32>) {
    stock.with(article, &mut |now| *now = amount);
}

/// Every snapshot that can be taken while a clerk makes these changes, of which there is a thread for each part.
fn snapshots(new: New, shards: usize, parts: &[&[(u64, Option<u32>)]]) -> BTreeSet<Seen> {
    let few = Checker::new().max_preemptions(3);
    let found = few.outcomes(|| {
        let stock = new(shards);
        let stock = &*stock;
        thread::scope(|s| {
            let mut before: Option<thread::ScopedJoinHandle<'_, ()>> = None;
            for part in parts {
                let earlier = before.take();
                before = Some(s.spawn(move || {
                    if let Some(earlier) = earlier {
                        earlier.join().unwrap();
                    }
                    part.iter().for_each(|&(article, amount)| set(stock, article, amount));
                }));
            }
            stock.snapshot()
        })
    });
    found.values().cloned().collect()
}

/// What there was between two changes, from the beginning to the end.
fn moments(parts: &[&[(u64, Option<u32>)]]) -> BTreeSet<Seen> {
    let mut now = Seen::new();
    let mut all = BTreeSet::from([now.clone()]);
    for &(article, amount) in parts.iter().copied().flatten() {
        match amount {
            Some(amount) => now.insert(article, amount),
            None => now.remove(&article),
        };
        all.insert(now.clone());
    }
    all
}

pub fn test(new: New) {
    let programs: [(usize, &[&[(u64, Option<u32>)]]); 6] = [
        (3, &[&[(0, Some(1)), (1, Some(0)), (2, Some(3))]]),
        (3, &[&[(2, Some(1)), (1, Some(2)), (0, Some(3))]]),
        (3, &[&[(1, Some(1)), (0, Some(2)), (2, Some(3))]]),
        (3, &[&[(2, Some(1)), (0, Some(2)), (1, Some(3))]]),
        (
            2,
            &[
                &[(0, Some(1)), (1, Some(1))],
                &[(1, None), (0, None)],
                &[(0, Some(1)), (1, Some(1))],
            ],
        ),
        (2, &[&[(0, Some(1))], &[(0, Some(2)), (0, None)]]),
    ];
    for (shards, parts) in programs {
        assert!(
            snapshots(new, shards, parts).is_subset(&moments(parts)),
            "a moment that never was"
        );
    }
    // Changes before the snapshot are in it, whatever goes on in these shards.
    model(|| {
        let stock = new(2);
        set(&*stock, 0, Some(1));
        set(&*stock, 1, Some(0));
        thread::scope(|s| {
            s.spawn(|| set(&*stock, 0, Some(2)));
            s.spawn(|| set(&*stock, 1, Some(2)));
            assert!(stock.snapshot().into_keys().eq([0, 1]));
        });
        set(&*stock, 0, None);
        assert_eq!(stock.snapshot(), Seen::from([(1, 2)]));
    });
    // Two changes of one article, two snapshots at the same time.
    Checker::new().max_preemptions(2).model(|| {
        let stock = new(2);
        let more = || stock.with(1, &mut |now| *now = Some(now.unwrap_or(0) + 1));
        thread::scope(|s| {
            s.spawn(more);
            s.spawn(|| stock.snapshot());
            more();
            stock.snapshot();
        });
        assert_eq!(stock.snapshot(), Seen::from([(1, 2)]));
    });
    for (shards, held, used) in
        [(2, 0, 1), (2, 1, 0), (3, 0, 1), (3, 1, 2), (3, 2, 0), (3, 1 << 32, 0), (3, 3, 2)]
    {
        model(|| {
            let stock = new(shards);
            stock.with(held, &mut |_| {
                thread::scope(|s| s.spawn(|| set(&*stock, used, Some(1))).join().unwrap());
            });
        });
    }
}
