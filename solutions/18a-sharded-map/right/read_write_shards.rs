//! right: shards are read-write locks, so that snapshots share them

use std::collections::BTreeMap;

use interleave::sync::RwLock;

pub struct Stock {
    shards: Box<[RwLock<BTreeMap<u64, u32>>]>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| RwLock::default()).collect() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let number = article % self.shards.len() as u64;
        book(&mut self.shards[number as usize].write().unwrap(), article, work)
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let guards: Vec<_> = self.shards.iter().map(|shard| shard.read().unwrap()).collect();
        guards
            .iter()
            .flat_map(|guard| guard.iter().map(|(&article, &amount)| (article, amount)))
            .collect()
    }
}

fn book<R>(
    articles: &mut BTreeMap<u64, u32>,
    article: u64,
    work: impl FnOnce(&mut Option<u32>) -> R,
) -> R {
    let mut amount = articles.remove(&article);
    let result = work(&mut amount);
    if let Some(amount) = amount {
        articles.insert(article, amount);
    }
    result
}
