//! An implementation that the learner's test is asked about.

/// One implementation. `N` is how the learner's test makes one: a function pointer, for example.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<N> {
    /// The test that asks about it.
    pub group: &'static str,
    /// Its name, which the learner sees once it is caught.
    pub name: &'static str,
    /// What the learner's test has to say about it.
    pub role: Role,
    /// Makes one.
    pub new: N,
}

/// What the learner's test has to say about an implementation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is right, and must pass.
    Right,
    /// It is right and looks like a wrong one from outside: its file has the name of a wrong one.
    Decoy,
    /// It must be refused. In words: what is wrong about it.
    Wrong(&'static str),
}

impl Role {
    /// How often the test is called. One that keeps something from call to call passes a right one at most once.
    pub(crate) fn calls(self) -> usize {
        match self {
            Role::Right | Role::Decoy => 2,
            Role::Wrong(_) => 1,
        }
    }
}
