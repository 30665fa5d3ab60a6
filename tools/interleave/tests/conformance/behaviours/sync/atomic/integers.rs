//! Atomic integers: every type, every method, at the ends of its range as well.

use super::world::always;
use super::world::sync::atomic::*;
use Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::panic::{RefUnwindSafe, UnwindSafe};

macro_rules! integers {
    ($($name:ident: $atomic:ident of $value:ident;)*) => {$(
        mod $name {
            use super::*;

            is!($atomic: Send + Sync + UnwindSafe + RefUnwindSafe);

            #[test]
            fn it_is_made_read_written_and_consumed() {
                always(|| {
                    let mut atomic = const { $atomic::new(1) };
                    assert_eq!(atomic.load(Acquire), 1);
                    atomic.store($value::MAX, Release);
                    assert_eq!(atomic.load(Relaxed), $value::MAX);
                    assert_eq!(atomic.swap($value::MIN, AcqRel), $value::MAX);
                    assert_eq!(*atomic.get_mut(), $value::MIN);
                    *atomic.get_mut() = 5;
                    assert_eq!(atomic.load(SeqCst), 5);
                    assert_eq!(atomic.fetch_add(1, Relaxed), 5);
                    assert_eq!(atomic.into_inner(), 6);
                    assert_eq!($atomic::new($value::MIN).into_inner(), $value::MIN);
                });
            }

            #[test]
            fn it_comes_from_nothing_or_a_value_and_prints_as_one() {
                always(|| {
                    assert_eq!($atomic::default().load(Relaxed), 0);
                    let atomic = $atomic::from($value::MIN);
                    assert_eq!(format!("{atomic:?}"), format!("{:?}", $value::MIN));
                    atomic.store($value::MAX, Relaxed);
                    assert_eq!(format!("{atomic:?}"), format!("{:?}", $value::MAX));
                });
            }

            #[test]
            fn sums_wrap_around() {
                always(|| {
                    let atomic = $atomic::new($value::MAX);
                    assert_eq!(atomic.fetch_add(1, SeqCst), $value::MAX);
                    assert_eq!(atomic.fetch_sub(1, SeqCst), $value::MIN);
                    assert_eq!(atomic.fetch_sub($value::MAX, SeqCst), $value::MAX);
                    assert_eq!(atomic.load(SeqCst), 0);
                });
            }

            #[test]
            fn bits_are_combined() {
                always(|| {
                    let atomic = $atomic::new(0b1100);
                    assert_eq!(atomic.fetch_and(0b1010, SeqCst), 0b1100);
                    assert_eq!(atomic.fetch_or(0b0011, SeqCst), 0b1000);
                    assert_eq!(atomic.fetch_xor(0b0110, SeqCst), 0b1011);
                    assert_eq!(atomic.fetch_nand(0b0100, SeqCst), 0b1101);
                    assert_eq!(atomic.load(SeqCst), !0b0100);
                    assert_eq!(atomic.fetch_nand(!0, SeqCst), !0b0100);
                    assert_eq!(atomic.load(SeqCst), 0b0100);
                });
            }

            #[test]
            fn the_greater_or_the_smaller_is_kept() {
                always(|| {
                    let atomic = $atomic::new(5);
                    assert_eq!(atomic.fetch_max(7, SeqCst), 5);
                    assert_eq!(atomic.fetch_max(6, SeqCst), 7);
                    assert_eq!(atomic.fetch_min(8, SeqCst), 7);
                    assert_eq!(atomic.fetch_min($value::MIN, SeqCst), 7);
                    assert_eq!(atomic.fetch_max($value::MAX, SeqCst), $value::MIN);
                    assert_eq!(atomic.into_inner(), $value::MAX);
                });
            }

            #[test]
            fn an_exchange_compares_first() {
                always(|| {
                    let atomic = $atomic::new($value::MIN);
                    let failed = atomic.compare_exchange(1, 2, AcqRel, Acquire);
                    assert_eq!(failed, Err($value::MIN));
                    let done = atomic.compare_exchange($value::MIN, 2, AcqRel, Acquire);
                    assert_eq!((done, atomic.load(SeqCst)), (Ok($value::MIN), 2));
                    // The weak one fails for no reason at times, but not forever; and it never finds another value.
                    assert_eq!(atomic.compare_exchange_weak(1, 3, Release, Relaxed), Err(2));
                    while let Err(found) = atomic.compare_exchange_weak(2, 3, Release, Relaxed) {
                        assert_eq!(found, 2);
                    }
                    assert_eq!(atomic.into_inner(), 3);
                });
            }

            #[test]
            fn a_function_updates_it() {
                always(|| {
                    let atomic = $atomic::new(1);
                    assert_eq!(atomic.fetch_update(SeqCst, SeqCst, |_| None), Err(1));
                    assert_eq!(atomic.fetch_update(SeqCst, SeqCst, |v| Some(v * 3)), Ok(1));
                    assert_eq!(atomic.try_update(SeqCst, SeqCst, |_| None), Err(3));
                    assert_eq!(atomic.try_update(SeqCst, SeqCst, |v| Some(v * 3)), Ok(3));
                    assert_eq!(atomic.update(SeqCst, SeqCst, |v| v * 3), 9);
                    assert_eq!(atomic.into_inner(), 27);
                });
            }
        }
    )*};
}

integers! {
    u8s: AtomicU8 of u8;
    u16s: AtomicU16 of u16;
    u32s: AtomicU32 of u32;
    u64s: AtomicU64 of u64;
    usizes: AtomicUsize of usize;
    i8s: AtomicI8 of i8;
    i16s: AtomicI16 of i16;
    i32s: AtomicI32 of i32;
    i64s: AtomicI64 of i64;
    isizes: AtomicIsize of isize;
}

#[test]
fn signs_are_minded() {
    always(|| {
        let atomic = AtomicI8::new(-1);
        assert_eq!(atomic.fetch_max(1, SeqCst), -1);
        assert_eq!(atomic.fetch_min(-128, SeqCst), 1);
        assert_eq!(atomic.compare_exchange(-128, -2, SeqCst, SeqCst), Ok(-128));
        assert_eq!(atomic.fetch_add(-127, SeqCst), -2);
        assert_eq!(atomic.into_inner(), 127);
    });
}
