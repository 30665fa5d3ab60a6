//! Which thread a failure is about: the thread that panicked first, or the thread that was left behind.

use crate::machine::execution::{Execution, FailureRecord};
use crate::machine::thread_state::PanicNote;
use crate::trace::Operation;

impl Execution {
    /// A thread that still has something to do although the closure has returned: no thread will wait for it.
    ///
    /// Mere cleanup, such as dropping a guard, need not happen. A thread that is about to join another is lost
    /// together with that other thread, which is the one to name.
    pub(super) fn left_behind(&self) -> Option<usize> {
        if !self.threads[0].done {
            return None;
        }
        let busy = |t: &usize| {
            let next = self.threads[*t].pending.map(|p| p.operation);
            !self.threads[*t].done && next.is_some_and(|next| !next.is_drop())
        };
        let joins =
            |t: &usize| self.threads[*t].pending.is_some_and(|p| p.operation == Operation::Join);
        let busy: Vec<usize> = (1..self.threads.len()).filter(busy).collect();
        busy.iter().find(|t| !joins(t)).or(busy.first()).copied()
    }

    /// Notes that a thread's body ended in a panic. If the closure itself panics, the run ends.
    pub(super) fn panicked(&mut self, thread: usize) {
        self.threads[thread].panicked = true;
        if thread == 0 {
            let (thread, note) = self.root_of(thread);
            self.fail(FailureRecord::Panic { thread, note });
        }
    }

    /// Finds the original panic: `join().unwrap()` only passes on another thread's, and so does `lock().unwrap()`.
    pub(crate) fn root_of(&self, thread: usize) -> (usize, PanicNote) {
        let state = &self.threads[thread];
        let own = state.panic.clone();
        match (&own, state.passes_on) {
            (Some(PanicNote { comes_of: Some(root), .. }), _) => return (**root).clone(),
            // `resume_unwind` panics without a note of its own.
            (None, Some(joined)) => return self.root_of(joined),
            _ => {}
        }
        let earlier = (1..self.threads.len())
            .filter(|&t| t != thread && self.threads[t].panicked && self.threads[t].joined)
            .filter_map(|t| Some((t, self.threads[t].panic.clone()?)))
            .min_by_key(|(_, note)| note.is_about_poison());
        match (own, earlier) {
            (Some(note), Some(root)) if note.message == "a scoped thread panicked" => root,
            (Some(note), _) => (thread, note),
            (None, Some(root)) => root,
            (None, None) => (thread, PanicNote::without_place("a panic without a message")),
        }
    }

    /// A thread that has panicked, for a reason of its own, and that no thread has joined.
    pub(crate) fn unseen_panic(&self) -> Option<usize> {
        let is_one = |t: &usize| {
            let thread = &self.threads[*t];
            !thread.joined && thread.panic.as_ref().is_some_and(|note| !note.is_about_poison())
        };
        (0..self.threads.len()).find(is_one)
    }

    /// Fails the run because no thread can continue. If a thread has panicked, the others may be waiting for what
    /// it would have done.
    pub(super) fn fail_stuck(&mut self) {
        let failure = match self.unseen_panic() {
            Some(thread) => {
                let (thread, note) = self.root_of(thread);
                FailureRecord::Panic { thread, note }
            }
            None => FailureRecord::Stuck,
        };
        self.fail(failure);
    }

    /// Fails the run if a thread has panicked and no thread has joined it. Called when every thread has ended.
    pub(super) fn fail_if_a_panic_goes_unnoticed(&mut self) {
        let unjoined = |t: &usize| self.threads[*t].panicked && !self.threads[*t].joined;
        if let Some(thread) = (1..self.threads.len()).find(unjoined) {
            let (_, note) = self.root_of(thread);
            self.fail(FailureRecord::Unjoined { thread, note });
        }
    }
}
