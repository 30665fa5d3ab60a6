//! Programs in which a thread sleeps: one source for both, as in `programs.rs`.

use std::sync::Arc;
use std::sync::atomic::Ordering::*;
use std::time::Duration;

use super::world::{AtomicUsize, Condvar, Mutex, Place, park, spawn};

/// A thread sleeps until a flag is raised, and looks at it only before it sleeps.
pub fn park_without_a_loop() -> String {
    let flag = Arc::new(AtomicUsize::new(0));
    let theirs = Arc::clone(&flag);
    let sleeper = spawn(move || {
        park();
        theirs.load(SeqCst)
    });
    flag.store(1, SeqCst);
    sleeper.thread().unpark();
    if sleeper.join().unwrap() == 1 { "raised".into() } else { "not raised".into() }
}

/// An `if` where a `while` belongs.
pub fn wait_without_a_loop() -> String {
    let shared = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = Arc::clone(&shared);
    let sleeper = spawn(move || {
        let mut ready = theirs.0.lock().unwrap();
        if !*ready {
            ready = theirs.1.wait(ready).unwrap();
        }
        *ready
    });
    *shared.0.lock().unwrap() = true;
    shared.1.notify_one();
    if sleeper.join().unwrap() { "ready".into() } else { "not ready".into() }
}

/// Two threads wait, one is woken, and passes it on: which was the first?
pub fn who_is_woken() -> String {
    #[derive(Default)]
    struct State {
        arrived: usize,
        open: bool,
        both_waited: bool,
        first: Option<usize>,
    }
    let shared = Arc::new((Mutex::new(State::default()), Condvar::new()));
    let sleepers = [(); 2].map(|()| {
        let shared = Arc::clone(&shared);
        spawn(move || {
            let mut state = shared.0.lock().unwrap();
            let me = state.arrived;
            state.arrived += 1;
            while !state.open {
                state = shared.1.wait(state).unwrap();
            }
            state.first.get_or_insert(me);
            drop(state);
            shared.1.notify_one();
        })
    });
    let mut state = shared.0.lock().unwrap();
    state.open = true;
    state.both_waited = state.arrived == 2;
    drop(state);
    shared.1.notify_one();
    sleepers.into_iter().for_each(|sleeper| sleeper.join().unwrap());
    let state = shared.0.lock().unwrap();
    match state.first {
        Some(first) if state.both_waited => ["the first", "the second"][first].into(),
        _ => String::new(),
    }
}

/// Nobody notifies; the wait has a limit.
pub fn timed_wait() -> String {
    let (lock, condvar) = (Mutex::new(()), Condvar::new());
    // It may also wake for no reason, before its time is over.
    for _ in 0..2 {
        let (_, result) =
            condvar.wait_timeout(lock.lock().unwrap(), Duration::from_millis(1)).unwrap();
        if result.timed_out() {
            return "times out".into();
        }
    }
    "wakes twice".into()
}

/// A thread that has its token already waits on a condvar, and then parks.
pub fn token_and_condvar() -> String {
    let shared = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = Arc::clone(&shared);
    let sleeper = spawn(move || {
        let mut ready = theirs.0.lock().unwrap();
        while !*ready {
            ready = theirs.1.wait(ready).unwrap();
        }
        drop(ready);
        park();
    });
    sleeper.thread().unpark();
    *shared.0.lock().unwrap() = true;
    shared.1.notify_one();
    sleeper.join().unwrap();
    "holds".into()
}

/// The place is written after the lock was given back: `notify_one` alone orders nothing.
pub fn notify_instead_of_lock() -> String {
    let shared = Arc::new((Mutex::new((false, false)), Condvar::new(), Place::new()));
    let theirs = Arc::clone(&shared);
    let sleeper = spawn(move || {
        let (lock, condvar, place) = &*theirs;
        let mut state = lock.lock().unwrap();
        if state.1 {
            return;
        }
        state.0 = true;
        drop(condvar.wait(state).unwrap());
        place.read();
    });
    let (lock, condvar, place) = &*shared;
    let mut state = lock.lock().unwrap();
    state.1 = true;
    let waits = state.0;
    drop(state);
    if waits {
        place.write();
        condvar.notify_one();
    }
    sleeper.join().unwrap();
    "holds".into()
}
