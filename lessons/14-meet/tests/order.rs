//! What holds for double-checked locking with a relaxed flag, as long as only the order of steps counts.
//!
//! The cell is std's here, so the explorer doesn't check which thread may see the value.

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::{Mutex, atomic};
}

/// std's cell, with the methods of the stage.
mod cell {
    pub struct UnsafeCell<T>(std::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub const fn new(value: T) -> Self {
            UnsafeCell(std::cell::UnsafeCell::new(value))
        }

        pub fn get(&self) -> *mut T {
            self.0.get()
        }

        pub fn get_shared(&self) -> *const T {
            self.0.get()
        }
    }
}

#[path = "../src/s4_relaxed.rs"]
mod s4_relaxed;

use expect_test::expect_file;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, thread};

#[test]
fn in_no_interleaving_is_the_value_made_twice_or_read_too_soon() {
    for threads in 2..=3 {
        Checker::new().order_only().model(|| {
            let (lazy, made) = (s4_relaxed::Lazy::default(), AtomicU32::new(0));
            thread::scope(|s| {
                for _ in 0..threads {
                    s.spawn(|| {
                        assert_eq!(*lazy.get_or_init(|| made.fetch_add(1, SeqCst) + 1), 1);
                    });
                }
            });
            assert_eq!(made.into_inner(), 1);
        });
    }
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-order.txt"].assert_eq(&proofs);
}
