//! `spawn`, `JoinHandle` and `Builder`.

use super::message;
use super::world::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::world::sync::{Arc, mpsc};
use super::world::{always, one_of, thread};
use thread::{Builder, JoinHandle};

is!(JoinHandle<u8>: Send + Sync + Unpin);

#[test]
fn join_returns_what_the_thread_returned_and_did() {
    always(|| {
        let data = Arc::new(AtomicU32::new(0));
        let theirs = Arc::clone(&data);
        let thread: JoinHandle<&str> = thread::spawn(move || {
            // Relaxed: joining brings it along.
            theirs.store(1, Relaxed);
            "done"
        });
        assert_eq!(thread.join().unwrap(), "done");
        assert_eq!(data.load(Relaxed), 1);
    });
}

#[test]
fn a_thread_sees_what_was_done_before_it_was_started() {
    always(|| {
        let data = Arc::new(AtomicU32::new(0));
        data.store(1, Relaxed);
        let theirs = Arc::clone(&data);
        assert_eq!(thread::spawn(move || theirs.load(Relaxed)).join().unwrap(), 1);
    });
}

#[test]
fn join_returns_what_the_thread_panicked_with() {
    always(|| {
        let died: thread::Result<()> = thread::spawn(|| panic!("on purpose")).join();
        assert_eq!(message(&*died.unwrap_err()), "on purpose");
        let number = 1;
        let died = thread::spawn(move || panic!("on purpose: {number}")).join();
        assert_eq!(message(&*died.unwrap_err()), "on purpose: 1");
        let died = thread::spawn(|| std::panic::panic_any(7_u8)).join();
        assert_eq!(died.unwrap_err().downcast_ref(), Some(&7_u8));
        let died = thread::spawn(|| std::panic::resume_unwind(Box::new('x'))).join();
        assert_eq!(died.unwrap_err().downcast_ref(), Some(&'x'));
    });
}

#[test]
fn a_thread_that_has_not_ended_is_not_finished() {
    always(|| {
        let (go, wait) = mpsc::channel();
        let thread = thread::spawn(move || wait.recv());
        assert!(!thread.is_finished());
        go.send(()).unwrap();
        while !thread.is_finished() {
            thread::yield_now();
        }
        assert_eq!(thread.join().unwrap(), Ok(()));
    });
}

#[test]
fn whether_a_thread_is_finished_after_its_last_message_is_open() {
    one_of([false, true], || {
        let (goodbye, heard) = mpsc::channel();
        let thread = thread::spawn(move || goodbye.send(()).unwrap());
        heard.recv().unwrap();
        let finished = thread.is_finished();
        thread.join().unwrap();
        finished
    });
}

#[test]
fn a_builder_gives_the_thread_a_name() {
    always(|| {
        let builder = Builder::new().name("Ada".into()).stack_size(64 * 1024);
        let thread = builder.spawn(|| thread::current().name().map(str::to_owned)).unwrap();
        assert_eq!(thread.thread().name(), Some("Ada"));
        assert_eq!(thread.join().unwrap().as_deref(), Some("Ada"));
        let nameless = Builder::new().spawn(|| thread::current().name().is_none()).unwrap();
        assert!(nameless.thread().name().is_none() && nameless.join().unwrap());
    });
}

#[test]
fn both_print() {
    always(|| {
        assert!(format!("{:?}", Builder::new()).starts_with("Builder {"));
        let thread = thread::spawn(|| ());
        assert!(format!("{thread:?}").starts_with("JoinHandle"));
        thread.join().unwrap();
    });
}

#[test]
fn what_a_thread_returned_is_dropped_if_it_is_not_taken() {
    always(|| {
        let value = Arc::new(());
        let theirs = Arc::clone(&value);
        drop(thread::spawn(move || theirs).join());
        assert_eq!(Arc::strong_count(&value), 1);
    });
}
