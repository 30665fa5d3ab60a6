//! The virtual clock: it stands still unless somebody waits for it.

use interleave::time::{Duration, Instant};
use interleave::{FailureKind, hint, thread};

const MS: Duration = Duration::from_millis(1);

#[test]
fn steps_take_no_time() {
    interleave::model(|| {
        let start = Instant::now();
        thread::spawn(|| ()).join().unwrap();
        assert_eq!(start.elapsed(), Duration::ZERO);
        thread::sleep(3 * MS);
        assert_eq!(start.elapsed(), 3 * MS);
        thread::sleep(Duration::ZERO);
        assert_eq!(start.elapsed(), 3 * MS);
    });
}

#[test]
fn instants_are_counted_with_as_std_s() {
    interleave::model(|| {
        let start = Instant::now();
        let later = start + 5 * MS;
        assert_eq!(later - start, 5 * MS);
        assert_eq!(start - later, Duration::ZERO);
        assert_eq!(start.duration_since(later), Duration::ZERO);
        assert_eq!(later.checked_duration_since(start), Some(5 * MS));
        assert_eq!(start.checked_duration_since(later), None);
        assert_eq!(start.saturating_duration_since(later), Duration::ZERO);
        assert_eq!(later.checked_sub(5 * MS), Some(start));
        assert_eq!(start.checked_add(Duration::MAX), None);
        let mut moving = start;
        moving += 2 * MS;
        moving -= MS;
        assert!(start < moving && moving < later);
        assert_eq!(format!("{later:?} {:?}", start - MS), "Instant(5ms) Instant(-1ms)");
    });
}

#[test]
fn every_execution_begins_at_the_same_time() {
    let times = interleave::outcomes(|| {
        thread::scope(|s| {
            s.spawn(|| thread::sleep(MS));
            s.spawn(|| thread::sleep(MS));
        });
        format!("{:?}", Instant::now())
    });
    assert_eq!(times.values().collect::<Vec<_>>(), ["Instant(1ms)", "Instant(2ms)"]);
}

#[test]
fn a_loop_that_looks_at_the_clock_sees_time_pass_in_the_end() {
    for hinted in [true, false] {
        interleave::model(|| {
            let start = Instant::now();
            while start.elapsed() < 50 * MS {
                if hinted {
                    hint::spin_loop();
                }
            }
        });
    }
}

#[test]
fn a_loop_for_which_no_time_is_late_enough_is_found() {
    let verdict = interleave::check(|| {
        let start = Instant::now();
        while start.elapsed() < Duration::MAX {}
    });
    let found = verdict.expect_fails(FailureKind::Spin);
    assert!(found.to_string().contains("no time is late enough"), "{found}");
}

#[test]
fn two_looks_at_the_clock_have_no_order() {
    let explored = interleave::outcomes(|| {
        thread::scope(|s| {
            s.spawn(|| _ = Instant::now());
            s.spawn(|| _ = Instant::now());
        });
    });
    assert_eq!(explored.explored().interleavings(), 1);
}
