//! Where a lock can live, and where it's no use.

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::{Arc, Mutex};
}

use interleave::thread;

#[path = "../src/s5_places.rs"]
mod s5_places;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use s5_places::Museum;

#[test]
fn a_lock_may_live_in_a_static_in_an_arc_or_in_a_scope() {
    // A static starts afresh in each execution; on real threads it would keep counting.
    interleave::model(|| assert_eq!(s5_places::count_in_a_static(), 2));
    interleave::model(|| assert_eq!(s5_places::count_in_an_arc(), 2));
    interleave::model(|| assert_eq!(s5_places::count_in_a_scope(), 2));
}

#[test]
fn a_lock_per_call_excludes_no_other_thread() {
    let outcomes = interleave::outcomes(|| {
        let visitors = AtomicU32::new(0);
        let count = || {
            let lock = Mutex::new(());
            let _guard = lock.lock().unwrap();
            visitors.store(visitors.load(SeqCst) + 1, SeqCst);
        };
        thread::scope(|s| {
            s.spawn(count);
            s.spawn(count);
        });
        visitors.into_inner()
    });
    assert!(outcomes.values().eq(&[1, 2]));
}

#[test]
fn no_two_visitors_get_the_same_number() {
    interleave::model(|| {
        let museum = Museum::new("Louvre");
        let mut visits = thread::scope(|s| {
            let visitors = [0, 1].map(|_| s.spawn(|| museum.visit()));
            visitors.map(|visitor| visitor.join().unwrap())
        });
        visits.sort();
        assert_eq!(visits, ["visitor 1 of the Louvre", "visitor 2 of the Louvre"]);
    });
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_test::expect_file!["../outputs/proofs-places.txt"].assert_eq(&proofs);
}
