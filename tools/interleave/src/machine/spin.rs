//! Waiting by looking again: a thread that re-reads what has not changed is let go only when it has.
//!
//! Otherwise every spin loop would make the search endless. Whether a thread is in such a loop is told by what it has
//! read: see [`Reads`](super::reads::Reads).
//!
//! But a loop may also give up after so many rounds. So a spinner may go although nothing has changed: it then looks
//! again and again, alone, until it does something else. That is one more branch of the search. A loop that has come
//! round in the same way so often that it must be the same forever is remembered as one that never gives up.

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::reads::{HELD, Seen};
use crate::machine::request::{ANYTHING, Request, ended_thread};
use crate::machine::states::{UNREADABLE, UNWRITABLE};

/// A loop is not taken for one that never gives up before it has looked so often.
const LOOKS: usize = 128;

/// And not before its last rounds have been the same so often.
const ROUNDS: usize = 8;

/// A loop that has looked so often without a pattern is taken for one that never gives up.
const MOST_LOOKS: usize = 8_192;

/// A thread looks again although nothing has changed, and nobody else goes until it has given up.
pub(crate) struct Burst {
    thread: usize,
    /// What the thread had read before: by this the loop is known.
    history: u64,
    /// The looks since then, each as a [`number`].
    looks: Vec<u64>,
    /// How many there have to be before it is asked again whether they repeat themselves.
    ask_at: usize,
    /// Set when they do: whether a round comes back to the operation that the thread began with.
    comes_back: Option<bool>,
    /// The operation that the thread began with, as a number.
    first: Option<u64>,
    /// How many steps there were before, and how many turns; and how often the thread's last step looked.
    steps: usize,
    turns: usize,
    last: Option<(usize, usize)>,
}

impl Burst {
    /// The thread is about to look once more. Returns whether it may have done so forever.
    fn may_go_on_forever(&mut self, next: u64) -> bool {
        let first = *self.first.get_or_insert(next);
        if self.looks.len() == self.ask_at {
            self.ask_at *= 2;
            let half = &self.looks[self.looks.len() / 2..];
            let round = period(half);
            if round * ROUNDS <= half.len() || self.looks.len() >= MOST_LOOKS {
                self.comes_back = Some(half[half.len() - round..].contains(&first));
            }
        }
        self.looks.push(next);
        self.comes_back.is_some_and(|comes_back| first == next || !comes_back)
    }
}

/// Stands for an operation: what is done to which object, and where.
fn number(pending: &Request) -> u64 {
    let place = pending.location;
    let words = [place.line(), place.column(), pending.operation as u32, pending.object];
    words.into_iter().fold(0, |number: u64, word| number.rotate_left(17) ^ u64::from(word))
}

/// The length of the shortest sequence of which this one is a repetition, the last of them perhaps cut short: by the
/// failure function of Knuth, Morris and Pratt ("Fast Pattern Matching in Strings", SIAM J. Comput. 6, 1977).
pub(crate) fn period(sequence: &[u64]) -> usize {
    if sequence.windows(2).all(|two| two[0] == two[1]) {
        return sequence.len().min(1);
    }
    let mut border = vec![0; sequence.len()];
    for end in 1..sequence.len() {
        let mut length = border[end - 1];
        while length > 0 && sequence[length] != sequence[end] {
            length = border[length - 1];
        }
        border[end] = length + usize::from(sequence[length] == sequence[end]);
    }
    sequence.len() - border.last().copied().unwrap_or(0)
}

impl Execution {
    /// Whether the thread spins on values of which none has changed.
    pub(crate) fn still_spinning(&self, thread: usize) -> bool {
        let reads = &self.threads[thread].reads;
        reads.is_watching() && !reads.watched().iter().any(|seen| self.changed(thread, seen))
    }

    /// Whether the loop that the thread is in is known to have no end of its own.
    pub(crate) fn spins_forever(&self, thread: usize) -> bool {
        self.loops.are_endless(thread, self.threads[thread].reads.history())
    }

    /// The thread looks again without a change, until it gives up. The turns behind `turns` are part of that.
    pub(crate) fn begin_burst(&mut self, thread: usize, turns: usize) {
        let state = &self.threads[thread];
        let (history, first) = (state.reads.history(), state.pending.as_ref().map(number));
        let steps = self.steps.len();
        let last = self.steps.iter().rposition(|step| step.thread == thread);
        let last = last.map(|index| (index, self.steps[index].spins));
        self.burst = Some(Burst {
            thread,
            history,
            looks: Vec::with_capacity(LOOKS),
            ask_at: LOOKS,
            comes_back: None,
            first,
            steps,
            turns,
            last,
        });
    }

    /// The thread that goes on looking, if there is one.
    #[inline]
    pub(crate) fn go_on_looking(&mut self) -> Option<usize> {
        let thread = self.burst.as_ref()?.thread;
        self.look_again(thread)
    }

    fn look_again(&mut self, thread: usize) -> Option<usize> {
        let Some(next) = self.next_look(thread) else {
            self.burst = None;
            self.chooser.borrow_mut().spinner_gives_up();
            return None;
        };
        if self.burst.as_mut().is_some_and(|burst| burst.may_go_on_forever(next)) {
            let state = &mut self.threads[thread];
            if let Some(pending) = &state.pending {
                state.reads.before(pending);
            }
            if state.reads.is_watching() {
                self.never_gives_up();
                return None;
            }
        }
        Some(thread)
    }

    /// What the thread is about to do, if it will only find again what it has found before.
    fn next_look(&self, thread: usize) -> Option<u64> {
        let state = &self.threads[thread];
        let pending = state.pending.as_ref().filter(|_| !state.done)?;
        let last = state.reads.last_look(pending)?;
        // A thread that goes on reading an old store does not mind that there are newer ones.
        let finds_the_same =
            state.reads.is_stubborn() || last.is_none_or(|seen| !self.changed(thread, seen));
        finds_the_same.then(|| number(pending))
    }

    /// The loop that was looked into is remembered, and the execution goes on as if nobody had looked.
    fn never_gives_up(&mut self) {
        let Some(burst) = self.burst.take() else { return };
        self.loops.add_endless(burst.thread, burst.history);
        self.threads[burst.thread].reads.go_back_to(burst.history);
        self.forget_looks(&burst);
        self.chooser.borrow_mut().skip();
    }

    /// Looks that led nowhere are no part of the story.
    fn forget_looks(&mut self, burst: &Burst) {
        let mentioned = self.objects.iter().any(|object| {
            let State::Cell(cell) = &object.state else { return false };
            cell.accesses().any(|access| access.step >= burst.steps)
        });
        // A cell that was read under a lock, in each round, knows by which step.
        if !mentioned {
            self.steps.truncate(burst.steps);
        }
        self.turns.truncate(burst.turns);
        if let Some((index, spins)) = burst.last {
            self.steps[index].spins = spins;
        }
    }

    /// Whether the thread would now find something else there.
    fn changed(&self, thread: usize, seen: &Seen) -> bool {
        if seen.object == ANYTHING {
            let since = self.steps.get(seen.mark as usize..).unwrap_or_default();
            return since.iter().any(|step| step.thread != thread);
        }
        if let Some(ended) = ended_thread(seen.object) {
            return seen.value == 0 && self.threads[ended].done;
        }
        match &self.objects[seen.object as usize].state {
            // An exchange that puts back what was there is no change: two spinners would wake each other forever.
            State::Atomic(atomic) if self.in_memory_phase() => {
                atomic.since(seen.mark + 1).any(|store| atomic.store(store).value != seen.value)
            }
            State::Atomic(atomic) => atomic.value() != seen.value,
            State::Mutex(mutex) if seen.value == HELD => mutex.holder.is_none(),
            State::Mutex(mutex) => u64::from(mutex.version) != seen.mark,
            State::Cell(cell) => cell.version != seen.mark,
            State::RwLock(lock) if seen.value == UNREADABLE => lock.writer.is_none(),
            State::RwLock(lock) if seen.value == UNWRITABLE => {
                lock.writer.is_none() && lock.readers.is_empty()
            }
            State::RwLock(lock) => u64::from(lock.version) != seen.mark,
            State::Once(once) => u64::from(once.version) != seen.mark,
            State::Channel(channel) => u64::from(channel.version) != seen.mark,
            // No thread looks at these: it waits, or does something.
            State::Condvar(_) | State::Barrier(_) | State::Sender => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn a_sequence_has_the_period_of_its_shortest_round() {
        assert_eq!(period(&[1, 1, 1, 1]), 1);
        assert_eq!(period(&[1, 2, 1, 2, 1]), 2);
        assert_eq!(period(&[1, 1, 2, 1, 1, 2]), 3);
        assert_eq!(period(&[1, 2, 3]), 3);
        assert_eq!(period(&[]), 0);
    }
}
