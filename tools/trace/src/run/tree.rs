//! Every complete schedule of a program, as a tree: the reader of the book picks a path through it.

use serde::{Deserialize, Serialize};

use super::{Belief, Failure, Object, Step, Thread};

/// The complete choice tree of a program: which threads can run at each point, and where that leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedules {
    /// The version of this format.
    pub version: u32,
    /// What the program promises, for the reader; empty unless the caller sets it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goal: String,
    /// The threads, the closure's own first.
    pub threads: Vec<Thread>,
    /// The objects that the threads share.
    pub objects: Vec<Object>,
    /// The first choice.
    pub root: Node,
    /// Set when the runs took place in a world in which this is true, and not in ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub belief: Option<Belief>,
}

/// A point at which a thread is chosen to run next, or the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The threads that can run, and where that leads; empty at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// How the run ended, if this is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Ending>,
}

/// One thread's turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Which thread runs. Several choices at one point can be of one thread: what its steps read then tells them apart.
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
