//! What the lock lab measures: every lock of the course and others beside them, and each cure of chapter 18.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crossbeam_utils::CachePadded;
use crossbeam_utils::sync::ShardedLock;
use lesson18::{
    s1_one_lock, s2_sharded, s3_all_shards, s4_neighbours, s5_slow_inside, s6_slow_outside,
    s7_batch,
};

/// What one thread does until it's stopped: makes a few visits, and returns how many. It gets the number of its thread,
/// and a number of its own to draw others from.
pub type Visits = Box<dyn Fn(usize, &mut u64) -> u64 + Send + Sync>;

/// One thing to measure.
pub struct Case {
    /// What is compared with what: the first name of an experiment is the one that the others are compared with.
    pub experiment: &'static str,
    /// The lock, or the cure.
    pub name: &'static str,
    /// How many threads there are.
    pub threads: usize,
    /// How many multiplications a thread makes inside.
    pub inside: u32,
    /// How many of a hundred visits only read.
    pub reads: u32,
    /// Makes it anew for each sample.
    pub make: Box<dyn Fn() -> Visits>,
}

/// As many threads as are measured. Half of them are more than most small machines have cores.
pub const THREADS: [usize; 4] = [1, 2, 4, 8];

/// How many multiplications are made inside: none but an addition, or some hundred nanoseconds of them.
pub const INSIDE: [u32; 2] = [0, 200];

/// How many of a hundred visits only read.
pub const READS: [u32; 2] = [0, 90];

/// How many multiplications it takes to draw a page.
const PAGE: u32 = 2_000;

/// How many players have points in the experiments with shards.
const PLAYERS: u64 = 1_024;

/// Everything there is to measure. What is compared stands together.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for inside in INSIDE {
        for reads in READS {
            for threads in THREADS {
                let plan = Plan { inside, reads };
                cases.extend(locks(plan).into_iter().map(|(name, make)| Case {
                    experiment: "locks",
                    name,
                    threads,
                    inside,
                    reads,
                    make,
                }));
            }
        }
    }
    for threads in THREADS {
        cases.extend(cures(threads));
    }
    cases.extend(snapshots());
    cases
}

/// Multiplications, each of which needs the one before. The compiler can leave none of them out.
#[inline]
fn work(mut value: u64, times: u32) -> u64 {
    for _ in 0..times {
        value = black_box(value.wrapping_mul(6364136223846793005).wrapping_add(1));
    }
    value
}

/// Another number each time.
#[inline]
fn draw_number(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    *seed >> 33
}

/// How long a visit takes, and how many only read.
#[derive(Clone, Copy)]
pub struct Plan {
    inside: u32,
    reads: u32,
}

/// How many visits a thread makes before it looks whether it should stop. Looking isn't part of what is measured.
const VISITS: u32 = 20;

/// A lock with a number inside.
trait Contestant: Send + Sync + 'static {
    fn write(&self, work: impl FnOnce(&mut u64));

    /// The same, for a lock that knows no readers.
    fn read(&self, work: impl FnOnce(&u64)) {
        self.write(|value| work(value));
    }
}

type Make = Box<dyn Fn() -> Visits>;

fn contestant<C: Contestant>(plan: Plan, new: fn() -> C) -> Make {
    Box::new(move || {
        // No lock shares its cache lines with anything else.
        let lock = CachePadded::new(new());
        Box::new(move |_, _| {
            for visit in 0..VISITS {
                if visit % 10 < plan.reads / 10 {
                    lock.read(|value| _ = black_box(work(*value, plan.inside)));
                } else {
                    lock.write(|value| *value = work(*value + 1, plan.inside));
                }
            }
            u64::from(VISITS)
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
fn locks(plan: Plan) -> Vec<(&'static str, Make)> {
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

/// How a thread of an experiment goes about it: `new` makes what the threads share, and `visit` is one visit.
fn cure<S: Send + Sync + 'static>(
    new: impl Fn() -> S + 'static,
    visit: impl Fn(&S, usize, &mut u64) + Copy + Send + Sync + 'static,
) -> Make {
    Box::new(move || {
        let shared = CachePadded::new(new());
        Box::new(move |thread, seed| {
            for _ in 0..VISITS {
                visit(&shared, thread, seed);
            }
            u64::from(VISITS)
        })
    })
}

/// Each cure of chapter 18, and first in each experiment what it cures.
fn cures(threads: usize) -> Vec<Case> {
    let case =
        |experiment, name, make| Case { experiment, name, threads, inside: 0, reads: 0, make };
    vec![
        case(
            "shards",
            "one lock",
            cure(s1_one_lock::Scores::default, |scores, _, seed| {
                scores.add(draw_number(seed) % PLAYERS, 1)
            }),
        ),
        case(
            "shards",
            "2 shards",
            cure(
                || s3_all_shards::Scores::new(2),
                |scores, _, seed| scores.add(draw_number(seed) % PLAYERS, 1),
            ),
        ),
        case(
            "shards",
            "16 shards",
            cure(
                || s3_all_shards::Scores::new(16),
                |scores, _, seed| scores.add(draw_number(seed) % PLAYERS, 1),
            ),
        ),
        case(
            "shards",
            "16, side by side",
            cure(
                || s2_sharded::Scores::new(16),
                |scores, _, seed| scores.add(draw_number(seed) % PLAYERS, 1),
            ),
        ),
        case(
            "neighbours",
            "one for all",
            cure(|| AtomicU64::new(0), |count, _, _| _ = count.fetch_add(1, Relaxed)),
        ),
        case(
            "neighbours",
            "side by side",
            cure(
                move || s4_neighbours::SideBySide::new(threads),
                |counts, thread, _| counts.add(thread),
            ),
        ),
        case(
            "neighbours",
            "apart",
            cure(
                move || s4_neighbours::Apart::new(threads),
                |counts, thread, _| counts.add(thread),
            ),
        ),
        case("batches", "each on its own", batches(1)),
        case("batches", "batches of 8", batches(8)),
        case("batches", "batches of 64", batches(64)),
        case("batches", "batches of 512", batches(512)),
        case(
            "pages",
            "drawn inside",
            cure(s5_slow_inside::Board::default, |board, thread, _| {
                board.add(thread as u64, 1);
                board.publish(|points| page(points));
            }),
        ),
        case(
            "pages",
            "drawn outside",
            cure(s6_slow_outside::Board::default, |board, thread, _| {
                board.add(thread as u64, 1);
                board.publish(|points| page(points));
            }),
        ),
    ]
}

/// Draws a page, which takes a while.
fn page(points: &BTreeMap<u64, u64>) -> String {
    black_box(work(points.values().sum(), PAGE));
    String::new()
}

/// Additions in batches of this size.
fn batches(size: u32) -> Make {
    const ADDITIONS: u64 = 512;
    Box::new(move || {
        let total = CachePadded::new(s7_batch::Total::default());
        Box::new(move |_, _| {
            let mut batch = total.batch(size);
            for points in 0..ADDITIONS {
                batch.add(black_box(points));
            }
            ADDITIONS
        })
    })
}

/// What a snapshot costs, which has to acquire every lock.
fn snapshots() -> Vec<Case> {
    fn take<S: Send + Sync + 'static>(
        new: impl Fn() -> S + 'static,
        add: fn(&S, u64),
        snapshot: fn(&S) -> BTreeMap<u64, u64>,
    ) -> Make {
        let filled = move || {
            let scores = new();
            (0..PLAYERS).for_each(|player| add(&scores, player));
            scores
        };
        cure(filled, move |scores, _, _| _ = black_box(snapshot(scores)))
    }
    let case =
        |name, make| Case { experiment: "snapshots", name, threads: 1, inside: 0, reads: 0, make };
    use s3_all_shards::Scores as Sharded;
    vec![
        case(
            "one lock",
            take(
                s1_one_lock::Scores::default,
                |scores, player| scores.add(player, 1),
                s1_one_lock::Scores::snapshot,
            ),
        ),
        case(
            "2 shards",
            take(|| Sharded::new(2), |scores, player| scores.add(player, 1), Sharded::snapshot),
        ),
        case(
            "16 shards",
            take(|| Sharded::new(16), |scores, player| scores.add(player, 1), Sharded::snapshot),
        ),
        case(
            "256 shards",
            take(|| Sharded::new(256), |scores, player| scores.add(player, 1), Sharded::snapshot),
        ),
    ]
}
