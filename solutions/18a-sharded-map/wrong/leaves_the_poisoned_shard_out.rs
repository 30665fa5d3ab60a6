//! rejected: assertion — after a panic a snapshot says nothing, and leaves out a whole shard
//! by: a_panic_disturbs_no_other_shard

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
        let guards: Vec<_> = self.shards.iter().filter_map(|shard| shard.lock().ok()).collect();
        guards.iter().flat_map(|articles| articles.iter().map(|(&a, &n)| (a, n))).collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
