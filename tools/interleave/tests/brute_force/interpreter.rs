//! Every interleaving of a program, step by step over explicit states, without any cleverness.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::program::{Op, Program, Value};

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

/// How many classes of schedules there are that differ by more than the order of neighbours that commute.
pub fn traces(program: &Program) -> usize {
    let mut classes = BTreeSet::new();
    schedule(program, State::new(program), &mut Vec::new(), &mut classes);
    classes.len()
}

/// A step, as far as others are concerned: whose, on what, and whether it changes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    thread: usize,
    /// The how manieth of its thread.
    number: usize,
    object: (u8, usize),
    writes: bool,
}

/// The steps, and which of two dependent ones of different threads came first: this names the class.
type Class = (Vec<Event>, BTreeSet<(Event, Event)>);

fn schedule(
    program: &Program,
    state: State,
    events: &mut Vec<Event>,
    classes: &mut BTreeSet<Class>,
) {
    let ready = state.ready(program);
    if ready.is_empty() {
        let mut order = BTreeSet::new();
        for (i, &a) in events.iter().enumerate() {
            for &b in &events[i + 1..] {
                if a.thread != b.thread && a.object == b.object && (a.writes || b.writes) {
                    order.insert((a, b));
                }
            }
        }
        // Steps that nothing depends on are in no pair, but tell classes apart all the same.
        let mut all = events.clone();
        all.sort();
        classes.insert((all, order));
        return;
    }
    for thread in ready {
        let op = program.threads[thread][state.at[thread]];
        let (object, writes) = match op {
            Op::Load(v) => ((0, v), false),
            Op::Store(v, _) | Op::FetchAdd(v, _) => ((0, v), true),
            // What changes nothing only looks.
            Op::Swap(v, new) => ((0, v), state.value(thread, new) != state.variables[v]),
            Op::CompareExchange(v, expected, _) => ((0, v), state.variables[v] == expected),
            Op::TryLock(m) => ((1, m), state.holder[m].is_none()),
            Op::Lock(m) | Op::TryLockLoop(m) | Op::Poll(m) => ((1, m), true),
            Op::Await(v, ..) => ((0, v), false),
            Op::SwapLock(v, _) | Op::ExchangeLock(v, _) => ((0, v), true),
            Op::Unlock => ((1, *state.held[thread].last().expect("it holds one")), true),
            Op::Park => ((2, thread), true),
            Op::Unpark(t) => ((2, t), true),
            Op::SkipIfZero | Op::Spawn(_) | Op::Join(_) => unreachable!("no step"),
        };
        let number = events.iter().filter(|e| e.thread == thread).count();
        events.push(Event { thread, number, object, writes });
        schedule(program, state.after(program, thread), events, classes);
        events.pop();
    }
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
        let could_go_on = |t: usize| last.is_some_and(|l| l != t && ready.contains(&l));
        for &thread in &ready {
            let interrupted = usize::from(could_go_on(thread));
            self.walk(
                state.after(self.program, thread),
                Some(thread),
                preemptions + interrupted,
                steps + 1,
                facts,
            );
        }
    }

    fn count(&mut self, state: &State) -> u64 {
        if let Some(&count) = self.known.get(state) {
            return count;
        }
        let ready = state.ready(self.program);
        let count = match ready.is_empty() {
            true => 1,
            false => ready.iter().map(|&t| self.count(&state.after(self.program, t))).sum(),
        };
        self.known.insert(state.clone(), count);
        count
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    /// The next operation of each thread.
    at: Vec<usize>,
    started: Vec<bool>,
    variables: Vec<u32>,
    holder: Vec<Option<usize>>,
    holders: Vec<u32>,
    held: Vec<Vec<usize>>,
    token: Vec<bool>,
    last: Vec<u32>,
    reads: Vec<Vec<u32>>,
}

impl State {
    fn new(program: &Program) -> Self {
        let threads = program.threads.len();
        let mut started = vec![false; threads];
        started[0] = true;
        let mut state = State {
            at: vec![0; threads],
            started,
            variables: vec![0; program.variables],
            holder: vec![None; program.locks],
            holders: vec![0; program.locks],
            held: vec![Vec::new(); threads],
            token: vec![false; threads],
            last: vec![0; threads],
            reads: vec![Vec::new(); threads],
        };
        state.settle(program);
        state
    }

    fn ended(&self, program: &Program) -> bool {
        (0..self.at.len()).all(|t| self.done(program, t))
    }

    fn done(&self, program: &Program, thread: usize) -> bool {
        self.at[thread] == program.threads[thread].len()
    }

    fn result(&self) -> Final {
        Final {
            variables: self.variables.clone(),
            holders: self.holders.clone(),
            reads: self.reads.clone(),
        }
    }

    /// Who can take a step.
    fn ready(&self, program: &Program) -> Vec<usize> {
        let can = |&t: &usize| match program.threads[t].get(self.at[t]) {
            _ if !self.started[t] => false,
            None | Some(Op::Join(_)) => false,
            Some(Op::Lock(m) | Op::TryLockLoop(m)) => self.holder[*m].is_none(),
            // A loop that waits is a step that can go once it would be the last of its kind.
            Some(Op::Poll(m)) => self.holder[*m].is_none() && self.holders[*m] != 0,
            Some(Op::Await(v, value, _)) => self.variables[*v] != *value,
            Some(Op::SwapLock(v, _)) => self.variables[*v] != 1,
            Some(Op::ExchangeLock(v, _)) => self.variables[*v] == 0,
            Some(Op::Park) => self.token[t],
            Some(_) => true,
        };
        (0..self.at.len()).filter(can).collect()
    }

    /// The state after that thread's next step.
    fn after(&self, program: &Program, thread: usize) -> Self {
        let mut next = self.clone();
        next.step(program, thread);
        next.settle(program);
        next
    }

    fn step(&mut self, program: &Program, thread: usize) {
        let op = program.threads[thread][self.at[thread]];
        self.at[thread] += 1;
        match op {
            Op::Load(v) => self.read(thread, self.variables[v]),
            Op::Store(v, new) => self.variables[v] = self.value(thread, new),
            Op::Swap(v, new) => {
                let new = self.value(thread, new);
                let old = std::mem::replace(&mut self.variables[v], new);
                self.read(thread, old);
            }
            Op::FetchAdd(v, more) => {
                self.variables[v] += more;
                self.read(thread, self.variables[v] - more);
            }
            Op::CompareExchange(v, expected, new) => {
                let (old, new) = (self.variables[v], self.value(thread, new));
                if old == expected {
                    self.variables[v] = new;
                }
                self.read(thread, old);
            }
            Op::Lock(m) | Op::TryLockLoop(m) | Op::Poll(m) => self.take(thread, m),
            Op::Await(v, ..) => self.read(thread, self.variables[v]),
            Op::SwapLock(v, _) | Op::ExchangeLock(v, _) => {
                let old = std::mem::replace(&mut self.variables[v], 1);
                self.read(thread, old);
            }
            Op::TryLock(m) if self.holder[m].is_none() => {
                self.take(thread, m);
                self.read(thread, 1);
            }
            Op::TryLock(_) => {
                self.read(thread, 0);
                self.at[thread] = behind_unlock(&program.threads[thread], self.at[thread]);
            }
            Op::Unlock => {
                let lock = self.held[thread].pop().expect("it holds one");
                self.holder[lock] = None;
            }
            Op::Park => self.token[thread] = false,
            Op::Unpark(other) => self.token[other] = true,
            Op::SkipIfZero | Op::Spawn(_) | Op::Join(_) => unreachable!("no step"),
        }
    }

    fn value(&self, thread: usize, value: Value) -> u32 {
        match value {
            Value::Constant(value) => value,
            Value::LastPlusOne => self.last[thread] + 1,
        }
    }

    fn read(&mut self, thread: usize, value: u32) {
        self.last[thread] = value;
        self.reads[thread].push(value);
    }

    fn take(&mut self, thread: usize, lock: usize) {
        self.holder[lock] = Some(thread);
        self.held[thread].push(lock);
        self.holders[lock] = self.holders[lock] * 5 + thread as u32 + 1;
    }

    /// Does all that is no step: starting, joining, skipping.
    fn settle(&mut self, program: &Program) {
        let mut again = true;
        while std::mem::take(&mut again) {
            for thread in 0..self.at.len() {
                if !self.started[thread] {
                    continue;
                }
                let ops = &program.threads[thread];
                let ahead = match ops.get(self.at[thread]) {
                    Some(Op::SkipIfZero) if self.last[thread] == 0 => 2,
                    Some(Op::SkipIfZero) => 1,
                    Some(&Op::Spawn(other)) => {
                        self.started[other] = true;
                        1
                    }
                    Some(&Op::Join(other)) if self.done(program, other) => 1,
                    _ => 0,
                };
                self.at[thread] += ahead;
                again |= ahead > 0;
            }
        }
    }
}

/// The operation behind the unlock that belongs to the lock taken just before `at`.
pub fn behind_unlock(ops: &[Op], at: usize) -> usize {
    let mut depth = 1;
    for (i, op) in ops.iter().enumerate().skip(at) {
        match op {
            Op::Lock(_) | Op::TryLock(_) | Op::TryLockLoop(_) | Op::Poll(_) => depth += 1,
            Op::Unlock => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    unreachable!("every lock is released")
}
