//! Grows the tree of all schedules of a program, one run after the other.

mod shown;

use std::cell::RefCell;

use crate::checker::{Checker, give_up, refuse_what_is_unseen};
use crate::explain;
use crate::machine::execution::Execution;
use crate::machine::loops::Loops;
use crate::machine::rules::Rules;
use crate::search::choice_point::Strategy;
use crate::search::depth_first::Search;
use crate::search::error::SearchError;
use crate::search::explore::{Plan, alone, run};
pub use shown::Shown;

use crate::trace::{Choice, Ending, FORMAT, Node, Phase, Schedules};

impl Checker {
    /// Every complete schedule of `program`, as a tree of choices. Explores the order phase only, without
    /// reduction: starting and joining threads aren't choices, and steps that commute aren't left out.
    ///
    /// After [`memory_only`](Self::memory_only), every value that a load may read is a choice as well: a thread then has
    /// several choices at a point, which differ in what their steps read.
    ///
    /// # Panics
    ///
    /// Panics if the search cannot be done: see [`SearchError`].
    #[track_caller]
    pub fn schedules<T: Shown<How>, How>(&self, program: impl Fn() -> T) -> Schedules {
        match self.try_schedules(program) {
            Ok(tree) => tree,
            Err(error) => give_up(&error),
        }
    }

    fn try_schedules<T: Shown<How>, How>(
        &self,
        program: impl Fn() -> T,
    ) -> Result<Schedules, SearchError> {
        refuse_what_is_unseen()?;
        match self.grow(&program, false)? {
            Some(tree) => Ok(tree),
            None => Ok(self.grow(&program, true)?.expect("counts are steps by now")),
        }
    }

    /// Grows the tree, with or without the counts of an `Arc`'s handles as steps. Returns `None` if they must be steps.
    fn grow<T: Shown<How>, How>(
        &self,
        program: &impl Fn() -> T,
        counts_are_steps: bool,
    ) -> Result<Option<Schedules>, SearchError> {
        let bound = self.max_preemptions.unwrap_or(usize::MAX);
        let most = self.max_executions.unwrap_or(MOST_SCHEDULES);
        let phase = self.only.unwrap_or(Phase::Order);
        let rules = Rules::of(self.belief);
        let plan = Plan { phase, rules, ..Plan::order(counts_are_steps) };
        let search = Search::new(Strategy::Plain { preemptions: bound });
        let mut loops = Loops::default();
        let value = RefCell::new(None);
        let mut program = || *value.borrow_mut() = program().shown();
        let mut tree = Schedules {
            version: FORMAT,
            goal: String::new(),
            threads: Vec::new(),
            objects: Vec::new(),
            root: Node { choices: Vec::new(), end: None },
            belief: self.belief,
        };
        let mut executions = 0;
        loop {
            let execution = alone(|| run(&plan, &search, &mut loops, &mut program))?;
            if execution.counts_matter {
                return Ok(None);
            }
            executions += 1;
            let value = value.take();
            // A run that only found out that a loop never gives up is in the tree already.
            if !search.borrow().redundant || execution.failure.is_some() {
                add(&mut tree, &execution, value);
            }
            if !search.borrow_mut().advance() {
                return Ok(Some(tree));
            }
            if executions >= most {
                return Err(SearchError::Budget { executions });
            }
        }
    }
}

/// A tree of more schedules than this is of no use to a reader.
const MOST_SCHEDULES: u64 = 50_000;

/// Adds a run, as a path from the root.
fn add(tree: &mut Schedules, execution: &Execution, value: Option<String>) {
    let (mut trace, failure) = explain::run_of(execution);
    // Steps before the first choice, mostly the start of threads, are on no path: steps are counted from that choice.
    let first = execution.turns.first().map_or(0, |turn| turn.from);
    for step in &mut trace.steps {
        let stored_by = step.stale.as_mut().map(|stale| &mut stale.stored_by);
        let counted = [stored_by, step.waited_since.as_mut(), step.woken_by.as_mut()];
        for index in counted.into_iter().flatten() {
            *index = index.saturating_sub(first);
        }
    }
    let mut node = &mut tree.root;
    for (i, turn) in execution.turns.iter().enumerate() {
        let to = execution.turns.get(i + 1).map_or(trace.steps.len(), |next| next.from);
        let (thread, steps) = (turn.thread, trace.steps[turn.from..to].to_vec());
        let known =
            node.choices.iter().position(|choice| choice.thread == thread && choice.steps == steps);
        let at = known.unwrap_or_else(|| {
            let next = Node { choices: Vec::new(), end: None };
            node.choices.push(Choice { thread, steps, next });
            node.choices.len() - 1
        });
        node = &mut node.choices[at].next;
    }
    node.end = Some(Ending { value: value.filter(|_| failure.is_none()), failure });
    tree.threads = trace.threads;
    tree.objects = trace.objects;
}
