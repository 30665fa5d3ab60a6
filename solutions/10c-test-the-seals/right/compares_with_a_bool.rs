//! right: every short life of a lock, compared with what a `bool` says about its seal; and one race

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use std::panic::panic_any;

use interleave::{model, thread};

pub use sealed::{Guard, Sealed};

#[derive(Clone, Copy, Debug)]
enum Event {
    Leaves,
    Panics,
    PanicsMended,
    PanicsAndLocksLate,
    LocksLate,
    Asks,
    Mends,
}

use Event::*;

const EVENTS: [Event; 7] =
    [Leaves, Panics, PanicsMended, PanicsAndLocksLate, LocksLate, Asks, Mends];

/// What happens, and whether the seal is broken afterwards.
fn happens(event: Event, sealed: &dyn Sealed, broken: bool) -> bool {
    let dies = |work: &(dyn Fn() + Sync)| thread::scope(|s| _ = s.spawn(work).join());
    match event {
        Leaves => {
            drop(sealed.lock());
            broken
        }
        Panics => {
            dies(&|| {
                let _guard = sealed.lock();
                panic_any("");
            });
            true
        }
        PanicsMended => {
            dies(&|| {
                let _guard = sealed.lock();
                sealed.mend();
                panic_any("");
            });
            true
        }
        PanicsAndLocksLate => {
            dies(&|| {
                let _late = Late(sealed);
                let _guard = sealed.lock();
                panic_any("");
            });
            true
        }
        LocksLate => {
            dies(&|| {
                let _late = Late(sealed);
                panic_any("");
            });
            broken
        }
        Asks => {
            let _guard = sealed.lock();
            assert_eq!(sealed.is_broken(), broken, "asked under the lock");
            broken
        }
        Mends => {
            sealed.mend();
            false
        }
    }
}

pub fn test(new: fn() -> Box<dyn Sealed>) {
    for first in EVENTS {
        for second in EVENTS {
            model(|| {
                let (sealed, other) = (new(), new());
                let mut broken = false;
                for event in [first, second] {
                    broken = happens(event, &*sealed, broken);
                    assert_eq!(sealed.is_broken(), broken, "after {first:?}, {second:?}");
                    assert_eq!(sealed.lock().is_err(), broken, "after {first:?}, {second:?}");
                }
                assert!(!other.is_broken());
            });
        }
    }
    model(|| {
        let sealed = new();
        thread::scope(|s| {
            let a = s.spawn(|| {
                let Ok(mut number) = sealed.lock() else { return };
                *number = 1;
                panic_any("");
            });
            if let Ok(number) = sealed.lock() {
                assert_eq!(*number, 0);
            }
            _ = a.join();
        });
    });
    model(|| {
        let sealed = new();
        let _guard = sealed.lock();
        sealed.mend();
        assert!(!sealed.is_broken());
    });
}

struct Late<'a>(&'a dyn Sealed);

impl Drop for Late<'_> {
    fn drop(&mut self) {
        drop(self.0.lock());
    }
}
