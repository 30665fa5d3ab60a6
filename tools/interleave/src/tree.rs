//! Every complete schedule of a program, as a tree: the reader of the book picks a path through it.

mod shown;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::checker::{Checker, SearchError, give_up};
use crate::machine::execution::Execution;
use crate::machine::loops::Loops;
use crate::search::explore::{Plan, alone, run};
use crate::search::{Search, Style};
use crate::story::explain;
use crate::trace::{FORMAT, Failure, Object, Phase, Step, Thread};

pub use shown::Shown;

/// The complete choice tree of a program: who can go at each point, and where that leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedules {
    /// The version of this format.
    pub version: u32,
    /// What the program promises, for the reader; empty unless somebody sets it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goal: String,
    /// The threads, the closure's own first.
    pub threads: Vec<Thread>,
    /// The objects that the threads share.
    pub objects: Vec<Object>,
    /// The first choice.
    pub root: Node,
}

/// A point at which somebody goes next, or the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Who can go, and where that leads; empty at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// How the run ended, if this is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Ending>,
}

/// One thread's turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Who goes. Several choices of one point can be of one thread: what its steps read then tells them apart.
    pub thread: usize,
    /// What it does, and what then happens by itself.
    pub steps: Vec<Step>,
    /// What comes after.
    pub next: Node,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// What the program returned, if it returned more than `()`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What went wrong, if something did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

impl Schedules {
    /// Adds a run, as a path from the root.
    fn add(&mut self, execution: &Execution, value: Option<String>) {
        let (mut trace, failure) = explain::run_of(execution);
        // What comes before the first choice, the start of threads mostly, is on no path: steps are counted from there.
        let first = execution.turns.first().map_or(0, |turn| turn.from);
        for step in &mut trace.steps {
            let stored_by = step.stale.as_mut().map(|stale| &mut stale.stored_by);
            let counted = [stored_by, step.waited_since.as_mut(), step.woken_by.as_mut()];
            for index in counted.into_iter().flatten() {
                *index = index.saturating_sub(first);
            }
        }
        let mut node = &mut self.root;
        for (i, turn) in execution.turns.iter().enumerate() {
            let to = execution.turns.get(i + 1).map_or(trace.steps.len(), |next| next.from);
            let (thread, steps) = (turn.thread, trace.steps[turn.from..to].to_vec());
            let known = node
                .choices
                .iter()
                .position(|choice| choice.thread == thread && choice.steps == steps);
            let at = known.unwrap_or_else(|| {
                let next = Node { choices: Vec::new(), end: None };
                node.choices.push(Choice { thread, steps, next });
                node.choices.len() - 1
            });
            node = &mut node.choices[at].next;
        }
        node.end = Some(Ending { value: value.filter(|_| failure.is_none()), failure });
        self.threads = trace.threads;
        self.objects = trace.objects;
    }

    /// How many complete schedules there are.
    pub fn len(&self) -> usize {
        self.endings().len()
    }

    /// Whether there is none; there always is one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How each complete schedule ends, in the order of the tree.
    pub fn endings(&self) -> Vec<&Ending> {
        let mut endings = Vec::new();
        collect(&self.root, &mut endings);
        endings
    }
}

fn collect<'a>(node: &'a Node, endings: &mut Vec<&'a Ending>) {
    endings.extend(&node.end);
    for choice in &node.choices {
        collect(&choice.next, endings);
    }
}

impl Checker {
    /// Every complete schedule of `program`, as a tree of choices. The order phase only, without reduction:
    /// starting and joining threads are no choices, nor are steps that commute left out.
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
        crate::unseen::refuse()?;
        match self.grow(&program, false)? {
            Some(tree) => Ok(tree),
            None => Ok(self.grow(&program, true)?.expect("counts are steps by now")),
        }
    }

    /// The tree, with the counts of handles of an `Arc` as steps or without. None where they have to be.
    fn grow<T: Shown<How>, How>(
        &self,
        program: &impl Fn() -> T,
        counts_are_steps: bool,
    ) -> Result<Option<Schedules>, SearchError> {
        let bound = self.max_preemptions.unwrap_or(usize::MAX);
        let most = self.max_executions.unwrap_or(MOST_SCHEDULES);
        let phase = self.only.unwrap_or(Phase::Order);
        let plan = Plan { phase, ..Plan::order(counts_are_steps) };
        let mut search = Search::new(Style::Plain { preemptions: bound }, Loops::default());
        let value = RefCell::new(None);
        let mut program = || *value.borrow_mut() = program().shown();
        let mut tree = Schedules {
            version: FORMAT,
            goal: String::new(),
            threads: Vec::new(),
            objects: Vec::new(),
            root: Node { choices: Vec::new(), end: None },
        };
        let mut executions = 0;
        loop {
            let (execution, now) = alone(|| run(&plan, search, &mut program))?;
            search = now;
            if execution.counts_matter {
                return Ok(None);
            }
            executions += 1;
            let value = value.take();
            // A run that only found out that a loop never gives up is one that is in the tree already.
            if !search.redundant || execution.failure.is_some() {
                tree.add(&execution, value);
            }
            if !search.advance() {
                return Ok(Some(tree));
            }
            if executions >= most {
                return Err(SearchError::Budget { executions });
            }
        }
    }
}

/// A tree of more schedules than this is of no use to anybody.
const MOST_SCHEDULES: u64 = 50_000;
