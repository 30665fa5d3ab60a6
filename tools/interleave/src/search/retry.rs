//! Follows the schedule of an earlier run as far as the program still lets it, and goes on from its end.
//!
//! A [`Script`](super::script::Script) is exact, because its author is here to correct it. This one was written by a
//! search, for the program as it was then. So it can tell more: a letter that would now wake a sleeper for no reason, or
//! have a spinner look in vain, means that the thread has to wait where it went on before.

use crate::explain;
use crate::machine::choose::{Choose, Pick};
use crate::machine::enabled::EnabledThreads;
use crate::machine::execution::Execution;
use crate::machine::request::Wait;
use crate::machine::thread_set::{ThreadSet, bit, first, threads};
use crate::report::Why;
use crate::search::obstacle::{Obstacle, obstacle, wait};
use crate::trace::schedule::{Letter, parse};
use crate::trace::{Counterexample, Operation};

/// When the schedule is at its end, each thread goes on for so many turns of all before the next one gets its chance: a
/// loop may wait for what another thread does.
const PATIENCE: usize = 200;

/// A schedule, and how far it has been followed.
pub(crate) struct Retry {
    letters: Vec<Letter>,
    next: usize,
    /// The alternatives that the step at hand must take.
    wanted: std::vec::IntoIter<usize>,
    /// Whether the schedule names the closure's own thread.
    drives_main: bool,
    /// How often each thread's sleep may still end by itself.
    wakeups: Vec<usize>,
    /// How many turns there were before a spinner was told to look again.
    looks: Option<usize>,
    /// The thread that can't take its step, and why.
    pub(crate) stop: Option<Stop>,
}

/// Where a schedule can't be followed any further.
pub(crate) struct Stop {
    pub(crate) thread: usize,
    pub(crate) why: Why,
    /// The same in words that follow the thread's name.
    pub(crate) words: String,
}

impl Retry {
    pub(crate) fn new(run: &Counterexample) -> Result<Self, String> {
        let letters = parse(run.schedule.as_str())?;
        let ends_a_sleep = |operation: Operation| {
            matches!(operation, Operation::TimedOut | Operation::WokeSpuriously)
        };
        let mut wakeups = vec![0; run.trace.threads.len()];
        for step in run.trace.steps.iter().filter(|step| ends_a_sleep(step.operation)) {
            if let Some(wakeups) = wakeups.get_mut(step.thread) {
                *wakeups += 1;
            }
        }
        Ok(Retry {
            drives_main: letters.iter().any(|letter| letter.thread == 0),
            letters,
            next: 0,
            wanted: Vec::new().into_iter(),
            wakeups,
            looks: None,
            stop: None,
        })
    }

    /// Notes what the last letter asked for in vain.
    fn look_back(&mut self, execution: &Execution) {
        let Some(last) = self.next.checked_sub(1).map(|last| self.letters[last].thread) else {
            return;
        };
        // A probe that has led nowhere is no turn.
        if self.looks.take().is_some_and(|turns| execution.turns.len() <= turns) {
            let words = wait(execution, last, &|t| explain::thread_name(execution, t));
            self.stop(last, Why::Waits, words);
        }
        if self.wanted.any(|wanted| wanted != 0) {
            self.has_no_such_outcome(last);
        }
    }

    fn has_no_such_outcome(&mut self, thread: usize) {
        let words = "takes its step, but it can no longer turn out as it did";
        self.stop(thread, Why::Outcome, words.into());
    }

    fn stop(&mut self, thread: usize, why: Why, words: String) {
        self.stop.get_or_insert(Stop { thread, why, words });
    }

    fn is_in_the_way(&mut self, thread: usize, obstacle: Obstacle) {
        let (why, words) = match obstacle {
            Obstacle::Missing { .. } => (Why::Missing, "is not there any more".into()),
            Obstacle::Over => (Why::Over, "is over".into()),
            Obstacle::Waits(words) => (Why::Waits, words),
        };
        self.stop(thread, why, words);
    }

    /// Whether the thread, which could wake for no reason or because its time is up, sleeps on: it didn't wake by itself
    /// before.
    fn sleeps_on(&mut self, execution: &Execution, thread: usize, enabled: EnabledThreads) -> bool {
        let wait = execution.threads[thread].pending.map(|pending| pending.wait);
        let sleeps =
            matches!(wait, Some(Wait::Token | Wait::Notified | Wait::Time | Wait::Message));
        if !sleeps || enabled.maybe & bit(thread) == 0 {
            return false;
        }
        let passes = enabled.ready == 0 && execution.is_timed(thread);
        match self.wakeups.get_mut(thread) {
            Some(left @ 1..) => *left -= 1,
            _ if passes => {}
            _ => return true,
        }
        false
    }
}

impl Choose for Retry {
    fn next_thread(&mut self, execution: &Execution, enabled: EnabledThreads) -> Pick {
        self.look_back(execution);
        if self.stop.is_some() {
            return Pick::Stop;
        }
        self.wanted = Vec::new().into_iter();
        let able = enabled.able() | enabled.spinning;
        let main_can = || execution.is_enabled(0) || enabled.ready == 0;
        if !self.drives_main && enabled.able() & bit(0) != 0 && main_can() {
            return Pick::Thread(0);
        }
        let Some(&Letter { thread, alternatives }) = self.letters.get(self.next) else {
            return Pick::Thread(on_its_own(execution, enabled));
        };
        // Threads may have more to do by now, and to wait for their end is nothing that this schedule is about.
        if joins(execution, thread) && !execution.is_enabled(thread) && able != 0 {
            return Pick::Thread(on_its_own(execution, enabled));
        }
        let name = |t: usize| explain::thread_name(execution, t);
        if let Some(obstacle) = obstacle(execution, thread, able, &name) {
            self.is_in_the_way(thread, obstacle);
            return Pick::Stop;
        }
        if self.sleeps_on(execution, thread, enabled) {
            self.stop(thread, Why::Waits, wait(execution, thread, &name));
            return Pick::Stop;
        }
        self.looks = (enabled.able() & bit(thread) == 0).then_some(execution.turns.len());
        self.next += 1;
        self.wanted = Vec::from(alternatives).into_iter();
        Pick::Thread(thread)
    }

    fn alternative(&mut self, count: usize) -> usize {
        let wanted = self.wanted.next().unwrap_or(0);
        if wanted < count {
            return wanted;
        }
        if let Some(last) = self.next.checked_sub(1) {
            self.has_no_such_outcome(self.letters[last].thread);
        }
        0
    }

    fn execution_ends(&mut self, execution: &Execution) {
        if execution.failure.is_some() {
            return;
        }
        self.look_back(execution);
        if let Some(&Letter { thread, .. }) = self.letters.get(self.next)
            && let Some(obstacle) =
                obstacle(execution, thread, 0, &|t| explain::thread_name(execution, t))
        {
            self.is_in_the_way(thread, obstacle);
        }
    }

    fn follows(&mut self, _: usize, _: usize) {}

    fn closure_ends(&mut self) {}

    fn skip(&mut self) {}

    fn spinner_gives_up(&mut self) {}

    fn skips_what_commutes(&self) -> bool {
        false
    }
}

/// Whether the thread waits for others to end.
fn joins(execution: &Execution, thread: usize) -> bool {
    let pending = execution.threads.get(thread).and_then(|state| state.pending);
    pending.is_some_and(|pending| matches!(pending.wait, Wait::Ended(_) | Wait::Scope(_)))
}

/// The thread that runs when the schedule is at its end: the one that ran last, as long as it can.
fn on_its_own(execution: &Execution, enabled: EnabledThreads) -> usize {
    let last = execution.turns.last().map_or(0, |turn| turn.thread);
    if enabled.ready != 0 {
        let is_next = |&t: &usize| t > last;
        let is_stubborn = execution.turns.len() % PATIENCE == PATIENCE - 1;
        return match threads(enabled.ready).find(is_next) {
            Some(next) if is_stubborn => next,
            _ if enabled.ready & bit(last) != 0 && !is_stubborn => last,
            _ => first(enabled.ready),
        };
    }
    let timed = threads(enabled.maybe).filter(|&t| execution.is_timed(t));
    let timed: ThreadSet = timed.fold(0, |mask, t| mask | bit(t));
    let choices = [timed, enabled.spinning, enabled.able()];
    first(choices.into_iter().find(|&choice| choice != 0).unwrap_or(enabled.able()))
}
