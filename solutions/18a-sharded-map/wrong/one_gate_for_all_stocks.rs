//! rejected: deadlock — while a snapshot of one stock waits, no clerk gets into another stock
//! by: two_stocks_have_nothing_to_do_with_each_other

use std::collections::BTreeMap;

use interleave::sync::Mutex;

static GATE: Mutex<()> = Mutex::new(());

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        drop(GATE.lock().unwrap());
        let mut articles = self.shard(article).lock().unwrap();
        let mut amount = articles.remove(&article);
        let result = work(&mut amount);
        if let Some(amount) = amount {
            articles.insert(article, amount);
        }
        result
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let _closed = GATE.lock().unwrap();
        let guards: Vec<_> = self.shards.iter().map(|shard| shard.lock().unwrap()).collect();
        guards.iter().flat_map(|articles| articles.iter().map(|(&a, &n)| (a, n))).collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
