//! Sets of threads.

use crate::machine::clock::MAX_THREADS;

/// One bit for each thread.
pub(crate) type ThreadSet = u32;

pub(crate) fn bit(thread: usize) -> ThreadSet {
    1 << thread
}

/// The first thread of a mask that is not empty.
pub(crate) fn first(mask: ThreadSet) -> usize {
    mask.trailing_zeros() as usize
}

/// The threads of a mask, in order.
pub(crate) fn threads(mask: ThreadSet) -> impl Iterator<Item = usize> {
    (0..MAX_THREADS).filter(move |&t| mask & bit(t) != 0)
}
