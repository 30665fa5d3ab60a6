//! One program in two worlds: in the one that a reader may believe in, and in ours.

use serde::{Deserialize, Serialize};

use super::{Belief, Counterexample, FailureKind, Phase, Step};

/// A program in a world where a belief is true, and in ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worlds {
    /// The version of this format.
    pub version: u32,
    /// What is true in one of the worlds.
    pub belief: Belief,
    /// Whether the order of the steps was explored, or also what each load may read.
    pub phase: Phase,
    /// What the program does where the belief is true.
    pub believed: World,
    /// What it does in ours.
    pub ours: World,
    /// A run of ours that breaks a promise which every run of the other world keeps.
    pub counterexample: Counterexample,
    /// The first step of that run which the other world refuses, or which turns out otherwise there.
    pub parting: Parting,
}

/// What a program can do in one world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct World {
    /// How many runs there are, in all.
    pub runs: usize,
    /// How they end, and how many end so.
    pub outcomes: Vec<Outcome>,
}

/// One of the ways in which a program's runs end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Outcome {
    /// What the program returned, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How it failed, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<FailureKind>,
    /// How many runs end so.
    pub runs: usize,
}

/// Where two worlds part when the same schedule is followed in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parting {
    /// The step of ours: an index into the counterexample's steps.
    pub step: usize,
    /// The step that comes at this place in the other world; none if the schedule can't go on there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Step>,
    /// Why the schedule can't be followed to its end there, if it can't: `B waits for the lock …`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}
