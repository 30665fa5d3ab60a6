//! rejected: lost_wakeup — after a panic in `work` a snapshot panics too, and the next one waits forever for its turn
//! by: a_panic_disturbs_no_other_shard

use std::collections::BTreeMap;

use interleave::sync::{Condvar, Mutex};

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
    busy: Mutex<bool>,
    free: Condvar,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock {
            shards: (0..shards).map(|_| Mutex::default()).collect(),
            busy: Mutex::new(false),
            free: Condvar::new(),
        }
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
        let busy = self.busy.lock().unwrap();
        *self.free.wait_while(busy, |busy| *busy).unwrap() = true;
        let guards: Vec<_> = self.shards.iter().map(|shard| shard.lock().unwrap()).collect();
        let all =
            guards.iter().flat_map(|articles| articles.iter().map(|(&a, &n)| (a, n))).collect();
        drop(guards);
        *self.busy.lock().unwrap() = false;
        self.free.notify_one();
        all
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
