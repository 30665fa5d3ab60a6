//! rejected: deadlock — one more lock, for the sake of the snapshot, is held during `work`
//! by: a_panic_disturbs_no_other_shard (assertion), articles_in_different_shards_do_not_wait_for_each_other, clerks_who_wait_for_one_shard_hold_up_no_other_shard

use std::collections::BTreeMap;

use interleave::sync::Mutex;

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
    still: Mutex<()>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect(), still: Mutex::new(()) }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let _still = self.still.lock().unwrap();
        book(&mut self.shard(article).lock().unwrap(), article, work)
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let _still = self.still.lock().unwrap();
        self.shards.iter().flat_map(|shard| shard.lock().unwrap().clone()).collect()
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
