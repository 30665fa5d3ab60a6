//! What a search answers: a verdict with what was explored, or every outcome.

use std::collections::BTreeMap;
use std::fmt;

use super::{break_off, drawn, give_up};
use crate::search::error::SearchError;
use crate::search::explore::Coverage;
use crate::search::statistics::Statistics;
use crate::trace::words::{grouped, plural};
use crate::trace::{Belief, Counterexample, FailureKind, Operation, Schedule};

/// What a search found out about a program.
#[derive(Clone, Debug)]
#[must_use]
pub enum Verdict {
    /// No explored run fails.
    Holds(Explored),
    /// A run that fails.
    Fails(Counterexample),
}

/// How much was explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explored {
    pub(crate) order: Option<Coverage>,
    pub(crate) memory: Option<Coverage>,
    pub(crate) max_preemptions: Option<usize>,
    /// Whether the threads shared anything that the explorer knows of.
    pub(crate) saw_steps: bool,
    /// Set if it isn't our world that was explored.
    pub(crate) belief: Option<Belief>,
    pub(crate) statistics: Statistics,
}

/// Every value that a program can return, each with a schedule that returns it.
#[derive(Clone, Debug)]
pub struct Outcomes<T> {
    pub(super) found: BTreeMap<T, Schedule>,
    pub(super) explored: Explored,
}

impl Verdict {
    /// Whether no explored run fails. A verdict about [another world](crate::Checker::in_a_world_where) never counts.
    pub fn holds(&self) -> bool {
        matches!(self, Verdict::Holds(explored) if explored.belief.is_none())
    }

    /// The run that fails, if there is one.
    pub fn counterexample(&self) -> Option<&Counterexample> {
        match self {
            Verdict::Holds(_) => None,
            Verdict::Fails(counterexample) => Some(counterexample),
        }
    }

    /// Asserts, for a test, that no explored run fails. Returns what was explored.
    ///
    /// ```
    /// use interleave::{sync::atomic::{AtomicU32, Ordering::SeqCst}, thread};
    ///
    /// let explored = interleave::check(|| {
    ///     let total = AtomicU32::new(0);
    ///     let add_one = || total.fetch_add(1, SeqCst);
    ///     thread::scope(|s| {
    ///         s.spawn(add_one);
    ///         s.spawn(add_one);
    ///     });
    ///     assert_eq!(total.into_inner(), 2);
    /// })
    /// .expect_holds();
    /// assert!(explored.is_exhaustive());
    /// ```
    ///
    /// # Panics
    ///
    /// Panics as [`model`](crate::model) does: with the counterexample drawn, if the threads took no step that the
    /// explorer sees, or if it wasn't [our world](crate::Checker::in_a_world_where) that was explored.
    #[track_caller]
    pub fn expect_holds(self) -> Explored {
        match self {
            // A proof about nothing is as good as no proof.
            Verdict::Holds(explored) if !explored.saw_steps => give_up(&SearchError::NothingSeen),
            Verdict::Holds(Explored { belief: Some(belief), .. }) => {
                give_up(&SearchError::NotOurWorld { belief })
            }
            Verdict::Holds(explored) => explored,
            Verdict::Fails(counterexample) => break_off(&counterexample),
        }
    }

    /// Asserts, for a test, that a run fails in this way. Returns that run.
    ///
    /// ```
    /// use interleave::{FailureKind, sync::Mutex};
    ///
    /// let found = interleave::check(|| {
    ///     let total = Mutex::new(0);
    ///     let _guard = total.lock();
    ///     let _again = total.lock();
    /// })
    /// .expect_fails(FailureKind::Deadlock);
    /// assert_eq!(found.preemptions, 0);
    /// ```
    ///
    /// # Panics
    ///
    /// Panics with what was explored if no run fails, and with the counterexample drawn if one fails in another way.
    #[track_caller]
    pub fn expect_fails(self, kind: FailureKind) -> Counterexample {
        match self {
            Verdict::Fails(counterexample) if counterexample.failure.kind() == kind => {
                counterexample
            }
            Verdict::Fails(counterexample) => panic!(
                "expected `{kind}`, and this fails with `{}`:\n\n{}",
                counterexample.kind(),
                drawn(&counterexample)
            ),
            Verdict::Holds(explored) => panic!("expected `{kind}`, and this {explored}"),
        }
    }
}

impl Explored {
    /// How many interleavings the order phase explored; zero if it was left out.
    pub fn interleavings(&self) -> u64 {
        self.order.map_or(0, |coverage| coverage.executions)
    }

    /// How many executions the memory phase explored, if there was one.
    pub fn memory_executions(&self) -> Option<u64> {
        self.memory.map(|coverage| coverage.executions)
    }

    /// How many executions both phases explored.
    pub(crate) fn executions(&self) -> u64 {
        self.interleavings() + self.memory_executions().unwrap_or(0)
    }

    /// The most steps of this kind that one execution took; a look that was repeated in a loop counts each time.
    ///
    /// A correct answer can still be a poor one: it wakes threads that need not wake, or writes while it waits.
    pub fn most(&self, operation: Operation) -> u64 {
        self.statistics.most(operation)
    }

    /// The most looks in one execution that repeated the one before, at the same place and with the same result,
    /// without [`spin_loop`](crate::hint::spin_loop) or [`yield_now`](crate::thread::yield_now) in between.
    pub fn unhinted_spins(&self) -> u64 {
        self.statistics.unhinted()
    }

    /// Whether every execution was explored, without any limit. If a loop changes something in each round and
    /// doesn't end by itself, there is no end of executions. Then only those were explored in which a thread lets
    /// the others run before it loops back.
    pub fn is_exhaustive(&self) -> bool {
        let complete = |coverage: Option<Coverage>| coverage.is_none_or(|c| c.complete && !c.fair);
        self.max_preemptions.is_none() && complete(self.order) && complete(self.memory)
    }
}

/// Describes executions of which some were left out.
const FAIRLY: &str = " in which no thread goes round a loop while another could run";

impl fmt::Display for Explored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = self.max_preemptions.map_or(String::new(), |p| {
            format!(" with at most {}", plural(p as u64, "preemption", "preemptions"))
        });
        let part = |coverage: Coverage, one: &str, many: &str| {
            if coverage.complete {
                let what = if coverage.executions == 1 { one } else { many };
                let bound = format!("{bound}{}", if coverage.fair { FAIRLY } else { "" });
                let all = if coverage.executions == 1 { "the only" } else { "all" };
                let count = if coverage.executions == 1 {
                    String::new()
                } else {
                    format!(" {}", grouped(coverage.executions))
                };
                format!("{all}{count} {what}{bound}")
            } else {
                let fairly = if coverage.fair { FAIRLY } else { "" };
                format!(
                    "the first {}{bound}{fairly}, not all",
                    plural(coverage.executions, one, many)
                )
            }
        };
        match (self.order, self.memory) {
            (Some(order), Some(Coverage { executions: 0, .. })) => write!(
                f,
                "holds in {}; weak memory was not explored",
                part(order, "interleaving", "interleavings"),
            ),
            (Some(order), Some(memory)) => write!(
                f,
                "holds in {}, and in {} with weak memory",
                part(order, "interleaving", "interleavings"),
                part(memory, "execution", "executions")
            ),
            (Some(order), None) => {
                write!(f, "holds in {}", part(order, "interleaving", "interleavings"))
            }
            (None, Some(memory)) => {
                write!(f, "holds in {} with weak memory", part(memory, "execution", "executions"))
            }
            (None, None) => write!(f, "nothing was explored"),
        }?;
        match self.belief {
            Some(belief) => write!(f, ", in a world in which {}, and not in ours", belief.claim()),
            None => Ok(()),
        }
    }
}

impl<T: Ord> Outcomes<T> {
    /// The values, in order.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.found.keys()
    }

    /// A schedule that returns this value, if there is one.
    pub fn schedule(&self, value: &T) -> Option<&Schedule> {
        self.found.get(value)
    }

    /// How much was explored.
    pub fn explored(&self) -> &Explored {
        &self.explored
    }
}
