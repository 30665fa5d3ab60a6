//! rejected: assertion — a clerk tries again and again until the desk is free
//! by: a_panic_disturbs_no_other_shard (spin), a_panic_leaves_no_thread_waiting (spin), threads_that_wait_are_asleep

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
        loop {
            if let Ok(mut articles) = shard.try_lock() {
                return book(&mut articles, article, work);
            }
            interleave::hint::spin_loop();
        }
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

fn book<R>(
    articles: &mut BTreeMap<u64, u32>,
    article: u64,
    work: impl FnOnce(&mut Option<u32>) -> R,
) -> R {
    let mut amount = articles.remove(&article);
    let result = work(&mut amount);
    if let Some(amount) = amount {
        articles.insert(article, amount);
    }
    result
}
