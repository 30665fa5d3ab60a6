//! The same stages on loom: a second opinion on what leaks the lock, and on the guard.

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

/// How a thread says that it is waiting: here, loom's way.
mod hint {
    pub use loom::hint::spin_loop;
}

#[path = "../src/s1_lock.rs"]
mod s1_lock;
#[allow(dead_code, reason = "loom explores some of the methods")]
#[path = "../src/s2_leaks.rs"]
mod s2_leaks;
#[allow(dead_code, reason = "loom explores some of the methods")]
#[path = "../src/s5_guard.rs"]
mod s5_guard;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use loom::thread;

/// Two threads on one thing. Loom has no scopes, so they share it in an `Arc`; std's, because with loom's own a
/// failure can abort the process.
fn both<S: Send + Sync + 'static>(stock: S, one: fn(&S), other: fn(&S)) -> Arc<S> {
    let stock = Arc::new(stock);
    let theirs = Arc::clone(&stock);
    let thread = thread::spawn(move || other(&theirs));
    one(&stock);
    thread.join().unwrap();
    stock
}

/// Loom can't say that a thread waits forever: it gives up on a run that is too long.
#[test]
#[should_panic(expected = "Model exceeded maximum number of branches")]
fn loom_gives_up_when_a_return_leaks_the_lock() {
    loom::model(|| {
        both(s2_leaks::Stock::new(1), |s| _ = s.sell(5), |s| _ = s.sell(1));
    });
}

#[test]
fn loom_finds_no_path_on_which_the_guard_leaks_the_lock() {
    loom::model(|| {
        let stock = both(
            s5_guard::Stock::new(1),
            |s| {
                assert!(!s.sell(5));
                // A panic in a thread ends the model of loom, so it is caught here.
                assert!(catch_unwind(AssertUnwindSafe(|| s.share(0))).is_err());
            },
            |s| assert!(s.sell(1)),
        );
        assert!(!stock.lock().locked());
    });
}
