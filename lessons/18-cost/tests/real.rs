//! What holds on real threads, whatever the scheduler does.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

use lesson18::s3_all_shards::Scores;
use lesson18::s4_neighbours::{Apart, SideBySide};
use lesson18::s7_batch::Total;

const THREADS: usize = 4;
const ROUNDS: u64 = 5_000;

#[test]
fn no_snapshot_is_torn() {
    let (scores, done) = (Scores::new(5), AtomicBool::new(false));
    thread::scope(|s| {
        let writers: Vec<_> = (0..THREADS)
            .map(|_| {
                s.spawn(|| {
                    for _ in 0..ROUNDS {
                        (0..5).for_each(|player| scores.add(player, 1));
                    }
                })
            })
            .collect();
        s.spawn(|| {
            // Relaxed: it only has to end at some point.
            while !done.load(Relaxed) {
                let seen = scores.snapshot();
                let points: Vec<u64> =
                    (0..5).map(|player| seen.get(&player).copied().unwrap_or(0)).collect();
                // Each writer is at most one point further with a player than with the next one.
                let steps = points.windows(2).map(|pair| pair[0].wrapping_sub(pair[1]));
                assert!(steps.into_iter().all(|ahead| ahead <= THREADS as u64), "{points:?}");
            }
        });
        let results: Vec<_> = writers.into_iter().map(|writer| writer.join()).collect();
        done.store(true, Relaxed);
        assert!(results.iter().all(Result::is_ok));
    });
    let all = scores.snapshot();
    assert!(all.values().all(|&points| points == THREADS as u64 * ROUNDS), "{all:?}");
}

#[test]
fn a_thread_s_own_counter_loses_nothing() {
    let (side_by_side, apart) = (SideBySide::new(THREADS), Apart::new(THREADS));
    thread::scope(|s| {
        for thread in 0..THREADS {
            let (side_by_side, apart) = (&side_by_side, &apart);
            s.spawn(move || {
                for _ in 0..ROUNDS {
                    side_by_side.add(thread);
                    apart.add(thread);
                }
            });
        }
    });
    let expected = THREADS as u64 * ROUNDS;
    assert_eq!((side_by_side.total(), apart.total()), (expected, expected));
}

#[test]
fn counters_apart_share_no_cache_line() {
    // Most processors' lines are 64 bytes long.
    assert!(size_of::<crossbeam_utils::CachePadded<std::sync::atomic::AtomicU64>>() >= 64);
    assert_eq!(size_of::<std::sync::atomic::AtomicU64>(), 8);
}

#[test]
fn no_batch_loses_points() {
    let total = Total::default();
    thread::scope(|s| {
        for size in [1, 7, 64, 1_000_000] {
            let total = &total;
            s.spawn(move || {
                let mut batch = total.batch(size);
                (0..ROUNDS).for_each(|_| batch.add(1));
            });
        }
    });
    assert_eq!(total.get(), 4 * ROUNDS);
}
