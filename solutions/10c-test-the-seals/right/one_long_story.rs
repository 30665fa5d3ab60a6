//! right: one model with everything in it, for the order of steps alone

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use std::panic::panic_any;

use interleave::sync::Arc;
use interleave::{Checker, thread};

pub use sealed::{Guard, Sealed};

struct Late(Arc<Box<dyn Sealed>>);

impl Drop for Late {
    fn drop(&mut self) {
        drop(self.0.lock());
    }
}

pub fn test(new: fn() -> Box<dyn Sealed>) {
    Checker::new().order_only().model(|| {
        let sealed = Arc::new(new());
        let other = new();
        let theirs = Arc::clone(&sealed);
        let a = thread::spawn(move || {
            let _late = Late(Arc::clone(&theirs));
            if let Ok(mut number) = theirs.lock() {
                *number = 1;
                panic_any("A");
            }
        });
        if let Ok(number) = sealed.lock() {
            assert!(*number == 0, "half");
            assert!(!sealed.is_broken(), "held is not broken");
            sealed.mend();
        }
        assert!(a.join().is_err(), "A comes in once, and the seal is whole then");
        assert!(sealed.is_broken() && !other.is_broken());
        let theirs = Arc::clone(&sealed);
        let b = thread::spawn(move || {
            let guard = theirs.lock();
            assert!(guard.is_err(), "told the first time");
            drop(guard);
            let guard = theirs.lock();
            assert!(guard.is_err(), "told the second time");
            theirs.mend();
            theirs.mend();
            assert!(!theirs.is_broken());
            panic_any("B");
        });
        assert!(b.join().is_err());
        assert!(sealed.is_broken() && sealed.lock().is_err(), "broken again");
        sealed.mend();
        let theirs = Arc::clone(&sealed);
        let c = thread::spawn(move || {
            let _late = Late(theirs);
            panic_any("C");
        });
        assert!(c.join().is_err());
        assert!(!sealed.is_broken() && sealed.lock().is_ok(), "whole");
    });
}
