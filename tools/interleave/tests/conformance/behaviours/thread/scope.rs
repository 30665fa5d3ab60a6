//! `scope`: threads that borrow.

use super::world::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::world::{always, thread};
use super::{message, panic_of};
use thread::{Builder, Scope, ScopedJoinHandle, scope};

is!(Scope<'_, '_>: Sync);
is!(ScopedJoinHandle<'_, u8>: Send + Sync);

#[test]
fn a_scope_ends_when_its_threads_have() {
    always(|| {
        let mut local = 1;
        let data = AtomicU32::new(0);
        let returned = scope(|s: &Scope<'_, '_>| {
            s.spawn(|| local += 1);
            s.spawn(|| data.store(1, Relaxed));
            "done"
        });
        // Relaxed: the end of the scope brings it along.
        assert_eq!((returned, local, data.load(Relaxed)), ("done", 2, 1));
    });
}

#[test]
fn join_returns_what_the_thread_returned() {
    always(|| {
        let text = String::from("abc");
        scope(|s| {
            let thread: ScopedJoinHandle<'_, usize> = s.spawn(|| text.len());
            assert_eq!(thread.join().unwrap(), 3);
        });
    });
}

#[test]
fn a_thread_of_the_scope_may_start_another() {
    always(|| {
        let count = AtomicU32::new(0);
        scope(|s| {
            s.spawn(|| {
                s.spawn(|| count.fetch_add(1, Relaxed));
            });
        });
        assert_eq!(count.into_inner(), 1);
    });
}

#[test]
fn a_panic_that_was_joined_stays_where_it_was() {
    always(|| {
        let died = scope(|s| s.spawn(|| panic!("on purpose")).join());
        assert_eq!(message(&*died.unwrap_err()), "on purpose");
    });
}

#[test]
fn a_panic_that_is_never_joined_ends_the_scope() {
    always(|| {
        let mut ran = false;
        let died = panic_of(|| {
            scope(|s| {
                s.spawn(|| panic!("on purpose"));
                ran = true;
            });
        });
        assert!(died == "a scoped thread panicked" && ran, "{died}");
    });
}

#[test]
fn a_panic_in_the_scope_itself_waits_for_its_threads() {
    always(|| {
        let count = AtomicU32::new(0);
        let died = panic_of(|| {
            scope(|s| {
                s.spawn(|| count.fetch_add(1, Relaxed));
                panic!("on purpose");
            });
        });
        assert_eq!((died.as_str(), count.load(Relaxed)), ("on purpose", 1));
    });
}

#[test]
fn threads_of_a_scope_have_names_and_handles_too() {
    always(|| {
        scope(|s| {
            let ada = Builder::new().name("Ada".into());
            let thread = ada.spawn_scoped(s, || thread::current().id()).unwrap();
            assert_eq!(thread.thread().name(), Some("Ada"));
            assert!(format!("{thread:?}").starts_with("ScopedJoinHandle"));
            assert!(format!("{s:?}").starts_with("Scope"));
            while !thread.is_finished() {
                thread::yield_now();
            }
            let id = thread.thread().id();
            assert_eq!(thread.join().unwrap(), id);
        });
    });
}
