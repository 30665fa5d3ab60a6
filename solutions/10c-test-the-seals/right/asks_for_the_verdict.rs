//! right: it asks for verdicts and outcomes, and asserts outside the explorer

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use std::panic::panic_any;

use interleave::{check, outcomes, thread};

pub use sealed::{Guard, Sealed};

/// What both questions say: broken?
fn asked(sealed: &dyn Sealed) -> (bool, bool) {
    (sealed.is_broken(), sealed.lock().is_err())
}

fn dies(work: impl FnOnce() + Send) {
    thread::scope(|s| _ = s.spawn(work).join());
}

fn only<T: Ord + Clone>(program: impl Fn() -> T) -> T {
    let found = outcomes(program);
    let mut values = found.values();
    let first = values.next().expect("a value").clone();
    assert!(values.next().is_none(), "the answer depends on the schedule");
    first
}

const WHOLE: (bool, bool) = (false, false);
const BROKEN: (bool, bool) = (true, true);

pub fn test(new: fn() -> Box<dyn Sealed>) {
    let life = only(|| {
        let (sealed, other) = (new(), new());
        let mut said = vec![asked(&*sealed)];
        dies(|| {
            let _guard = sealed.lock();
            panic_any("");
        });
        said.extend([asked(&*sealed), asked(&*sealed), asked(&*sealed), asked(&*other)]);
        other.mend();
        said.push(asked(&*sealed));
        sealed.mend();
        said.push(asked(&*sealed));
        dies(|| {
            let _guard = sealed.lock();
            panic_any("");
        });
        dies(|| {
            let _guard = sealed.lock();
            sealed.mend();
            panic_any("");
        });
        said.push(asked(&*sealed));
        said
    });
    assert_eq!(life, [WHOLE, BROKEN, BROKEN, BROKEN, WHOLE, BROKEN, WHOLE, BROKEN]);

    let race = check(|| {
        let sealed = new();
        thread::scope(|s| {
            let a = s.spawn(|| {
                let Ok(mut number) = sealed.lock() else { return };
                *number = 1;
                panic_any("");
            });
            s.spawn(|| assert!(sealed.lock().is_ok_and(|number| *number == 1) == false));
            _ = a.join();
        });
    });
    assert!(race.holds(), "B got a half-changed number");

    for held in [false, true] {
        let after = only(|| {
            let sealed = new();
            dies(|| {
                let _late = Late(&*sealed);
                let _guard = held.then(|| sealed.lock());
                panic_any("");
            });
            asked(&*sealed)
        });
        assert_eq!(after, if held { BROKEN } else { WHOLE });
    }

    let waits = check(|| {
        let sealed = new();
        let _guard = sealed.lock();
        thread::scope(|s| {
            s.spawn(|| {
                assert!(!sealed.is_broken());
                sealed.mend();
            });
        });
    });
    assert!(waits.holds(), "a question waits for the lock, or is answered wrong");
}

struct Late<'a>(&'a dyn Sealed);

impl Drop for Late<'_> {
    fn drop(&mut self) {
        drop(self.0.lock());
    }
}
