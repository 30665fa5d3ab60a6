//! Each cure of chapter 18, and beside it what it cures.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crossbeam_utils::CachePadded;
use lesson18::{
    s1_one_lock, s2_sharded, s3_all_shards, s4_neighbours, s5_slow_inside, s6_slow_outside,
    s7_batch,
};

use super::{Case, Make, VISITS, work};

/// How many multiplications it takes to draw a page.
const PAGE: u32 = 2_000;

/// How many players have points in the experiments with shards.
const PLAYERS: u64 = 1_024;

/// Another number each time.
#[inline]
fn draw_number(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    *seed >> 33
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

/// Threads give points to players that they draw.
fn points<S: Send + Sync + 'static>(
    new: impl Fn() -> S + 'static,
    add: impl Fn(&S, u64, u64) + Copy + Send + Sync + 'static,
) -> Make {
    cure(new, move |scores, _, seed| add(scores, draw_number(seed) % PLAYERS, 1))
}

/// Each cure of chapter 18, and first in each experiment what it cures.
pub fn cures(threads: usize) -> Vec<Case> {
    use s1_one_lock::Scores as OneLock;
    use s2_sharded::Scores as SideBySide;
    use s3_all_shards::Scores as Sharded;
    let case =
        |experiment, name, make| Case { experiment, name, threads, inside: 0, reads: 0, make };
    let one = cure(|| AtomicU64::new(0), |count, _, _| _ = count.fetch_add(1, Relaxed));
    let side_by_side = cure(
        move || s4_neighbours::SideBySide::new(threads),
        |counts, thread, _| counts.add(thread),
    );
    let apart =
        cure(move || s4_neighbours::Apart::new(threads), |counts, thread, _| counts.add(thread));
    let inside = cure(s5_slow_inside::Board::default, |board, thread, _| {
        board.add(thread as u64, 1);
        board.publish(page);
    });
    let outside = cure(s6_slow_outside::Board::default, |board, thread, _| {
        board.add(thread as u64, 1);
        board.publish(page);
    });
    vec![
        case("shards", "one lock", points(OneLock::default, OneLock::add)),
        case("shards", "2 shards", points(|| Sharded::new(2), Sharded::add)),
        case("shards", "16 shards", points(|| Sharded::new(16), Sharded::add)),
        case("shards", "16, side by side", points(|| SideBySide::new(16), SideBySide::add)),
        case("neighbours", "one for all", one),
        case("neighbours", "side by side", side_by_side),
        case("neighbours", "apart", apart),
        case("batches", "each on its own", batches(1)),
        case("batches", "batches of 8", batches(8)),
        case("batches", "batches of 64", batches(64)),
        case("batches", "batches of 512", batches(512)),
        case("pages", "drawn inside", inside),
        case("pages", "drawn outside", outside),
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

/// One thread takes snapshots of all players' points.
fn snapshot<S: Send + Sync + 'static>(
    new: impl Fn() -> S + 'static,
    add: fn(&S, u64, u64),
    take: impl Fn(&S) -> BTreeMap<u64, u64> + Copy + Send + Sync + 'static,
) -> Make {
    let filled = move || {
        let scores = new();
        (0..PLAYERS).for_each(|player| add(&scores, player, 1));
        scores
    };
    cure(filled, move |scores, _, _| _ = black_box(take(scores)))
}

/// What a snapshot costs, which has to acquire every lock.
pub fn snapshots() -> Vec<Case> {
    use s1_one_lock::Scores as OneLock;
    use s3_all_shards::Scores as Sharded;
    let case =
        |name, make| Case { experiment: "snapshots", name, threads: 1, inside: 0, reads: 0, make };
    vec![
        case("one lock", snapshot(OneLock::default, OneLock::add, OneLock::snapshot)),
        case("2 shards", snapshot(|| Sharded::new(2), Sharded::add, Sharded::snapshot)),
        case("16 shards", snapshot(|| Sharded::new(16), Sharded::add, Sharded::snapshot)),
        case("256 shards", snapshot(|| Sharded::new(256), Sharded::add, Sharded::snapshot)),
    ]
}
