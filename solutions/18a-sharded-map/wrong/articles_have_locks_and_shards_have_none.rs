//! rejected: assertion — each article has a lock, so two of one shard are booked at once
//! by: threads_that_wait_are_asleep, two_clerks_with_articles_in_one_shard_lose_nothing

use std::collections::BTreeMap;
use std::sync::Arc;

use interleave::sync::Mutex;

type Article = Arc<Mutex<Option<u32>>>;

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, Article>>>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let number = (article % self.shards.len() as u64) as usize;
        let one = self.shards[number].lock().unwrap().entry(article).or_default().clone();
        work(&mut one.lock().unwrap())
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let shards: Vec<_> = self.shards.iter().map(|shard| shard.lock().unwrap()).collect();
        let articles: Vec<_> = shards.iter().flat_map(|shard| shard.iter()).collect();
        let guards: Vec<_> = articles.iter().map(|(n, one)| (**n, one.lock().unwrap())).collect();
        guards.iter().filter_map(|(n, amount)| Some((*n, (**amount)?))).collect()
    }
}
