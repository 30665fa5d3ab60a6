//! `time`: instants, and what can be computed with them.

use super::panic_of;
use super::world::{always, one_of, thread, time};
use std::hash::{BuildHasher, RandomState};
use time::{Duration, Instant};

is!(Instant: Copy + Ord + std::hash::Hash + std::fmt::Debug + Send + Sync + Unpin);

const MS: Duration = Duration::from_millis(1);

#[test]
fn time_does_not_go_back() {
    always(|| {
        let (start, then) = (Instant::now(), Instant::now());
        assert!(start <= then && then.duration_since(start) <= start.elapsed());
    });
}

#[test]
fn sums_and_differences_agree() {
    always(|| {
        let start = Instant::now();
        let mut later = start + 5 * MS;
        assert!(later > start && later != start);
        assert_eq!(later - start, 5 * MS);
        assert_eq!(later - 5 * MS, start);
        later -= 2 * MS;
        later += MS;
        assert_eq!(later.duration_since(start), 4 * MS);
        let hasher = RandomState::new();
        assert_eq!(hasher.hash_one(later), hasher.hash_one(start + 4 * MS));
    });
}

#[test]
fn what_is_later_is_no_time_ago() {
    always(|| {
        let start = Instant::now();
        let later = start + MS;
        assert_eq!(start.duration_since(later), Duration::ZERO);
        assert_eq!(start - later, Duration::ZERO);
        assert_eq!(start.saturating_duration_since(later), Duration::ZERO);
        assert_eq!(start.checked_duration_since(later), None);
        assert_eq!(later.saturating_duration_since(start), MS);
        assert_eq!(later.checked_duration_since(start), Some(MS));
        assert_eq!((start + 3600 * 1000 * MS).elapsed(), Duration::ZERO);
    });
}

#[test]
fn there_is_no_instant_beyond_the_end_of_time() {
    always(|| {
        let mut start = Instant::now();
        assert_eq!(start.checked_add(MS), Some(start + MS));
        assert_eq!(start.checked_sub(MS), Some(start - MS));
        assert_eq!(start.checked_add(Duration::MAX), None);
        assert_eq!(start.checked_sub(Duration::MAX), None);
        let overflow = "overflow when adding duration to instant";
        assert_eq!(panic_of(|| start + Duration::MAX), overflow);
        assert_eq!(panic_of(|| start += Duration::MAX), overflow);
        let overflow = "overflow when subtracting duration from instant";
        assert_eq!(panic_of(|| start - Duration::MAX), overflow);
        assert_eq!(panic_of(|| start -= Duration::MAX), overflow);
    });
}

/// What it prints is nobody's promise.
#[test]
fn an_instant_prints() {
    always(|| assert!(format!("{:?}", Instant::now()).starts_with("Instant")));
}

#[test]
fn a_sleep_lasts_at_least_as_long() {
    always(|| {
        let start = Instant::now();
        thread::sleep(MS);
        assert!(start.elapsed() >= MS);
    });
}

#[test]
fn a_sleeper_may_be_overtaken_or_not() {
    one_of(["AB".to_string(), "BA".into()], || {
        let order = super::world::sync::Mutex::new(String::new());
        thread::scope(|s| {
            s.spawn(|| order.lock().unwrap().push('A'));
            thread::sleep(MS);
            order.lock().unwrap().push('B');
        });
        order.into_inner().unwrap()
    });
}
