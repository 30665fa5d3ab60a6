//! rejected: assertion — a snapshot is asleep while it waits for the first busy shard, and tries the next one again and again
//! by: a_snapshot_that_has_waited_for_one_shard_is_asleep_while_it_waits_for_the_next

use std::collections::BTreeMap;

use interleave::sync::{Mutex, MutexGuard, TryLockError};
use interleave::thread;

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
        let mut guards: Vec<MutexGuard<'_, BTreeMap<u64, u32>>> = Vec::new();
        let mut has_waited = false;
        while guards.len() < self.shards.len() {
            let shard = &self.shards[guards.len()];
            match shard.try_lock() {
                Ok(guard) => guards.push(guard),
                Err(TryLockError::Poisoned(_)) => panic!("a clerk panicked here"),
                Err(_) if has_waited => thread::yield_now(),
                Err(_) => {
                    has_waited = true;
                    guards.push(shard.lock().unwrap());
                }
            }
        }
        guards.iter().flat_map(|guard| guard.iter().map(|(&n, &amount)| (n, amount))).collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
