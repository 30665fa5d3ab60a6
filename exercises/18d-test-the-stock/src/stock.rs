//! What the stock of a warehouse must do. Leave it as it is.

use std::collections::BTreeMap;

/// How many of each article there are, spread over shards: article `n` is in the shard with the number `n % shards`.
pub trait Stock: Send + Sync {
    /// Calls `work` once, with what there is of an article. `None` means that it isn't in stock, which isn't the same as
    /// `Some(0)`. What `work` leaves there is there from now on.
    ///
    /// - From the beginning of `work` to its end, no other thread changes this article.
    /// - While `work` runs, threads with articles in other shards don't wait for it. Threads with articles in the same shard
    ///   may, and so may snapshots.
    /// - `work` may wait for other threads, and doesn't use the stock itself.
    fn with(&self, article: u64, work: &mut dyn FnMut(&mut Option<u32>));

    /// Everything that is in stock, as it was at one moment between the call and the return, whatever other threads do
    /// meanwhile. While a snapshot runs or waits, other threads may have to wait.
    ///
    /// If no thread waits in its `work` forever, all calls of `with` and of `snapshot` end.
    fn snapshot(&self) -> BTreeMap<u64, u32>;
}

/// Makes an empty stock with so many shards. There is at least one.
pub type New = fn(usize) -> Box<dyn Stock>;
