//! right: plain data under the lock, and the explorer looks for races

#[path = "../../../exercises/15d-test-the-readers/src/shared.rs"]
mod shared;

use interleave::cell::Cell;
use interleave::sync::Barrier;
use interleave::{Checker, thread};

pub use shared::{Guard, Held, Shared};

#[derive(Default)]
struct Table(Cell<u32>);

// SAFETY: the explorer checks every access, and reports two that nothing orders.
unsafe impl Sync for Table {}

/// So many readers and writers come once.
fn visits(lock: &dyn Shared, readers: u32, writers: u32) {
    let table = &Table::default();
    thread::scope(|s| {
        for _ in 0..readers {
            s.spawn(|| {
                let _guard = lock.read();
                assert!((&table).0.get() <= writers);
            });
        }
        for _ in 0..writers {
            s.spawn(|| {
                let _guard = lock.write();
                let table = &table;
                table.0.set(table.0.get() + 1);
            });
        }
    });
    let _guard = lock.write();
    assert_eq!(table.0.get(), writers);
}

/// Readers wait for a writer, and meet each other under the lock.
fn meeting(lock: &dyn Shared) {
    let meeting = &Barrier::new(3);
    let guard = lock.write();
    thread::scope(|s| {
        let read = || {
            let _guard = lock.read();
            meeting.wait();
        };
        s.spawn(read);
        s.spawn(read);
        drop(guard);
        read();
    });
}

pub fn test(new: fn() -> Box<dyn Shared>) {
    let few = || Checker::new().max_executions(1_000);
    for (readers, writers) in [(1, 1), (0, 2), (2, 1)] {
        few().model(|| visits(&*new(), readers, writers));
    }
    few().max_preemptions(1).model(|| meeting(&*new()));
    few().model(|| {
        let locks = [new(), new()];
        let _guards = locks.each_ref().map(|lock| lock.write());
    });
    let asleep = |program: fn(&dyn Shared)| {
        let verdict = few().check(|| program(&*new()));
        let found = verdict.counterexample().expect("a thread has come in");
        assert!(["deadlock", "lost_wakeup"].contains(&found.kind()), "{found}");
    };
    asleep(|lock| drop((lock.write(), lock.write())));
    asleep(|lock| drop((lock.write(), lock.read())));
    asleep(|lock| drop((lock.read(), lock.write())));
    asleep(|lock| {
        let _guards: Vec<_> = (0..256).map(|_| lock.read()).collect();
        drop(lock.write());
    });
}
