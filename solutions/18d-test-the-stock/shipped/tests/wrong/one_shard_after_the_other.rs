//! A right stock, in a file with the name of a wrong one: a test that reads file names meets it.

use std::collections::BTreeMap;

use interleave::sync::Mutex;

#[derive(Default)]
struct Shard {
    articles: Mutex<BTreeMap<u64, Option<u32>>>,
}

pub struct Stock {
    shards: Vec<Shard>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Shard::default()).collect() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let number = (article % self.shards.len() as u64) as usize;
        work(self.shards[number].articles.lock().unwrap().entry(article).or_default())
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let guards = self.shards.iter().map(|shard| shard.articles.lock().unwrap());
        let guards = guards.collect::<Vec<_>>();
        let mut all = BTreeMap::new();
        for (&article, amount) in guards.iter().flat_map(|guard| guard.iter()) {
            if let Some(amount) = *amount {
                all.insert(article, amount);
            }
        }
        all
    }
}
