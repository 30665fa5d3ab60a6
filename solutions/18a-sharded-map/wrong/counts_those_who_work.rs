//! rejected: lost_wakeup — a snapshot waits until no clerk is at work, and a clerk who panicked counts forever
//! by: a_panic_disturbs_no_other_shard, a_panic_leaves_no_thread_waiting

use std::collections::BTreeMap;

use interleave::sync::{Condvar, Mutex};

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
    at_work: Mutex<usize>,
    all_idle: Condvar,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        let shards = (0..shards).map(|_| Mutex::default()).collect();
        Stock { shards, at_work: Mutex::new(0), all_idle: Condvar::new() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        *self.at_work.lock().unwrap() += 1;
        let mut articles = self.shard(article).lock().unwrap();
        let mut amount = articles.remove(&article);
        let result = work(&mut amount);
        if let Some(amount) = amount {
            articles.insert(article, amount);
        }
        drop(articles);
        *self.at_work.lock().unwrap() -= 1;
        self.all_idle.notify_all();
        result
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let at_work = self.at_work.lock().unwrap();
        // As long as this is locked, no clerk begins.
        let _idle = self.all_idle.wait_while(at_work, |at_work| *at_work > 0).unwrap();
        self.shards.iter().flat_map(|shard| shard.lock().unwrap().clone()).collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
