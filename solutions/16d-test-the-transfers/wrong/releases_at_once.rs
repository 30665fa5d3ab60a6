//! rejected: assertion — it wants both locks to be released together
//! by: no_right_transfer_is_refused

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;
pub use club::{Balance, Club, New, NotEnough};
use interleave::thread;
use std::sync::Arc;

fn club(new: New, a: &[(u32, u32)]) -> Arc<dyn Club> {
    Arc::from(new(a))
}

pub fn test(new: New) {
    interleave::model(move || {
        let c = club(new, &[(1, 10), (2, 7)]);
        assert_eq!(c.transfer(1, 2, 3), Ok(()));
        assert_eq!((*c.lock(1), *c.lock(2)), (7, 10));
        assert_eq!(c.transfer(1, 2, 8), Err(NotEnough));
        assert_eq!((*c.lock(1), *c.lock(2)), (7, 10));
        assert_eq!(c.transfer(2, 1, 11), Err(NotEnough));
        assert_eq!(c.transfer(2, 1, u32::MAX), Err(NotEnough));
        assert_eq!((*c.lock(1), *c.lock(2)), (7, 10));
        assert_eq!(c.transfer(2, 1, 10), Ok(()));
        assert_eq!((*c.lock(1), *c.lock(2)), (17, 0));
        assert_eq!(c.transfer(2, 1, 0), Ok(()));
        for n in [1, 2] {
            let b = *c.lock(n);
            assert_eq!(c.transfer(n, n, b), Ok(()));
            assert_eq!(c.transfer(n, n, b + 1), Err(NotEnough));
            assert_eq!(c.transfer(n, n, b / 2), Ok(()));
            assert_eq!(*c.lock(n), b);
        }
    });
    for (x, y) in [
        (1, 2),
        (2, 4),
        (1, 3),
        (0, u32::MAX),
        (1, 65_537),
        (0, 1 << 31),
        (7, 7 + (1 << 24)),
        (1 << 24, (1 << 24) + 1),
        (5, 261),
    ] {
        for (bx, by) in [(10, 7), (7, 10), (10, 10)] {
            interleave::model(move || {
                let c = club(new, &[(x, bx), (y, by)]);
                let d = c.clone();
                let t = thread::spawn(move || {
                    d.transfer(x, y, 2).unwrap();
                });
                c.transfer(y, x, 3).unwrap();
                t.join().unwrap();
                assert_eq!((*c.lock(x), *c.lock(y)), (bx + 1, by - 1));
            });
        }
    }
    for [x, y, z] in [
        [1, 2, 3],
        [0, 1_431_655_765, 2_863_311_530],
        [2, 1_431_655_767, 2_863_311_532],
        [1, 1000, 4_000_000_000],
        [100, 1 << 31, (1 << 31) + 50],
    ] {
        for back in [false, true] {
            interleave::model(move || {
                let c = club(new, &[(x, 5), (y, 5), (z, 5)]);
                let pairs = if back { [(x, z), (z, y), (y, x)] } else { [(x, y), (y, z), (z, x)] };
                let ts: Vec<_> = pairs[1..]
                    .iter()
                    .map(|&(f, t)| {
                        let c = c.clone();
                        thread::spawn(move || c.transfer(f, t, 2).unwrap())
                    })
                    .collect();
                c.transfer(pairs[0].0, pairs[0].1, 2).unwrap();
                for t in ts {
                    t.join().unwrap();
                }
                assert_eq!((*c.lock(x), *c.lock(y), *c.lock(z)), (5, 5, 5));
            });
        }
    }
    // nobody finds money missing
    for (f, t) in [(1, 2), (2, 1)] {
        for amount in [4, 20] {
            interleave::model(move || {
                let c = club(new, &[(1, 10), (2, 7)]);
                let d = c.clone();
                let h = thread::spawn(move || {
                    let _ = d.transfer(f, t, amount);
                });
                {
                    let a = c.try_lock(1);
                    let b = c.try_lock(2);
                    if let (Some(a), Some(b)) = (a, b) {
                        assert_eq!(*a + *b, 17);
                    }
                }
                h.join().unwrap();
            });
        }
    }
    // only one of two
    for (f, t) in [(1, 2), (2, 1)] {
        interleave::model(move || {
            let c = club(new, &[(f, 10), (t, 0), (3, 0)]);
            let d = c.clone();
            let h = thread::spawn(move || d.transfer(f, t, 7));
            let r = c.transfer(f, 3, 7);
            let s = h.join().unwrap();
            assert!(r.is_ok() != s.is_ok());
            assert_eq!(*c.lock(f), 3);
        });
    }
    // self against another
    for (f, t) in [(1, 2), (2, 1)] {
        interleave::model(move || {
            let c = club(new, &[(1, 10), (2, 10)]);
            let d = c.clone();
            let h = thread::spawn(move || d.transfer(f, f, 8).is_ok());
            c.transfer(f, t, 7).unwrap();
            h.join().unwrap();
            assert_eq!((*c.lock(f), *c.lock(t)), (3, 17));
        });
    }
    // waits for its own only
    for (f, t) in [(1, 3), (3, 1), (3, 3), (4, 3), (3, 4)] {
        interleave::model(move || {
            let c = club(new, &[(1, 10), (2, 10), (3, 10), (4, 10)]);
            let held = c.lock(3);
            let d = c.clone();
            let h = thread::spawn(move || d.transfer(f, t, 1).unwrap());
            let e = c.clone();
            thread::spawn(move || {
                e.transfer(if f == 1 || t == 1 { 4 } else { 1 }, 2, 1).unwrap();
                e.transfer(2, if f == 1 || t == 1 { 4 } else { 1 }, 1).unwrap();
                e.transfer(2, 2, 1).unwrap();
            })
            .join()
            .unwrap();
            drop(held);
            h.join().unwrap();
        });
    }
    interleave::model(move || {
        let c = club(new, &[(1, 10), (2, 7)]);
        let d = c.clone();
        let h = thread::spawn(move || {
            d.transfer(1, 2, 1).unwrap();
        });
        {
            let a = c.lock(1);
            if *a == (if 1 == 1 { 9 } else { 6 }) {
                assert!(c.try_lock(2).is_some());
            }
        }
        h.join().unwrap();
    });
}
