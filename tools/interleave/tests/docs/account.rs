//! The README's first program.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::thread;

pub fn two_deposits() {
    let balance = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let seen = balance.load(SeqCst);
                balance.store(seen + 1, SeqCst);
            });
        }
    });
    assert_eq!(balance.load(SeqCst), 2);
}
