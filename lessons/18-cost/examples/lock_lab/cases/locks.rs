//! Most locks of the course, and those of std, parking_lot, spin and crossbeam, as contestants.
//!
//! Lesson 05 has the lock of lesson 04, and lesson 07 that of lesson 08's first stage, so these two aren't measured twice. Locks that
//! differ from these by a `try`, an owner or an upgrade aren't measured.

use std::cell::Cell;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crossbeam_utils::CachePadded;
use crossbeam_utils::sync::ShardedLock;

use super::{Make, VISITS, work};

/// How long a visit takes, and how many only read.
#[derive(Clone, Copy)]
pub struct Plan {
    /// How many multiplications a thread makes inside.
    pub inside: u32,
    /// How many of a hundred visits only read.
    pub reads: u32,
}

/// A lock with a number inside.
trait Contestant: Send + Sync + 'static {
    fn write(&self, work: impl FnOnce(&mut u64));

    /// The same, for a lock that knows no readers.
    fn read(&self, work: impl FnOnce(&u64)) {
        self.write(|value| work(value));
    }
}

/// The visit with this number: it writes, or only reads.
#[inline]
fn visit(lock: &impl Contestant, plan: Plan, number: u64) {
    if number % 10 < u64::from(plan.reads / 10) {
        lock.read(|value| _ = black_box(work(*value, plan.inside)));
    } else {
        lock.write(|value| *value = work(*value + 1, plan.inside));
    }
}

fn contestant<C: Contestant>(plan: Plan, new: fn() -> C) -> Make {
    Box::new(move || {
        // No lock shares its cache lines with anything else.
        let lock = CachePadded::new(new());
        if plan.inside == 0 {
            return Box::new(move |_, _| {
                (0..VISITS).for_each(|number| visit(&*lock, plan, number.into()));
                u64::from(VISITS)
            });
        }
        // A thread that stays inside for long, behind others, mustn't miss the end of its time.
        Box::new(move |_, number| {
            visit(&*lock, plan, *number);
            *number += 1;
            1
        })
    })
}

/// A lock that owns nothing, and the number right beside it.
#[derive(Default)]
struct Beside<L> {
    lock: L,
    value: AtomicU64,
}

impl<L> Beside<L> {
    /// Only for a thread that holds the lock.
    #[inline]
    fn change(&self, work: impl FnOnce(&mut u64)) {
        // Relaxed: the lock orders it.
        let mut value = self.value.load(Relaxed);
        work(&mut value);
        self.value.store(value, Relaxed);
    }
}

macro_rules! owns {
    ($($lock:ty: |$it:ident| $write:expr $(, $read:expr)?;)*) => {$(
        impl Contestant for $lock {
            #[inline]
            fn write(&self, work: impl FnOnce(&mut u64)) {
                let $it = self;
                work(&mut $write);
            }
            $(
                #[inline]
                fn read(&self, work: impl FnOnce(&u64)) {
                    let $it = self;
                    work(&$read);
                }
            )?
        }
    )*};
}

owns! {
    lesson06::s4_owns::Lock<u64>: |it| it.lock();
    lesson09::s6_mutex::Mutex<u64>: |it| it.lock();
    lesson10::s4_mark_right::Lock<u64>: |it| it.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    lesson15::s3_one_number::RwLock<u64>: |it| it.write(), it.read();
    std::sync::Mutex<u64>: |it| it.lock().unwrap();
    std::sync::RwLock<u64>: |it| it.write().unwrap(), it.read().unwrap();
    parking_lot::Mutex<u64>: |it| it.lock();
    parking_lot::RwLock<u64>: |it| it.write(), it.read();
    spin::mutex::SpinMutex<u64>: |it| it.lock();
    spin::mutex::TicketMutex<u64>: |it| it.lock();
    ShardedLock<u64>: |it| it.write().unwrap(), it.read().unwrap();
}

macro_rules! stands_beside {
    ($($lock:ty;)*) => {$(
        impl Contestant for Beside<$lock> {
            #[inline]
            fn write(&self, work: impl FnOnce(&mut u64)) {
                self.lock.acquire();
                self.change(work);
                // Some of these locks say whether they were held. This one was.
                _ = self.lock.release();
            }
        }
    )*};
}

stands_beside! {
    lesson04::s2_swap::BinaryLock;
    lesson04::s3_exchange::BinaryLock;
    lesson08::s1_test_and_set::BinaryLock;
    lesson08::s2_look_first::BinaryLock;
    lesson08::s3_backoff::BinaryLock;
    lesson08::s4_ticket::TicketLock;
    lesson09::s2_queue::BinaryLock;
    lesson09::s4_two_states::BinaryLock;
    lesson09::s5_three_states::BinaryLock;
    lesson11::s4_deadline::BinaryLock;
}

macro_rules! reads_beside {
    ($($lock:ty;)*) => {$(
        impl Contestant for Beside<$lock> {
            #[inline]
            fn write(&self, work: impl FnOnce(&mut u64)) {
                let _guard = self.lock.write();
                self.change(work);
            }

            #[inline]
            fn read(&self, work: impl FnOnce(&u64)) {
                let _guard = self.lock.read();
                // Relaxed: the lock orders it.
                work(&self.value.load(Relaxed));
            }
        }
    )*};
}

reads_beside! {
    lesson15::s1_rwlock::RwLock;
    lesson15::s2_writers_first::RwLock;
}

/// The lock of lesson 11 that lets its holder in again hands out shared references only.
impl Contestant for lesson11::s6_reentrant::ReentrantLock<Cell<u64>> {
    #[inline]
    fn write(&self, work: impl FnOnce(&mut u64)) {
        let guard = self.lock();
        let mut value = guard.get();
        work(&mut value);
        guard.set(value);
    }
}

/// Every lock, std's mutex first. It's measured twice, as if it were two: what lies between these two is noise.
pub fn locks(plan: Plan) -> Vec<(&'static str, Make)> {
    vec![
        ("std Mutex", contestant(plan, || std::sync::Mutex::new(0))),
        ("std Mutex, again", contestant(plan, || std::sync::Mutex::new(0))),
        ("std RwLock", contestant(plan, || std::sync::RwLock::new(0))),
        ("parking_lot Mutex", contestant(plan, || parking_lot::Mutex::new(0))),
        ("parking_lot RwLock", contestant(plan, || parking_lot::RwLock::new(0))),
        ("crossbeam ShardedLock", contestant(plan, || ShardedLock::new(0))),
        ("spin SpinMutex", contestant(plan, || spin::mutex::SpinMutex::new(0))),
        ("spin TicketMutex", contestant(plan, || spin::mutex::TicketMutex::new(0))),
        ("04 swap", contestant(plan, Beside::<lesson04::s2_swap::BinaryLock>::default)),
        ("04 exchange", contestant(plan, Beside::<lesson04::s3_exchange::BinaryLock>::default)),
        ("06 lock that owns", contestant(plan, || lesson06::s4_owns::Lock::new(0))),
        (
            "08 test-and-set",
            contestant(plan, Beside::<lesson08::s1_test_and_set::BinaryLock>::default),
        ),
        ("08 look first", contestant(plan, Beside::<lesson08::s2_look_first::BinaryLock>::default)),
        ("08 backoff", contestant(plan, Beside::<lesson08::s3_backoff::BinaryLock>::default)),
        ("08 ticket", contestant(plan, Beside::<lesson08::s4_ticket::TicketLock>::default)),
        ("09 queue", contestant(plan, Beside::<lesson09::s2_queue::BinaryLock>::default)),
        ("09 two states", contestant(plan, Beside::<lesson09::s4_two_states::BinaryLock>::default)),
        (
            "09 three states",
            contestant(plan, Beside::<lesson09::s5_three_states::BinaryLock>::default),
        ),
        ("09 mutex", contestant(plan, || lesson09::s6_mutex::Mutex::new(0))),
        ("10 poison", contestant(plan, || lesson10::s4_mark_right::Lock::new(0))),
        ("11 deadline", contestant(plan, Beside::<lesson11::s4_deadline::BinaryLock>::default)),
        (
            "11 re-entrant",
            contestant(plan, || lesson11::s6_reentrant::ReentrantLock::new(Cell::new(0))),
        ),
        ("15 read-write", contestant(plan, Beside::<lesson15::s1_rwlock::RwLock>::default)),
        (
            "15 writers first",
            contestant(plan, Beside::<lesson15::s2_writers_first::RwLock>::default),
        ),
        ("15 one number", contestant(plan, || lesson15::s3_one_number::RwLock::new(0))),
    ]
}
