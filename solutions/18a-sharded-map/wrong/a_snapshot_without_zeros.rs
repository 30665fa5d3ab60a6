//! rejected: assertion — a snapshot leaves out the articles of which there are none
//! by: what_is_put_in_is_there_until_it_is_taken_out

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
        let guards: Vec<_> = self.shards.iter().map(|shard| shard.lock().unwrap()).collect();
        let mut all = BTreeMap::new();
        for articles in &guards {
            all.extend(articles.iter().filter(|(_, amount)| **amount > 0));
        }
        all
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
