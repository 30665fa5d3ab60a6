//! Programs for both worlds. The first ones are after loom's `tests/arc.rs`, with joins: here a thread must be joined.

use std::sync::atomic::Ordering::*;

use super::world::{Arc, AtomicBool, AtomicUsize, Mutex, UnsafeCell, spawn, yield_now};

struct State {
    data: UnsafeCell<usize>,
    guard: AtomicBool,
}

// SAFETY: the programs order their accesses, and a model says so.
unsafe impl Sync for State {}

impl Drop for State {
    fn drop(&mut self) {
        // SAFETY: the last owner is alone.
        self.data.with(|data| unsafe { assert_eq!(1, *data) });
    }
}

fn state() -> (Arc<State>, Arc<State>) {
    let state = Arc::new(State { data: UnsafeCell::new(0), guard: AtomicBool::new(false) });
    (Arc::clone(&state), state)
}

fn fill(state: &State) {
    // SAFETY: nobody reads it before the guard says so, or the other handle is gone.
    state.data.with_mut(|data| unsafe { *data = 1 });
    state.guard.store(true, Release);
}

pub fn basic_usage() {
    let (theirs, mine) = state();
    let other = spawn(move || fill(&theirs));
    while !mine.guard.load(Acquire) {
        yield_now();
    }
    // SAFETY: the guard says that it has been filled.
    mine.data.with(|data| unsafe { assert_eq!(1, *data) });
    drop(mine);
    other.join().unwrap();
}

pub fn sync_in_drop() {
    let (theirs, mine) = state();
    let other = spawn(move || {
        fill(&theirs);
        drop(theirs);
    });
    drop(mine);
    other.join().unwrap();
}

pub fn try_unwrap_succeeds() {
    let mine = Arc::new(0);
    drop(Arc::clone(&mine));
    Arc::try_unwrap(mine).unwrap();
}

pub fn try_unwrap_fails() {
    let mine = Arc::new(0);
    let other = Arc::clone(&mine);
    let mine = Arc::try_unwrap(mine).unwrap_err();
    drop(other);
    Arc::try_unwrap(mine).unwrap();
}

pub fn try_unwrap_multithreaded() {
    let mine = Arc::new(0);
    let theirs = Arc::clone(&mine);
    let may_drop = Arc::new(Mutex::new(()));
    let other = {
        let may_drop = may_drop.clone();
        let closed = may_drop.lock().unwrap();
        let other = {
            let may_drop = may_drop.clone();
            spawn(move || {
                drop(may_drop.lock().unwrap());
                drop(theirs);
            })
        };
        // The other thread has its handle until it is let in.
        let mine = Arc::try_unwrap(mine).unwrap_err();
        drop(closed);
        other.join().unwrap();
        mine
    };
    Arc::try_unwrap(other).unwrap();
}

pub fn two_unwraps() -> (Option<u32>, Option<u32>) {
    let mine = Arc::new(7);
    let theirs = Arc::clone(&mine);
    let other = spawn(move || Arc::try_unwrap(theirs).ok());
    (Arc::try_unwrap(mine).ok(), other.join().unwrap())
}

pub fn count_beside_a_drop() -> usize {
    let mine = Arc::new(());
    let theirs = Arc::clone(&mine);
    let other = spawn(move || drop(theirs));
    let count = Arc::strong_count(&mine);
    other.join().unwrap();
    count
}

pub fn get_mut_beside_a_drop() -> bool {
    let mut mine = Arc::new(());
    let theirs = Arc::clone(&mine);
    let other = spawn(move || drop(theirs));
    let lent = Arc::get_mut(&mut mine).is_some();
    other.join().unwrap();
    lent
}

/// Tells what it finds when it is dropped.
struct Looks(Arc<AtomicUsize>, std::sync::Arc<std::sync::Mutex<usize>>);

impl Drop for Looks {
    fn drop(&mut self) {
        *self.1.lock().unwrap() = self.0.load(SeqCst);
    }
}

/// The destructor runs before the store, or behind it.
pub fn destructor_beside_a_store() -> usize {
    let found = std::sync::Arc::new(std::sync::Mutex::new(9));
    let x = Arc::new(AtomicUsize::new(0));
    let mine = Arc::new(Looks(Arc::clone(&x), std::sync::Arc::clone(&found)));
    let theirs = Arc::clone(&mine);
    let other = spawn(move || {
        drop(theirs);
        x.store(1, SeqCst);
    });
    drop(mine);
    other.join().unwrap();
    *found.lock().unwrap()
}
