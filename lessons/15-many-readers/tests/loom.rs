//! The same locks on loom: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::{Condvar, Mutex};
}

#[path = "../src/s1_rwlock.rs"]
mod s1_rwlock;
#[path = "../src/s2_writers_first.rs"]
mod s2_writers_first;

use std::mem::ManuallyDrop;
use std::sync::Arc;

use loom::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use loom::thread;

/// A thread reads, and another one writes, and they must not meet. Loom has no scopes, so what they share is in std's
/// `Arc`: with loom's own, a failure can abort the process.
macro_rules! never_meet {
    ($lock:expr) => {
        loom::model(|| {
            let shared = Arc::new(($lock, AtomicUsize::new(0)));
            let theirs = Arc::clone(&shared);
            let reader = thread::spawn(move || {
                let _guard = theirs.0.read();
                assert_eq!(theirs.1.load(SeqCst), 0);
            });
            {
                let _guard = shared.0.write();
                shared.1.store(1, SeqCst);
                shared.1.store(0, SeqCst);
            }
            reader.join().unwrap();
        })
    };
}

#[test]
fn loom_finds_no_reader_with_a_writer() {
    never_meet!(s1_rwlock::RwLock::default());
    never_meet!(s2_writers_first::RwLock::default());
}

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_reader_that_reads_again_behind_a_writer() {
    loom::model(|| {
        let lock = Arc::new(s2_writers_first::RwLock::default());
        let theirs = Arc::clone(&lock);
        let writer = thread::spawn(move || drop(theirs.write()));
        // Dropping it after loom has given up would end the process.
        let first = ManuallyDrop::new(lock.read());
        drop(lock.read());
        drop(ManuallyDrop::into_inner(first));
        writer.join().unwrap();
    });
}
