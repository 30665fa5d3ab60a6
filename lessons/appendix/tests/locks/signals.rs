//! The questions for what isn't held: a thread tells others something, or they meet.

use interleave::thread;

use crate::questions::always;
use crate::watched;
use crate::*;

/// Something that threads wait for, and that another thread can tell them.
pub trait Tells: Sync {
    /// Nothing has been told.
    fn silent() -> Self;

    /// Tells it.
    fn tell(&self);

    /// Waits until it has been told.
    fn wait(&self);
}

impl Tells for s3_token::Token {
    fn silent() -> Self {
        Self::default()
    }

    fn tell(&self) {
        self.unpark();
    }

    fn wait(&self) {
        self.park();
    }
}

/// A condvar needs a mutex.
#[derive(Default)]
pub struct WithMutex<C>(C, sync::Mutex<()>);

impl Tells for WithMutex<s10_on_futex::Condvar> {
    fn silent() -> Self {
        Self::default()
    }

    fn tell(&self) {
        self.0.notify_one();
    }

    fn wait(&self) {
        drop(self.0.wait(&self.1, self.1.lock().unwrap()));
    }
}

impl Tells for s9_event::Event {
    fn silent() -> Self {
        Self::default()
    }

    fn tell(&self) {
        self.set();
    }

    fn wait(&self) {
        self.wait();
    }
}

impl Tells for s8_queue::Queue<()> {
    fn silent() -> Self {
        Self::new(2)
    }

    fn tell(&self) {
        self.push(());
    }

    fn wait(&self) {
        self.pop();
    }
}

/// What becomes of a word that is spoken before anyone listens?
pub fn told_first<T: Tells>() -> &'static str {
    let gets_through = |told: usize, waits: usize| {
        always(|| {
            let it = T::silent();
            (0..told).for_each(|_| it.tell());
            (0..waits).for_each(|_| it.wait());
        })
    };
    match (gets_through(1, 1), gets_through(1, 2), gets_through(2, 2)) {
        (false, ..) => "forgotten",
        (true, true, _) => "stays",
        (true, false, true) => "counted",
        (true, false, false) => "kept once",
    }
}

/// How a thread waits that is never told.
pub fn waits<T: Tells>() -> &'static str {
    _ = watched::ways();
    assert!(!always(|| T::silent().wait()), "it was told by nothing");
    watched_in_words()
}

fn watched_in_words() -> &'static str {
    crate::questions::in_words()
}

/// One of two threads panics on its way to the barrier.
pub fn barrier_and_a_panic() -> &'static str {
    _ = watched::ways();
    let goes_on = always(|| {
        let barrier = s2_barrier::Barrier::new(2);
        thread::scope(|s| {
            let late = s.spawn(|| panic!("on purpose"));
            assert!(late.join().is_err());
            barrier.wait();
        });
    });
    if goes_on { "the others go on" } else { "the others wait" }
}

/// The thread that makes the value panics.
pub fn lazy_and_a_panic() -> &'static str {
    let made = always(|| {
        let lazy = s5_once::Lazy::default();
        thread::scope(|s| {
            let maker = s.spawn(|| _ = lazy.get_or_init(|| panic!("on purpose")));
            assert!(maker.join().is_err());
            let other = s.spawn(|| *lazy.get_or_init(|| 1));
            assert!(other.join().is_ok(), "the next thread panics");
        });
    });
    if made { "the next makes it" } else { "the next panics" }
}

/// A member of the group panics.
pub fn group_and_a_panic() -> &'static str {
    let goes_on = always(|| {
        let group = s6_wait_group::WaitGroup::new();
        let member = group.clone();
        thread::scope(|s| {
            let worker = s.spawn(|| {
                let _member = member;
                panic!("on purpose");
            });
            assert!(worker.join().is_err());
            group.wait();
        });
    });
    if goes_on { "counts as done" } else { "the waiter waits" }
}
