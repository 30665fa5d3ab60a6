//! rejected: assertion — each change is copied to a second map, and the copies overtake each other
//! by: clerks_who_wait_for_one_shard_hold_up_no_other_shard, two_clerks_with_articles_in_one_shard_lose_nothing

use std::collections::BTreeMap;

use interleave::sync::Mutex;

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
    all: Mutex<BTreeMap<u64, u32>>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect(), all: Mutex::default() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let mut articles = self.shard(article).lock().unwrap();
        let mut amount = articles.remove(&article);
        let result = work(&mut amount);
        if let Some(amount) = amount {
            articles.insert(article, amount);
        }
        drop(articles);
        let mut all = self.all.lock().unwrap();
        match amount {
            Some(amount) => all.insert(article, amount),
            None => all.remove(&article),
        };
        result
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        self.all.lock().unwrap().clone()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
