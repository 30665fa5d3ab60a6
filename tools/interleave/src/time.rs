//! `std::time`, modelled: time is virtual, and stands still while any thread can run.
//!
//! An execution begins at zero. The clock moves only when a sleep or a timed wait ends: then it shows at least that
//! sleep's or wait's deadline. So steps take no time, however many there are, and a run means the same on every
//! machine.
//!
//! A timed wait may time out at any moment, even while other threads could run, because no machine promises to be
//! quick. The search lets two waits of each thread do so. From the third on, a thread's waits time out only when no
//! other thread can run; otherwise a loop around a timed wait would never end. When no other thread can run, the
//! earliest deadline arrives, so a timed wait is no deadlock.
//!
//! A loop that keeps looking at the clock, and finds it standing still, waits for it: once no other thread can run,
//! the clock advances for it by 1 ms, then 2 ms, 4 ms and so on. Before that, such a loop sees no time pass.
//! `SystemTime` is not modelled.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::panic::Location;

pub use std::time::Duration;

use crate::machine::entry::perform;
use crate::machine::request::{NO_OBJECT, Request, Wait};
use crate::machine::site::Site;
use crate::machine::timed_waits::WaitNote;
use crate::trace::Operation;

/// The instant at which every execution begins: far from zero, so that there are instants an hour before it.
const START: Duration = Duration::from_secs(1 << 40);

/// Std's [`Instant`](std::time::Instant), on the virtual clock of the running execution.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Duration);

impl Instant {
    /// What the clock shows.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[must_use]
    #[track_caller]
    pub fn now() -> Instant {
        let location = Location::caller();
        let nanos = perform(
            |execution, thread| {
                let (wait, touches) = execution.look_at_clock(thread, location);
                let look = Request::new(Operation::Now, NO_OBJECT, location);
                let look = look.waits(wait).touching(touches);
                if wait == Wait::Ready { look.reads_only() } else { look }
            },
            |execution, thread| {
                let now = execution.read_clock(thread, location);
                let note = WaitNote { nanos: Some(now), ..WaitNote::default() };
                execution.record_wait(Site::new(thread, NO_OBJECT, location), Operation::Now, note);
                now
            },
        );
        Instant(START + Duration::from_nanos(nanos))
    }

    /// The time from `earlier` until this; zero if `earlier` is later.
    #[must_use]
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.saturating_duration_since(earlier)
    }

    /// The time from `earlier` until this, or `None` if `earlier` is later.
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.0.checked_sub(earlier.0)
    }

    /// The time from `earlier` until this; zero if `earlier` is later.
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// The time that has passed since this.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[must_use]
    #[track_caller]
    pub fn elapsed(&self) -> Duration {
        Instant::now() - *self
    }

    /// The instant that much later, if there is one.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_add(duration).map(Instant)
    }

    /// The instant that much earlier, if there is one.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_sub(duration).map(Instant)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    /// # Panics
    ///
    /// Panics if there is no such instant.
    #[track_caller]
    fn add(self, other: Duration) -> Instant {
        self.checked_add(other).expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    #[track_caller]
    fn add_assign(&mut self, other: Duration) {
        *self = *self + other;
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;

    /// # Panics
    ///
    /// Panics if there is no such instant.
    #[track_caller]
    fn sub(self, other: Duration) -> Instant {
        self.checked_sub(other).expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    #[track_caller]
    fn sub_assign(&mut self, other: Duration) {
        *self = *self - other;
    }
}

impl Sub<Instant> for Instant {
    type Output = Duration;

    fn sub(self, other: Instant) -> Duration {
        self.duration_since(other)
    }
}

/// Prints the time since the execution began, or until then.
impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.checked_sub(START) {
            Some(since) => write!(f, "Instant({since:?})"),
            None => write!(f, "Instant(-{:?})", START - self.0),
        }
    }
}
