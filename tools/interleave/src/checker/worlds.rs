//! One program in two worlds: with a rule of the model replaced by what people believe, and without.

use std::collections::BTreeMap;

use crate::checker::{Checker, ReplayError, Shown};
use crate::search::error::SearchError;
use crate::trace::{
    Belief, Counterexample, FORMAT, Outcome, Parting, Phase, Schedules, Step, Trace, World, Worlds,
};

impl Checker {
    /// Replaces one rule of the model by what many people believe instead. It's for teaching.
    ///
    /// What holds in such a world proves nothing: [`model`](Self::model) and
    /// [`expect_holds`](crate::Verdict::expect_holds) refuse it, and no report counts it. Which steps commute is known for
    /// our world only, so every order is explored: keep the program small.
    ///
    /// ```
    /// use interleave::{Belief, Checker, sync::atomic::{AtomicU32, Ordering::SeqCst}, thread};
    ///
    /// let total = || {
    ///     let total = AtomicU32::new(0);
    ///     let add_one = || total.store(total.load(SeqCst) + 1, SeqCst);
    ///     thread::scope(|s| {
    ///         s.spawn(add_one);
    ///         s.spawn(add_one);
    ///     });
    ///     total.into_inner()
    /// };
    /// let believed = Checker::new().in_a_world_where(Belief::AddingIsOneStep);
    /// assert!(believed.outcomes(total).values().eq(&[2]));
    /// assert!(Checker::new().outcomes(total).values().eq(&[1, 2]));
    /// ```
    #[must_use]
    pub fn in_a_world_where(mut self, belief: Belief) -> Self {
        self.belief = Some(belief);
        self
    }

    /// Runs `program` in every schedule, once in a world where the belief is true and once in ours. Then finds a run of
    /// ours that breaks `promise`, follows its schedule in the other world, and says where the two part.
    ///
    /// After [`memory_only`](Self::memory_only), what each load reads is a choice as well.
    ///
    /// # Panics
    ///
    /// Panics if `promise` is broken in the world of the belief, if it isn't in ours, or if the search cannot be done.
    #[track_caller]
    pub fn compare<T: Shown<How>, How>(
        &self,
        belief: Belief,
        program: impl Fn() -> T,
        promise: impl Fn(&T),
    ) -> Worlds {
        let phase = self.only.unwrap_or(Phase::Order);
        let ours = Checker { only: Some(phase), belief: None, ..self.clone() };
        let theirs = ours.clone().in_a_world_where(belief);
        let judged = || promise(&program());
        let found = theirs.check(judged);
        if let Some(broken) = found.counterexample() {
            panic!("the promise is broken in the world of the belief, too:\n\n{broken}");
        }
        let Some(counterexample) = ours.check(judged).counterexample().cloned() else {
            panic!("the promise is kept in our world, too: there is nothing to see");
        };
        let parting = theirs.parting(&counterexample, judged);
        Worlds {
            version: FORMAT,
            belief,
            phase,
            believed: world(&theirs.schedules(&program)),
            ours: world(&ours.schedules(&program)),
            counterexample,
            parting,
        }
    }

    /// Follows the counterexample's schedule in this world, as far as that is possible.
    #[track_caller]
    fn parting(&self, counterexample: &Counterexample, program: impl Fn()) -> Parting {
        let (theirs, refused): (Trace, Option<String>) =
            match self.try_replay(&counterexample.schedule, program) {
                Ok(run) => (run.trace, None),
                Err(ReplayError::Search(SearchError::Schedule { problem, run })) => {
                    let why = problem.split_once(": ").map_or(problem.as_str(), |(_, why)| why);
                    (*run, Some(why.to_owned()))
                }
                Err(ReplayError::Search(error)) => super::give_up(&error),
                Err(ReplayError::Fails(failed)) => (failed.trace, None),
            };
        let (ours, theirs) = (&counterexample.trace.steps, theirs.steps);
        let alike =
            ours.iter().zip(&theirs).take_while(|(one, other)| is_alike(one, other)).count();
        assert!(alike < ours.len(), "the two worlds don't part on this schedule");
        Parting { step: alike, instead: theirs.into_iter().nth(alike), refused }
    }
}

/// Whether the two steps are one and the same, with the same result.
fn is_alike(one: &Step, other: &Step) -> bool {
    let seen = |step: &Step| (step.read.clone(), step.wrote.clone(), step.lock);
    one.thread == other.thread
        && one.operation == other.operation
        && one.object == other.object
        && one.target == other.target
        && seen(one) == seen(other)
}

fn world(tree: &Schedules) -> World {
    let mut counts = BTreeMap::new();
    for end in tree.endings() {
        let failure = end.failure.as_ref().map(|failure| failure.kind());
        *counts.entry((end.value.clone(), failure)).or_insert(0) += 1;
    }
    let outcome = |((value, failure), runs)| Outcome { value, failure, runs };
    World { runs: tree.len(), outcomes: counts.into_iter().map(outcome).collect() }
}
