//! `panicking`: whether this thread is unwinding.

use super::panic_of;
use super::world::{always, sync::Mutex, thread};
use thread::panicking;

/// Notes in its last moment whether its thread was unwinding.
struct Notes<'a>(&'a Mutex<Vec<bool>>);

impl Drop for Notes<'_> {
    fn drop(&mut self) {
        self.0.lock().unwrap().push(panicking());
    }
}

#[test]
fn a_thread_is_panicking_while_it_unwinds_and_not_after() {
    always(|| {
        let notes = Mutex::new(Vec::new());
        drop(Notes(&notes));
        panic_of(|| {
            let _notes = Notes(&notes);
            panic!("on purpose");
        });
        assert!(!panicking());
        assert_eq!(notes.into_inner().unwrap(), [false, true]);
    });
}

#[test]
fn the_panic_of_one_thread_is_none_of_another() {
    always(|| {
        let notes = Mutex::new(Vec::new());
        thread::scope(|s| {
            let dies = s.spawn(|| {
                let _notes = Notes(&notes);
                panic!("on purpose");
            });
            assert!(!panicking());
            assert!(dies.join().is_err() && !panicking());
        });
        assert_eq!(notes.into_inner().unwrap(), [true]);
    });
}
