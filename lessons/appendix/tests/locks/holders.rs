//! The course's locks, each as something that can be held.

use crate::questions::Holds;
use crate::*;

/// Locks that are acquired and released by hand.
macro_rules! by_hand {
    ($($lock:ty: $free:expr;)*) => {$(
        impl Holds for $lock {
            fn free() -> Self {
                $free
            }

            fn hold(&self, inside: impl FnOnce()) -> bool {
                self.acquire();
                inside();
                _ = self.release();
                false
            }
        }
    )*};
}

by_hand! {
    s4_try::BinaryLock: Self::default();
    s5_owner::OwnedLock: Self::default();
    s4_lock::BinaryLock: Self::default();
    s1_test_and_set::BinaryLock: Self::default();
    s2_look_first::BinaryLock: Self::default();
    s3_backoff::BinaryLock: Self::default();
    s4_ticket::TicketLock: Self::default();
    s2_queue::BinaryLock: Self::default();
    s4_two_states::BinaryLock: Self::default();
    s5_three_states::BinaryLock: Self::default();
    s4_deadline::BinaryLock: Self::default();
    s2_semaphore::Semaphore: Self::new(1);
    s5_bounded::BoundedSemaphore: Self::new(1);
    s6_futex::Semaphore: Self::new(1);
}

/// Locks whose guard releases them.
macro_rules! guarded {
    ($($lock:ty: $free:expr, $acquire:ident;)*) => {$(
        impl Holds for $lock {
            fn free() -> Self {
                $free
            }

            fn hold(&self, inside: impl FnOnce()) -> bool {
                let _guard = self.$acquire();
                inside();
                false
            }
        }
    )*};
}

guarded! {
    s1_lock::BinaryLock: Self::default(), guard;
    s4_owns::Lock<()>: Self::new(()), lock;
    s6_mutex::Mutex<()>: Self::new(()), lock;
    s1_try::Lock<()>: Self::new(()), lock;
    s6_reentrant::ReentrantLock<()>: Self::new(()), lock;
    s4_permit::Semaphore: Self::new(1), acquire;
    s1_rwlock::RwLock: Self::default(), write;
    s2_writers_first::RwLock: Self::default(), write;
    s3_one_number::RwLock<()>: Self::new(()), write;
    s5_upgradable::RwLock<()>: Self::default(), write;
}

impl Holds for s4_mark_right::Lock<()> {
    fn free() -> Self {
        Self::new(())
    }

    fn hold(&self, inside: impl FnOnce()) -> bool {
        let (_guard, marked) = match self.lock() {
            Ok(guard) => (guard, false),
            Err(poisoned) => (poisoned.into_inner(), true),
        };
        inside();
        marked
    }
}
