//! rejected: deadlock — a mask is a remainder only for powers of two
//! by: articles_in_different_shards_do_not_wait_for_each_other, clerks_who_wait_for_one_shard_hold_up_no_other_shard

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
        guards
            .iter()
            .flat_map(|guard| guard.iter().map(|(&article, &amount)| (article, amount)))
            .collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[article as usize & (self.shards.len() - 1)]
    }
}
