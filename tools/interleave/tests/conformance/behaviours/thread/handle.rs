//! `Thread`, `ThreadId` and `current`: who a thread is.

use super::world::{always, thread};
use std::collections::HashSet;
use thread::{Thread, ThreadId, current};

is!(Thread: Clone + std::fmt::Debug + Send + Sync);
is!(ThreadId: Copy + Eq + std::hash::Hash + std::fmt::Debug + Send + Sync);

#[test]
fn every_thread_has_its_own_id() {
    always(|| {
        let mut ids: HashSet<ThreadId> = HashSet::new();
        ids.insert(current().id());
        thread::scope(|s| {
            let threads = [s.spawn(|| current().id()), s.spawn(|| current().id())];
            for thread in threads {
                let id = thread.thread().id();
                assert_eq!(thread.join().unwrap(), id);
                ids.insert(id);
            }
        });
        assert_eq!(ids.len(), 3);
        assert_eq!(current().id(), current().clone().id());
    });
}

#[test]
fn without_a_builder_a_thread_has_no_name() {
    always(|| {
        let thread = thread::spawn(|| current().name().map(str::to_owned));
        assert_eq!(thread.join().unwrap(), None);
    });
}

#[test]
fn both_print() {
    always(|| {
        assert!(format!("{:?}", current()).starts_with("Thread {"));
        assert!(format!("{:?}", current().id()).starts_with("ThreadId("));
    });
}
