//! Things that are kept once, however often they are used.

use std::collections::HashMap;
use std::hash::Hash;

/// What has been kept: each thing is named by its index.
#[derive(Clone, Debug)]
pub struct Pool<T> {
    indices: HashMap<T, usize>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { indices: HashMap::new() }
    }
}

impl<T: Eq + Hash> Pool<T> {
    /// The index of `one`, which is kept if nothing equal was.
    pub fn keep(&mut self, one: T) -> usize {
        let next = self.indices.len();
        *self.indices.entry(one).or_insert(next)
    }

    /// Everything, in the order in which it was first kept.
    pub fn into_kept(self) -> Vec<T> {
        let mut kept: Vec<(T, usize)> = self.indices.into_iter().collect();
        kept.sort_unstable_by_key(|&(_, index)| index);
        kept.into_iter().map(|(one, _)| one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_things_are_kept_once_and_in_order() {
        let mut pool = Pool::default();
        assert_eq!(["b", "a", "b", "c"].map(|one| pool.keep(one)), [0, 1, 0, 2]);
        assert_eq!(pool.into_kept(), ["b", "a", "c"]);
    }
}
