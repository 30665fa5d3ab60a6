//! Finds out whether a waiting loop gives up: a loop that looks in vain may stop after a number of rounds.
//!
//! A *probe* runs a spinner although nothing has changed. The spinner looks again and again, alone, until it does
//! something else. That is one more branch of the search. If the loop has repeated itself so often that it must do
//! so forever, it is remembered as one that never gives up. If it comes to a lock that another thread holds, the probe
//! ends there: the spinner is blocked, as any thread would be.

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::request::Request;

/// How often a loop must look before it can count as one that never gives up.
const LOOKS: usize = 128;

/// How many of its last rounds must have been the same.
const ROUNDS: usize = 8;

/// After how many looks without a pattern a loop counts as one that never gives up.
const MOST_LOOKS: usize = 8_192;

/// A thread that looks again although nothing has changed: no other thread runs until it has given up.
pub(crate) struct Probe {
    thread: usize,
    /// What the thread had read before: this identifies the loop.
    history: u64,
    /// The looks since then, each as a [`number`].
    looks: Vec<u64>,
    /// After how many looks to check again whether they repeat themselves.
    ask_at: usize,
    /// Set when they do: whether a round comes back to the operation that the thread began with.
    comes_back: Option<bool>,
    /// The operation that the thread began with, as a number.
    first: Option<u64>,
    /// How many steps and how many turns there were before, and how often the thread's last step looked.
    steps: usize,
    turns: usize,
    last: Option<(usize, usize)>,
}

impl Probe {
    /// Notes that the thread is about to look once more. Returns whether it may look forever.
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

impl Execution {
    /// Lets the thread look again without a change, until it gives up. The turns after `turns` are part of that.
    pub(crate) fn begin_probe(&mut self, thread: usize, turns: usize) {
        let state = &self.threads[thread];
        let (history, first) = (state.reads.history(), state.pending.as_ref().map(number));
        let steps = self.steps.len();
        let last = self.steps.iter().rposition(|step| step.thread == thread);
        let last = last.map(|index| (index, self.steps[index].spins));
        self.probe = Some(Probe {
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

    /// The thread that keeps looking, if there is one.
    #[inline]
    pub(crate) fn go_on_looking(&mut self) -> Option<usize> {
        let thread = self.probe.as_ref()?.thread;
        self.look_again(thread)
    }

    fn look_again(&mut self, thread: usize) -> Option<usize> {
        let Some(next) = self.next_look(thread) else {
            self.probe = None;
            self.chooser.borrow_mut().spinner_gives_up();
            return None;
        };
        if self.probe.as_mut().is_some_and(|probe| probe.may_go_on_forever(next)) {
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

    /// The thread's next operation, if it will only find again what it has found before.
    fn next_look(&self, thread: usize) -> Option<u64> {
        let state = &self.threads[thread];
        // A blocked thread doesn't look: it waits for the holder of a lock.
        let can_run = |pending: &&Request| !state.done && self.is_unblocked(thread, pending);
        let pending = state.pending.as_ref().filter(can_run)?;
        let last = state.reads.last_look(pending)?;
        // A newer store makes no difference to a thread that keeps reading an old one.
        let finds_the_same =
            state.reads.is_stubborn() || last.is_none_or(|seen| !self.changed(thread, seen));
        finds_the_same.then(|| number(pending))
    }

    /// Remembers the probed loop, and continues the execution as if the probe had never run.
    fn never_gives_up(&mut self) {
        let Some(probe) = self.probe.take() else { return };
        self.loops.add_endless(probe.thread, probe.history);
        self.threads[probe.thread].reads.go_back_to(probe.history);
        self.forget_looks(&probe);
        self.chooser.borrow_mut().skip();
    }

    /// Removes the looks of a probe from the records, because they led nowhere.
    fn forget_looks(&mut self, probe: &Probe) {
        let mentioned = self.objects.iter().any(|object| {
            let State::Cell(cell) = &object.state else { return false };
            cell.accesses().any(|access| access.step >= probe.steps)
        });
        // A cell that each round read under a lock still refers to the step of that read.
        if !mentioned {
            self.steps.truncate(probe.steps);
        }
        self.turns.truncate(probe.turns);
        if let Some((index, spins)) = probe.last {
            self.steps[index].spins = spins;
        }
    }
}

/// A number that stands for an operation: what it does, to which object, and where.
fn number(pending: &Request) -> u64 {
    let place = pending.location;
    let words = [place.line(), place.column(), pending.operation as u32, pending.object];
    words.into_iter().fold(0, |number: u64, word| number.rotate_left(17) ^ u64::from(word))
}

/// The length of the shortest sequence that this one repeats; the last repetition may be cut short. It is computed
/// with the failure function of Knuth, Morris and Pratt ("Fast Pattern Matching in Strings", SIAM J. Comput. 6,
/// 1977).
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
