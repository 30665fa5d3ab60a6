//! Reading the clock: a loop that looks at it again and again waits for time to pass.

use std::panic::Location;
use std::time::Duration;

use crate::machine::execution::Execution;
use crate::machine::request::Wait;
use crate::machine::timed_waits::{Touches, nanos};

/// How often a loop looks at the clock at one place, and finds it standing still, before it waits for the clock.
const CLOCK_LOOKS: u32 = 12;

/// How often the clock moves for such a loop, by 1, 2, 4, … ms: more than thirty years in all.
const CLOCK_MOVES: u32 = 40;

/// How often a thread has found the clock standing still, and how often the clock was moved for it.
#[derive(Default)]
pub(super) struct Looks {
    at: Option<&'static Location<'static>>,
    time: u64,
    count: u32,
    moves: u32,
}

impl Execution {
    /// Returns what a look at the clock waits for: nothing, unless the thread looks again and again.
    pub(crate) fn look_at_clock(
        &mut self,
        thread: usize,
        location: &'static Location<'static>,
    ) -> (Wait, Touches) {
        let sleep = &mut self.threads[thread].sleep;
        let looks = &sleep.looks;
        if looks.at != Some(location) || looks.count < CLOCK_LOOKS {
            return (Wait::Ready, Touches::READS_CLOCK);
        }
        let more = Duration::from_millis(1 << looks.moves.min(CLOCK_MOVES));
        let more = nanos(more).filter(|_| looks.moves < CLOCK_MOVES);
        sleep.deadline = more.and_then(|more| looks.time.checked_add(more));
        (Wait::Clock(looks.time), Touches::TIMED)
    }

    /// Reads the clock for the thread.
    pub(crate) fn read_clock(
        &mut self,
        thread: usize,
        location: &'static Location<'static>,
    ) -> u64 {
        let deadline = self.threads[thread].sleep.deadline.take();
        let looks = &mut self.threads[thread].sleep.looks;
        if looks.at != Some(location) {
            *looks = Looks { at: Some(location), ..Looks::default() };
        }
        match deadline {
            _ if looks.time != self.world.now => looks.count = 1,
            None => looks.count += 1,
            Some(deadline) => {
                looks.moves += 1;
                self.world.now = deadline;
            }
        }
        looks.time = self.world.now;
        // A thread that looks at the clock has a plan for when it is late.
        self.world.ticks = 0;
        self.world.now
    }
}
