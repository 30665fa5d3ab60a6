//! Waiting by looking again: a thread that re-reads unchanged values is enabled only once one has changed.
//!
//! Otherwise every spin loop would make the search endless. [`Reads`](super::reads::Reads) recognises such a loop
//! by what its thread has read. A [`probe`](super::probe) finds out whether the loop gives up by itself.

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::reads::{HELD, Seen};
use crate::machine::request::{ANYTHING, ended_thread};
use crate::machine::states::{UNREADABLE, UNWRITABLE};

impl Execution {
    /// Whether the thread spins on values that haven't changed.
    pub(crate) fn still_spinning(&self, thread: usize) -> bool {
        let reads = &self.threads[thread].reads;
        reads.is_watching() && !reads.watched().iter().any(|seen| self.changed(thread, seen))
    }

    /// Whether the thread is in a loop that is known never to end by itself.
    pub(crate) fn spins_forever(&self, thread: usize) -> bool {
        self.loops.are_endless(thread, self.threads[thread].reads.history())
    }

    /// Whether the thread would now find something else if it took this look again.
    pub(super) fn changed(&self, thread: usize, seen: &Seen) -> bool {
        if seen.object == ANYTHING {
            let since = self.steps.get(seen.mark as usize..).unwrap_or_default();
            return since.iter().any(|step| step.thread != thread);
        }
        if let Some(ended) = ended_thread(seen.object) {
            return seen.value == 0 && self.threads[ended].done;
        }
        match &self.objects[seen.object as usize].state {
            // An exchange that writes the value that was there changes nothing. Otherwise, two spinners would wake
            // each other forever.
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
            // A receiver that finds nothing has looked at the sending end, too, but it is the channel that changes.
            State::Sender => false,
            State::Condvar(_) | State::Barrier(_) => {
                unreachable!("no thread looks at these: it waits there, or does something")
            }
        }
    }
}
