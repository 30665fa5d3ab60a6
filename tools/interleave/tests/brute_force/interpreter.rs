//! Every interleaving of a program, step by step over explicit states, without any cleverness.

use std::collections::{BTreeMap, HashMap};

use crate::program::Program;
use crate::state::State;

/// What a program ends with: the variables, who held each lock in turn, and what each thread read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Final {
    pub variables: Vec<u32>,
    pub holders: Vec<u32>,
    pub reads: Vec<Vec<u32>>,
}

/// Everything there is to know about a program.
#[derive(Debug)]
pub struct Facts {
    /// Each result, with the fewest preemptions that lead to it.
    pub results: BTreeMap<Final, usize>,
    /// The fewest preemptions, and then steps, after which nobody can go on.
    pub deadlock: Option<(usize, usize)>,
    /// How many orders of steps there are.
    pub schedules: u64,
}

pub fn explore(program: &Program) -> Facts {
    let mut world = World { program, reached: HashMap::new(), known: HashMap::new() };
    let start = State::new(program);
    let schedules = world.count(&start);
    let mut facts = Facts { results: BTreeMap::new(), deadlock: None, schedules };
    world.walk(start, None, 0, 0, &mut facts);
    facts
}

/// The programs of the first `count` seeds with what there is to know of them: that takes longer than the searches that
/// are compared with it, so each is asked for once.
pub fn all(count: u64, program: impl Fn(u64) -> Program) -> Vec<(Program, Facts)> {
    (0..count)
        .map(|seed| {
            let program = program(seed);
            let facts = explore(&program);
            (program, facts)
        })
        .collect()
}

/// Preemptions and steps.
type Costs = Vec<(usize, usize)>;

struct World<'a> {
    program: &'a Program,
    /// The fewest preemptions and steps with which a state was reached, by who went last.
    reached: HashMap<(State, Option<usize>), Costs>,
    known: HashMap<State, u64>,
}

impl World<'_> {
    fn walk(
        &mut self,
        state: State,
        last: Option<usize>,
        preemptions: usize,
        steps: usize,
        facts: &mut Facts,
    ) {
        let costs = self.reached.entry((state.clone(), last)).or_default();
        if costs.iter().any(|&(p, s)| p <= preemptions && s <= steps) {
            return;
        }
        costs.push((preemptions, steps));
        let ready = state.ready(self.program);
        if ready.is_empty() {
            if state.ended(self.program) {
                let fewest = facts.results.entry(state.result()).or_insert(preemptions);
                *fewest = (*fewest).min(preemptions);
            } else {
                let cost = (preemptions, steps);
                facts.deadlock = Some(facts.deadlock.map_or(cost, |least| least.min(cost)));
            }
        }
        let could_go_on = |t: usize| last.is_some_and(|l| l != t && state.goes(self.program, l));
        for &thread in &ready {
            let interrupted = usize::from(could_go_on(thread));
            for next in state.after(self.program, thread) {
                self.walk(next, Some(thread), preemptions + interrupted, steps + 1, facts);
            }
        }
    }

    fn count(&mut self, state: &State) -> u64 {
        if let Some(&count) = self.known.get(state) {
            return count;
        }
        let ready = state.ready(self.program);
        let count = match ready.is_empty() {
            true => 1,
            false => {
                let next = ready.iter().flat_map(|&t| state.after(self.program, t));
                next.map(|next| self.count(&next)).sum()
            }
        };
        self.known.insert(state.clone(), count);
        count
    }
}
