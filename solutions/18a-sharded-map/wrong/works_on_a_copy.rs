//! rejected: assertion — `work` gets a copy without the lock, and one of two changes is lost
//! by: clerks_who_wait_for_one_shard_hold_up_no_other_shard, threads_that_wait_are_asleep, two_clerks_with_articles_in_one_shard_lose_nothing

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
        let shard = self.shard(article);
        let mut amount = shard.lock().unwrap().get(&article).copied();
        let result = work(&mut amount);
        let mut articles = shard.lock().unwrap();
        match amount {
            Some(amount) => articles.insert(article, amount),
            None => articles.remove(&article),
        };
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
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
