//! One source for both: each includes this file beside a `world` of its own. Every program says in words how it ended.

use std::sync::Arc;
use std::sync::atomic::Ordering::*;

use super::world::{self, AtomicUsize, Barrier, Mutex, Place, RwLock};
use super::world::{current, fence, park, spawn, yield_now};

fn atomics() -> (Arc<[AtomicUsize; 3]>, Arc<[AtomicUsize; 3]>) {
    let all = Arc::new([(); 3].map(|()| AtomicUsize::new(0)));
    (Arc::clone(&all), all)
}

/// A thread looks before it stores, and another looks once.
pub fn own_load() -> String {
    let (mine, theirs) = atomics();
    let other = spawn(move || {
        theirs[0].load(SeqCst);
        theirs[0].store(1, SeqCst);
    });
    let seen = mine[0].load(SeqCst);
    other.join().unwrap();
    format!("read {seen}")
}

/// A flag is raised without a release, by a thread that has looked at it before.
pub fn race_behind_own_load() -> String {
    let (mine, theirs) = atomics();
    let place = Arc::new(Place::new());
    let their_place = Arc::clone(&place);
    let other = spawn(move || {
        their_place.write();
        theirs[0].load(Relaxed);
        theirs[0].store(1, Relaxed);
    });
    if mine[0].load(Relaxed) == 1 {
        place.read();
    }
    other.join().unwrap();
    "holds".into()
}

/// Two wakeups for two sleeps: if both come before the first sleep, they are one.
pub fn two_unparks() -> String {
    let sleeper = spawn(|| {
        park();
        park();
    });
    let wakers = [(); 2].map(|()| {
        let sleeper = sleeper.thread().clone();
        spawn(move || sleeper.unpark())
    });
    sleeper.join().unwrap();
    wakers.into_iter().for_each(|waker| waker.join().unwrap());
    "holds".into()
}

/// A relaxed flag, and an `unpark` of a thread that does not park.
pub fn unpark_instead_of_release() -> String {
    let (mine, theirs) = atomics();
    let place = Arc::new(Place::new());
    let their_place = Arc::clone(&place);
    let other = spawn(move || {
        if theirs[0].load(Relaxed) == 1 {
            their_place.read();
        }
    });
    place.write();
    other.thread().unpark();
    mine[0].store(1, Relaxed);
    other.join().unwrap();
    "holds".into()
}

/// A thread is unparked while it waits for another to end.
pub fn unpark_in_join() -> String {
    let main = current();
    spawn(move || main.unpark()).join().unwrap();
    "holds".into()
}

/// The fence comes behind the relaxed flag, and so releases nothing.
pub fn late_fence() -> String {
    let (mine, theirs) = atomics();
    let place = Arc::new(Place::new());
    let their_place = Arc::clone(&place);
    let other = spawn(move || {
        their_place.write();
        theirs[0].store(1, Relaxed);
        fence(SeqCst);
    });
    if mine[0].load(Relaxed) == 1 {
        fence(SeqCst);
        place.read();
    }
    other.join().unwrap();
    "holds".into()
}

/// A weak exchange with no other thread in the way.
pub fn weak_exchange() -> String {
    let x = AtomicUsize::new(0);
    match x.compare_exchange_weak(0, 1, Relaxed, Relaxed) {
        Ok(_) => "succeeds".into(),
        Err(_) => "fails".into(),
    }
}

/// The first user makes the atomic.
pub fn lazy_atomic() -> String {
    let shared = Arc::new(std::sync::OnceLock::new());
    let theirs = Arc::clone(&shared);
    let add = |to: &std::sync::OnceLock<AtomicUsize>| {
        to.get_or_init(|| AtomicUsize::new(0)).fetch_add(1, SeqCst);
    };
    let other = spawn(move || add(&theirs));
    add(&shared);
    other.join().unwrap();
    "holds".into()
}

/// Five threads one after the other, besides the closure's own.
pub fn six_threads() -> String {
    for _ in 0..5 {
        spawn(|| {}).join().unwrap();
    }
    "holds".into()
}

/// A big array on the stack of the closure's own thread.
pub fn big_frame() -> String {
    #[inline(never)]
    fn fill() -> u8 {
        let mut big = [0_u8; 60 * 1024];
        for byte in std::hint::black_box(&mut big) {
            *byte = 1;
        }
        big[1]
    }
    // Without an operation in the model there would be nothing to explore.
    AtomicUsize::new(0).store(usize::from(fill()), Relaxed);
    "holds".into()
}

/// Eight relaxed stores and a relaxed flag: all nine values may be read behind it.
pub fn eight_stores() -> String {
    let (mine, theirs) = atomics();
    let other = spawn(move || {
        for value in 1..=8 {
            theirs[0].store(value, Relaxed);
        }
        theirs[1].store(1, Relaxed);
    });
    let behind = mine[1].load(Relaxed) == 1;
    let seen = mine[0].load(Relaxed);
    other.join().unwrap();
    if behind { format!("{seen}") } else { String::new() }
}

/// Store buffering with `SeqCst` throughout.
pub fn store_buffering() -> String {
    let (mine, theirs) = atomics();
    let other = spawn(move || {
        theirs[0].store(1, SeqCst);
        theirs[1].load(SeqCst)
    });
    mine[1].store(1, SeqCst);
    let seen = mine[0].load(SeqCst);
    format!("{seen} {}", other.join().unwrap())
}

/// Both loads come before both stores.
pub fn load_buffering() -> String {
    let (mine, theirs) = atomics();
    let other = spawn(move || {
        let seen = theirs[0].load(Relaxed);
        theirs[1].store(1, Relaxed);
        seen
    });
    let seen = mine[1].load(Relaxed);
    mine[0].store(1, Relaxed);
    format!("{seen} {}", other.join().unwrap())
}

/// A store and an addition: what the addition read, and what is there at the end.
pub fn store_and_addition() -> String {
    let (mine, theirs) = atomics();
    let other = spawn(move || theirs[0].fetch_add(1, Relaxed));
    mine[0].store(10, Relaxed);
    let read = other.join().unwrap();
    format!("{read} then {}", mine[0].load(Relaxed))
}

fn spin_lock(
    threads: usize,
    lock: impl Fn(&AtomicUsize) + Copy + Send + 'static,
    unlock: impl Fn(&AtomicUsize) + Copy + Send + 'static,
) -> String {
    let (mine, theirs) = atomics();
    let work = move |shared: &[AtomicUsize; 3]| {
        lock(&shared[0]);
        shared[1].store(shared[1].load(Relaxed) + 1, Relaxed);
        unlock(&shared[0]);
    };
    let others: Vec<_> = (1..threads)
        .map(|_| {
            let theirs = Arc::clone(&theirs);
            spawn(move || work(&theirs))
        })
        .collect();
    work(&mine);
    others.into_iter().for_each(|other| other.join().unwrap());
    assert_eq!(mine[1].load(Relaxed), threads);
    "holds".into()
}

/// A lock made of `swap`, given back by a store.
pub fn swap_lock() -> String {
    let lock = |lock: &AtomicUsize| {
        while lock.swap(1, Acquire) == 1 {
            yield_now();
        }
    };
    spin_lock(2, lock, |lock| lock.store(0, Release))
}

/// Three threads and a lock made of `compare_exchange`.
pub fn three_spinners() -> String {
    let lock = |lock: &AtomicUsize| {
        while lock.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
            yield_now();
        }
    };
    // Given back by a `swap`: with a store, loom gives up at once.
    spin_lock(3, lock, |lock| _ = lock.swap(0, Release))
}

/// A loop that says nothing to the processor.
pub fn unhinted_spin() -> String {
    let lock = |lock: &AtomicUsize| {
        while lock.compare_exchange(0, 1, Acquire, Relaxed).is_err() {}
    };
    spin_lock(2, lock, |lock| lock.store(0, Release))
}

/// Two locks in opposite orders, in the `Arc` of the world.
pub fn deadlock_in_its_own_arc() -> String {
    let locks = world::Arc::new((Mutex::new(()), Mutex::new(())));
    let theirs = world::Arc::clone(&locks);
    let other = spawn(move || {
        let _first = theirs.0.lock().unwrap();
        let _second = theirs.1.lock().unwrap();
    });
    {
        let _first = locks.1.lock().unwrap();
        let _second = locks.0.lock().unwrap();
    }
    other.join().unwrap();
    "holds".into()
}

/// The same in std's `Arc`.
pub fn deadlock() -> String {
    let locks = Arc::new((Mutex::new(()), Mutex::new(())));
    let theirs = Arc::clone(&locks);
    let other = spawn(move || {
        let _first = theirs.0.lock().unwrap();
        let _second = theirs.1.lock().unwrap();
    });
    {
        let _first = locks.1.lock().unwrap();
        let _second = locks.0.lock().unwrap();
    }
    other.join().unwrap();
    "holds".into()
}

/// A thread panics, and `join` says so.
pub fn joined_panic() -> String {
    match spawn(|| panic!("on purpose")).join() {
        Ok(()) => "nothing happened".into(),
        Err(_) => "join returns the panic".into(),
    }
}

/// A thread panics while it holds a lock.
pub fn poison() -> String {
    let lock = Arc::new(Mutex::new(()));
    let theirs = Arc::clone(&lock);
    let other = spawn(move || {
        let _guard = theirs.lock().unwrap();
        panic!("on purpose");
    });
    let _panic = other.join();
    if lock.lock().is_err() { "poisoned".into() } else { "not poisoned".into() }
}

/// A lock is tried while another thread may hold it.
pub fn try_lock() -> String {
    let lock = Arc::new(Mutex::new(()));
    let theirs = Arc::clone(&lock);
    let (x, _) = atomics();
    let other = spawn(move || {
        let _guard = theirs.lock().unwrap();
        x[0].store(1, Relaxed);
    });
    let got = lock.try_lock().is_ok();
    other.join().unwrap();
    if got { "taken".into() } else { "held".into() }
}

/// Four threads, a counter and a lock.
pub fn mutex_counter() -> String {
    let total = Arc::new(Mutex::new(0));
    let others: Vec<_> = (0..4)
        .map(|_| {
            let total = Arc::clone(&total);
            spawn(move || *total.lock().unwrap() += 1)
        })
        .collect();
    others.into_iter().for_each(|other| other.join().unwrap());
    assert_eq!(*total.lock().unwrap(), 4);
    "holds".into()
}

/// Two threads that are not preempted: which of them comes first?
pub fn who_is_first() -> String {
    let (mine, theirs) = atomics();
    let (a, b) = (Arc::clone(&theirs), theirs);
    let a = spawn(move || a[0].fetch_add(1, SeqCst));
    let b = spawn(move || b[0].fetch_add(1, SeqCst));
    let first = if a.join().unwrap() == 0 { "A" } else { "B" };
    b.join().unwrap();
    _ = mine;
    format!("{first} first")
}

/// A racy counter with `SeqCst`; when an addition is lost, it panics with what happened, in order.
pub fn racy_counter() -> String {
    let (mine, theirs) = atomics();
    let log = Arc::new(std::sync::Mutex::new(Vec::new()));
    let others: Vec<_> = ["A", "B"]
        .into_iter()
        .map(|name| {
            let (theirs, log) = (Arc::clone(&theirs), Arc::clone(&log));
            spawn(move || {
                let seen = theirs[0].load(SeqCst);
                log.lock().unwrap().push(format!("{name} reads {seen}"));
                theirs[0].store(seen + 1, SeqCst);
                log.lock().unwrap().push(format!("{name} writes {}", seen + 1));
            })
        })
        .collect();
    others.into_iter().for_each(|other| other.join().unwrap());
    let log = log.lock().unwrap().join(", ");
    assert!(mine[0].load(SeqCst) == 2, "{log}");
    "holds".into()
}

/// One thread that reads what it is reading already: no thread wants to write.
pub fn read_twice() -> String {
    let lock = RwLock::new(());
    let _one = lock.read().unwrap();
    let _other = lock.read().unwrap();
    "holds".into()
}

/// Two threads that wait for each other at a barrier.
pub fn barrier() -> String {
    let barrier = Arc::new(Barrier::new(2));
    let theirs = Arc::clone(&barrier);
    let other = spawn(move || _ = theirs.wait());
    barrier.wait();
    other.join().unwrap();
    "holds".into()
}
