//! The stock of a warehouse, spread over several locks.

use std::collections::BTreeMap;

use interleave::sync::{Mutex, MutexGuard};

/// How many of each article there are. Articles have numbers.
pub struct Stock {
    /// Article `n` is in the shard with the number `n % shards.len()`. A thread that holds several of these locks has
    /// acquired them in the order in which they stand here.
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
}

impl Stock {
    /// An empty stock with so many shards. There is at least one.
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect() }
    }

    /// Calls `work` with what there is of an article, and returns what it returns. `None` means that the article isn't in
    /// stock at all, which isn't the same as `Some(0)`. What `work` leaves there is there from now on.
    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let mut articles = self.shard(article).lock().unwrap();
        let mut amount = articles.remove(&article);
        let result = work(&mut amount);
        if let Some(amount) = amount {
            articles.insert(article, amount);
        }
        result
    }

    /// Everything that is in stock, at one moment.
    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let guards: Vec<MutexGuard<'_, _>> =
            self.shards.iter().map(|shard| shard.lock().unwrap()).collect();
        // From here on this thread holds all the locks, so this is the moment.
        let mut all = BTreeMap::new();
        for articles in &guards {
            all.extend(articles.iter());
        }
        all
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        // The remainder is smaller than the number of shards, which is a `usize`.
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
