//! Counts what executions do: an answer that is correct may still be a poor one.

use crate::machine::execution::Execution;
use crate::trace::Operation;

/// For each operation, the most that any one execution did of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Statistics {
    /// By operation, as a number.
    most: Vec<u64>,
    unhinted: u64,
}

impl Statistics {
    pub(crate) fn add(&mut self, execution: &Execution) {
        let kinds = execution.steps.iter().map(|step| step.operation as usize + 1).max();
        self.most.resize(self.most.len().max(kinds.unwrap_or(0)), 0);
        let mut count = vec![0; self.most.len()];
        for step in &execution.steps {
            // A look that was repeated is one step, but it was taken more than once.
            count[step.operation as usize] += 1 + step.spins as u64;
        }
        for (most, count) in self.most.iter_mut().zip(count) {
            *most = (*most).max(count);
        }
        self.unhinted = self.unhinted.max(unhinted(execution));
    }

    pub(crate) fn join(&mut self, other: &Statistics) {
        self.most.resize(self.most.len().max(other.most.len()), 0);
        for (mine, theirs) in self.most.iter_mut().zip(&other.most) {
            *mine = (*mine).max(*theirs);
        }
        self.unhinted = self.unhinted.max(other.unhinted);
    }

    pub(crate) fn most(&self, operation: Operation) -> u64 {
        self.most.get(operation as usize).copied().unwrap_or(0)
    }

    pub(crate) fn unhinted(&self) -> u64 {
        self.unhinted
    }
}

/// How many looks of an execution repeated the one before without a hint between them.
pub(crate) fn unhinted(execution: &Execution) -> u64 {
    execution.threads.iter().map(|thread| thread.reads.unhinted).sum()
}
