//! Sleeping until a notification, the clock, or nothing at all ends it: condvars, futexes, park and `sleep`.
//!
//! Time is virtual: it stands still while any thread can run, and moves only when a sleep or a timed wait ends. A
//! sleeper's pending operation is its wakeup. Whether that is enabled depends on which thread has notified it, on
//! the clock, and on how many spurious wakeups are left. [`Touches`] tells the search which steps that makes
//! dependent.

use std::panic::Location;
use std::time::Duration;

use crate::machine::enabled::Enabledness;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::looks::Looks;
use crate::machine::object::State;
use crate::machine::request::{ObjectId, Request, Wait};
use crate::machine::site::Site;
use crate::machine::thread_set::{ThreadSet, bit, threads};
use crate::trace::Operation;

/// How many spurious wakeups an execution may have: one is enough to break what can't stand them.
const SPURIOUS_WAKEUPS: u32 = 1;

/// How many of a thread's timed waits may time out while other threads could still run. Later ones time out only if
/// no other thread can run. Otherwise, a loop around a timed wait would make the search endless.
const EARLY_TIMEOUTS: u32 = 2;

/// After so many timeouts in a row, with no step of a thread that isn't timing out, nothing will ever change.
const MOST_TICKS: u32 = 200;

/// What an operation depends on besides objects.
#[derive(Clone, Copy, Default)]
pub(crate) struct Touches {
    reads_clock: bool,
    moves_clock: bool,
    /// It may be a spurious wakeup, of which there are only so many, or it waits until no thread can run.
    wakes: bool,
}

impl Touches {
    pub(crate) const NOTHING: Touches =
        Touches { reads_clock: false, moves_clock: false, wakes: false };
    pub(crate) const READS_CLOCK: Touches = Touches { reads_clock: true, ..Touches::NOTHING };
    /// The end of a sleep.
    pub(crate) const MOVES_CLOCK: Touches = Touches { moves_clock: true, ..Touches::NOTHING };
    /// The end of a wait without a timeout.
    pub(crate) const WAKES: Touches = Touches { wakes: true, ..Touches::NOTHING };
    /// The end of a wait with a timeout, or of a wait for the clock.
    pub(crate) const TIMED: Touches = Touches { reads_clock: true, moves_clock: true, wakes: true };

    pub(crate) fn clashes_with(self, other: Touches) -> bool {
        let after = |a: Touches, b: Touches| a.moves_clock && (b.reads_clock || b.moves_clock);
        after(self, other) || after(other, self) || (self.wakes && other.wakes)
    }
}

/// The clock and the sleepers of an execution.
#[derive(Default)]
pub(crate) struct World {
    /// Nanoseconds since the execution began.
    pub(crate) now: u64,
    spurious: u32,
    /// The timeouts in a row, and which threads timed out.
    pub(super) ticks: u32,
    tickers: ThreadSet,
    pub(crate) futexes: Vec<Futex>,
}

/// The threads that sleep on one address.
pub(crate) struct Futex {
    pub(crate) address: usize,
    /// In the order in which they went to sleep.
    pub(crate) sleepers: Vec<usize>,
    /// The atomic that was waited on there last.
    pub(crate) atomic: Option<ObjectId>,
}

/// A thread's sleep.
#[derive(Default)]
pub(crate) struct Sleep {
    pub(crate) deadline: Option<u64>,
    /// The step with which it began, while it lasts.
    pub(crate) since: Option<usize>,
    /// The step that ended it.
    woken_by: Option<usize>,
    /// The step that left the park token that is there now.
    pub(crate) token_from: Option<usize>,
    /// How often the thread's waits have timed out.
    pub(crate) timeouts: u32,
    pub(super) looks: Looks,
    slept_at: Option<&'static Location<'static>>,
}

/// Why a sleeper wakes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    /// A step woke it.
    By(usize),
    TimedOut,
    /// Neither a step nor the clock woke it.
    Spuriously,
}

/// A length of time in nanoseconds; what is longer than five hundred years never ends.
pub(crate) fn nanos(duration: Duration) -> Option<u64> {
    u64::try_from(duration.as_nanos()).ok()
}

impl Execution {
    /// The end of a wait that lasts that long from now.
    pub(crate) fn deadline(&self, duration: Option<Duration>) -> Option<u64> {
        self.world.now.checked_add(nanos(duration?)?)
    }

    /// Notes that the thread went to sleep in this step.
    pub(crate) fn falls_asleep(&mut self, thread: usize, step: usize, deadline: Option<u64>) {
        let sleep = &mut self.threads[thread].sleep;
        sleep.since = Some(step);
        sleep.woken_by = None;
        sleep.deadline = deadline;
    }

    /// Notes that step `by` notified the thread, whose pending operation becomes what `then` makes of it.
    pub(crate) fn wake(&mut self, thread: usize, by: usize, then: impl FnOnce(Request) -> Request) {
        let sleeper = &mut self.threads[thread];
        sleeper.sleep.woken_by = Some(by);
        sleeper.sleep.deadline = None;
        sleeper.pending = sleeper.pending.map(then);
    }

    /// Decides why the thread, whose turn it is, wakes. If there are several reasons, the search tries each.
    pub(crate) fn wakes_up(&mut self, thread: usize) -> Woken {
        let sleep = &mut self.threads[thread].sleep;
        sleep.since = None;
        let timed = sleep.deadline.take();
        if let Some(step) = sleep.woken_by.take() {
            return Woken::By(step);
        }
        let left = self.may_wake_for_no_reason();
        match timed {
            Some(deadline) if !left || self.choose(2) == 0 => {
                self.times_out(thread, deadline);
                Woken::TimedOut
            }
            _ => {
                self.world.spurious += 1;
                Woken::Spuriously
            }
        }
    }

    /// Moves the clock to the deadline, if it isn't there yet.
    pub(crate) fn tick(&mut self, thread: usize, deadline: u64) {
        self.world.now = self.world.now.max(deadline);
        self.world.ticks += 1;
        self.world.tickers |= bit(thread);
    }

    /// Called for every step: a thread that does more than time out again and again may change something.
    pub(crate) fn note_progress(&mut self, thread: usize) {
        if self.world.tickers & bit(thread) == 0 {
            self.world.ticks = 0;
            self.world.tickers = 0;
        }
    }

    /// Whether nothing has happened for a long time except that time passed.
    pub(crate) fn only_time_passes(&self) -> bool {
        self.world.ticks >= MOST_TICKS
    }

    /// Whether the thread is one of those that do nothing but time out.
    pub(crate) fn keeps_timing_out(&self, thread: usize) -> bool {
        self.only_time_passes() && self.world.tickers & bit(thread) != 0
    }

    /// Whether the thread's wait ends by itself.
    pub(crate) fn is_timed(&self, thread: usize) -> bool {
        self.threads[thread].sleep.deadline.is_some()
    }

    /// Ends the thread's wait, because what it waited for has come. Returns when it would have timed out.
    pub(crate) fn wakes(&mut self, thread: usize) -> Option<u64> {
        let sleep = &mut self.threads[thread].sleep;
        sleep.since = None;
        sleep.deadline.take()
    }

    /// Notes that nothing has come, and the time is up.
    pub(crate) fn times_out(&mut self, thread: usize, deadline: u64) {
        self.threads[thread].sleep.timeouts += 1;
        self.tick(thread, deadline);
    }

    /// Whether a sleeper that was not notified may wake all the same.
    pub(crate) fn sleeper(&self, thread: usize, wait: Wait) -> Enabledness {
        let sleep = &self.threads[thread].sleep;
        let may = match (wait, sleep.deadline) {
            (Wait::Time, _) => true,
            (Wait::Clock(seen), _) if self.world.now != seen => return Enabledness::Enabled,
            (Wait::Clock(_), _) => false,
            (_, Some(_)) => sleep.timeouts < EARLY_TIMEOUTS,
            (_, None) => self.may_wake_for_no_reason(),
        };
        if may { Enabledness::Maybe } else { Enabledness::Disabled }
    }

    fn may_wake_for_no_reason(&self) -> bool {
        !self.rules.sleepers_wait_to_be_woken && self.world.spurious < SPURIOUS_WAKEUPS
    }

    /// The sleepers whose time is up first. No thread is ready, so time passes.
    pub(crate) fn due(&self) -> ThreadSet {
        let deadline = |t: usize| {
            let wait = self.threads[t].pending?.wait;
            let timed = matches!(
                wait,
                Wait::Notified | Wait::Token | Wait::Time | Wait::Clock(_) | Wait::Message
            );
            self.threads[t].sleep.deadline.filter(|_| timed && !self.threads[t].done)
        };
        let all = (0..self.threads.len()).fold(0, |mask, t| mask | bit(t));
        let Some(first) = threads(all).filter_map(deadline).min() else { return 0 };
        threads(all).filter(|&t| deadline(t) == Some(first)).fold(0, |mask, t| mask | bit(t))
    }

    /// Notes that the thread is about to sleep. A loop that sleeps between its looks is a spin loop that says so. A
    /// single sleep isn't: what it is hoped to wait for need not have happened.
    pub(crate) fn sleeps_at(&mut self, thread: usize, location: &'static Location<'static>) {
        let me = &mut self.threads[thread];
        if me.sleep.slept_at == Some(location) {
            me.reads.hint();
        }
        me.sleep.slept_at = Some(location);
    }

    /// A step with which a sleep begins or ends.
    pub(crate) fn record_wait(&mut self, at: Site, operation: Operation, note: WaitNote) -> usize {
        let step = self.step(at, operation);
        self.record(StepRecord { wait: note, ..step })
    }
}

/// What a step has to do with sleeping and waking.
#[derive(Clone, Copy, Default)]
pub(crate) struct WaitNote {
    /// The threads that the step woke.
    pub(crate) woke: Option<ThreadSet>,
    /// Which step woke the thread that takes this one.
    pub(crate) woken_by: Option<usize>,
    /// The lock that a wait releases.
    pub(crate) lock: Option<ObjectId>,
    /// The value that a futex wait wants to find.
    pub(crate) expected: Option<u64>,
    /// How long the wait should last, or what the clock said.
    pub(crate) nanos: Option<u64>,
}

impl Execution {
    /// The sleepers of a condvar.
    pub(crate) fn queue(&mut self, condvar: ObjectId) -> &mut crate::machine::object::Condvar {
        let State::Condvar(condvar) = &mut self.objects[condvar as usize].state else {
            unreachable!("a condvar is registered as one")
        };
        condvar
    }
}
