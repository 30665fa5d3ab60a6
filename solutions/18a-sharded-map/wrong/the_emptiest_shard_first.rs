//! rejected: deadlock — the order of locking depends on what is in stock, and two snapshots find different orders
//! by: a_snapshot_shows_what_was_there_even_while_another_snapshot_is_under_way, snapshots_never_wait_in_a_circle_while_the_stock_changes

use std::collections::BTreeMap;

use interleave::sync::Mutex;

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect() }
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
        let mut order: Vec<_> = self.shards.iter().collect();
        order.sort_by_key(|shard| shard.lock().unwrap().len());
        let guards: Vec<_> = order.iter().map(|shard| shard.lock().unwrap()).collect();
        guards.iter().flat_map(|guard| guard.iter().map(|(&n, &amount)| (n, amount))).collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
