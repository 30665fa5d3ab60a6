//! What holds on real threads, no matter what the scheduler does. No thread waits here for a lock that has leaked:
//! each test calls `locked`.

#[allow(dead_code, reason = "its `main` is for those who run it")]
#[path = "../examples/ways.rs"]
mod ways;

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;
use std::thread;

use expect_test::expect_file;
use lesson05::s1_lock::BinaryLock;
use lesson05::s5_guard::{Guard, Stock};

#[test]
fn the_table_of_the_chapter_is_what_the_locks_say() {
    expect_file!["../outputs/ways.txt"].assert_eq(&ways::table());
}

#[test]
fn a_panic_in_the_middle_releases_the_lock() {
    let stock = Stock::new(7);
    thread::scope(|s| {
        let panics = s.spawn(|| stock.share(0));
        assert!(panics.join().is_err());
    });
    assert!(!stock.lock().locked());
    assert!(stock.sell(7));
}

#[test]
fn a_guard_that_is_forgotten_keeps_the_lock() {
    let lock = BinaryLock::default();
    mem::forget(lock.guard());
    assert!(lock.locked());
}

#[test]
fn a_guard_in_a_circle_of_handles_keeps_the_lock() {
    struct Link<'a> {
        next: RefCell<Option<Rc<Link<'a>>>>,
        _guard: Guard<'a>,
    }
    let lock = BinaryLock::default();
    let link = Rc::new(Link { next: RefCell::default(), _guard: lock.guard() });
    *link.next.borrow_mut() = Some(Rc::clone(&link));
    drop(link);
    assert!(lock.locked());
}

#[test]
fn a_thread_that_leaves_early_blocks_no_other() {
    const THREADS: u32 = 4;
    const TIMES: u32 = 1000;
    let stock = Stock::new(THREADS * TIMES);
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| {
                for _ in 0..TIMES {
                    assert!(!stock.sell(u32::MAX));
                    assert!(stock.sell(1));
                }
            });
        }
    });
    assert_eq!(stock.items(), 0);
}
