//! rejected: assertion — a snapshot lets go of everything if one shard is in use, and tries again
//! by: a_panic_disturbs_no_other_shard (spin), a_panic_leaves_no_thread_waiting (spin), a_snapshot_that_has_waited_for_one_shard_is_asleep_while_it_waits_for_the_next, threads_that_wait_are_asleep

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
        loop {
            let guards: Vec<_> =
                self.shards.iter().map_while(|shard| shard.try_lock().ok()).collect();
            if guards.len() == self.shards.len() {
                return guards
                    .iter()
                    .flat_map(|guard| guard.iter().map(|(&n, &amount)| (n, amount)))
                    .collect();
            }
            drop(guards);
            interleave::thread::yield_now();
        }
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
