//! rejected: assertion — a shard that is in use at that moment is left out of the snapshot
//! by: a_panic_disturbs_no_other_shard, a_snapshot_is_not_misled_by_articles_that_come_back, a_snapshot_shows_what_was_there_at_one_moment, a_snapshot_shows_what_was_there_before_it_was_asked_for, a_snapshot_shows_what_was_there_even_while_another_snapshot_is_under_way, two_clerks_at_two_desks_are_seen_in_one_order

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
        let guards: Vec<_> = self.shards.iter().filter_map(|shard| shard.try_lock().ok()).collect();
        guards
            .iter()
            .flat_map(|guard| guard.iter().map(|(&article, &amount)| (article, amount)))
            .collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
