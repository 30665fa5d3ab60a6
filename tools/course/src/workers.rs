//! Work on many things, on as many threads as there are cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use anyhow::Result;

use crate::interrupt;

/// What `work` makes of each item, in the order of the items.
///
/// # Errors
///
/// When the runner is interrupted: then no item is begun any more.
///
/// # Panics
///
/// When `work` does.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        while interrupt::check().is_ok() {
            // Relaxed: each number is handed out once, and that is all that matters.
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else { break };
            done.push((number, work(item)));
        }
        done
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        let done = workers.into_iter().map(|worker| worker.join());
        done.flat_map(|done| done.unwrap_or_else(|payload| panic::resume_unwind(payload))).collect()
    });
    interrupt::check()?;
    done.sort_by_key(|&(number, _)| number);
    Ok(done.into_iter().map(|(_, made)| made).collect())
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn what_is_made_is_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1_000).collect();
        let made = each(&items, |item| item * 2).unwrap();
        assert!(made.into_iter().eq((0..1_000).map(|item| item * 2)));
        assert!(each(&[], |item: &u32| *item).unwrap().is_empty());
    }

    #[test]
    #[should_panic(expected = "number 7")]
    fn a_panic_comes_out() {
        let items: Vec<u32> = (0..10).collect();
        let _ = each(&items, |&item| assert!(item != 7, "number {item}"));
    }
}
