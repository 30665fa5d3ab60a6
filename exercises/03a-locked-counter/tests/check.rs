//! Explores what the waiters can do to the jar.

use interleave::thread;
use locked_counter::TipJar;

#[test]
fn a_waiter_alone_loses_nothing() {
    interleave::model(|| {
        let jar = TipJar::default();
        assert_eq!(jar.total(), 0, "a new jar is empty");
        assert_eq!(jar.add(10), 10, "the first tip of 10 was put in");
        assert_eq!(jar.add(20), 30, "20 was put in on top of 10");
        assert_eq!(jar.total(), 30, "10 and 20 were put in");
    });
}

#[test]
fn each_jar_holds_its_own_tips() {
    interleave::model(|| {
        let (jar, other) = (TipJar::default(), TipJar::default());
        jar.add(10);
        assert_eq!(other.total(), 0, "10 was put into another jar");
    });
}

#[test]
fn no_tip_is_lost() {
    interleave::model(|| {
        let jar = TipJar::default();
        thread::scope(|s| {
            s.spawn(|| jar.add(10));
            s.spawn(|| jar.add(20));
        });
        let total = jar.total();
        assert!(total == 30, "10 and 20 were put in, but the jar holds {total}");
    });
}

#[test]
fn each_waiter_is_told_the_total_with_their_own_tip_as_the_last() {
    interleave::model(|| {
        let jar = TipJar::default();
        let told = thread::scope(|s| {
            let waiters = [10, 20].map(|tip| {
                let jar = &jar;
                s.spawn(move || jar.add(tip))
            });
            waiters.map(|waiter| waiter.join().unwrap())
        });
        assert!(
            told == [10, 30] || told == [30, 20],
            "with tips of 10 and 20 the waiters are told 10 and 30, or 30 and 20, \
             but here they were told {} and {}",
            told[0],
            told[1]
        );
    });
}

#[test]
fn whoever_looks_meanwhile_sees_a_total_that_there_was() {
    interleave::model(|| {
        let jar = TipJar::default();
        jar.add(10);
        thread::scope(|s| {
            s.spawn(|| jar.add(20));
            let seen = jar.total();
            assert!(
                seen == 10 || seen == 30,
                "the jar held 10, and holds 30 once 20 is put in, but somebody looked and saw {seen}"
            );
        });
    });
}

#[test]
fn three_waiters_with_two_tips_each_lose_nothing() {
    interleave::model(|| {
        let jar = TipJar::default();
        thread::scope(|s| {
            for tip in [1, 10, 100] {
                let jar = &jar;
                s.spawn(move || {
                    jar.add(tip);
                    jar.add(tip);
                });
            }
        });
        let total = jar.total();
        assert!(total == 222, "1, 10 and 100 were put in, each twice, but the jar holds {total}");
    });
}
