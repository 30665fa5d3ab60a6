//! rejected: deadlock — two snapshots begin at different shards, and wait for each other
//! by: a_snapshot_shows_what_was_there_even_while_another_snapshot_is_under_way, snapshots_and_clerks_never_wait_in_a_circle, snapshots_never_wait_in_a_circle_while_the_stock_changes, two_clerks_at_two_desks_are_seen_in_one_order

use std::collections::BTreeMap;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
    turn: AtomicUsize,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect(), turn: AtomicUsize::new(0) }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let mut articles = self.shard(article).lock().unwrap();
        let mut amount = articles.remove(&article);
        let result = work(&mut amount);
        if let Some(amount) = amount {
            articles.insert(article, amount);
        }
        result
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let (first, count) = (self.turn.fetch_add(1, Relaxed), self.shards.len());
        let guards: Vec<_> =
            (0..count).map(|n| self.shards[(first + n) % count].lock().unwrap()).collect();
        guards
            .iter()
            .flat_map(|guard| guard.iter().map(|(&article, &amount)| (article, amount)))
            .collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
