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

/// How many classes of schedules there are that differ by more than the order of neighbours that commute.
pub fn traces(program: &Program) -> usize {
    let mut classes = BTreeSet::new();
    schedule(program, State::new(program), &mut Vec::new(), &mut classes);
    classes.len()
}

/// A step, as far as others are concerned: whose, on what, and whether it may change it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    thread: usize,
    /// The how manieth of its thread.
    number: usize,
    /// At most two, and which of several ways the step took.
    objects: [(u8, usize); 2],
    writes: bool,
    way: usize,
}

/// No object.
const NOTHING: (u8, usize) = (u8::MAX, 0);
/// The one wakeup without a reason that an execution may have.
const SPURIOUS: (u8, usize) = (8, 0);

/// A thread's sleeps time out so often while others could still go.
const EARLY_TIMEOUTS: u32 = 2;

impl Event {
    fn depends_on(&self, other: &Event) -> bool {
        let shared = |o: &(u8, usize)| *o != NOTHING && other.objects.contains(o);
        self.thread != other.thread
            && self.objects.iter().any(shared)
            && (self.writes || other.writes)
    }
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
                if a.depends_on(&b) {
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
        let (objects, writes) = state.touches(program, thread);
        let number = events.iter().filter(|e| e.thread == thread).count();
        for (way, next) in state.after(program, thread).into_iter().enumerate() {
            events.push(Event { thread, number, objects, writes, way });
            schedule(program, next, events, classes);
            events.pop();
        }
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
    /// Who sleeps on which object: a condvar or an address.
    asleep: Vec<Option<(u8, usize)>>,
    /// Who has been woken, and wants that lock back.
    wants: Vec<Option<usize>>,
    /// Whether somebody has woken for no reason.
    spurious: bool,
    /// Milliseconds, which pass only when a sleep times out.
    now: u64,
    /// When each sleep would time out.
    deadline: Vec<Option<u64>>,
    /// How often each thread has timed out.
    timeouts: Vec<u32>,
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
            asleep: vec![None; threads],
            wants: vec![None; threads],
            spurious: false,
            now: 0,
            deadline: vec![None; threads],
            timeouts: vec![0; threads],
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
            && self.asleep[thread].is_none()
            && self.wants[thread].is_none()
    }

    fn result(&self) -> Final {
        Final {
            variables: self.variables.clone(),
            holders: self.holders.clone(),
            reads: self.reads.clone(),
        }
    }

    /// Who can take a step. Nobody needs to wake for no reason, so that alone keeps no program going; time does.
    fn ready(&self, program: &Program) -> Vec<usize> {
        let all = 0..self.at.len();
        let due = self.due(program);
        if due.is_empty() && !all.clone().any(|t| self.goes(program, t)) {
            return Vec::new();
        }
        let may =
            |&t: &usize| self.goes(program, t) || self.may_wake(program, t) || due.contains(&t);
        all.filter(may).collect()
    }

    /// Whose time is up first, if nobody else can go.
    fn due(&self, program: &Program) -> Vec<usize> {
        let all = 0..self.at.len();
        let first = self.deadline.iter().flatten().min();
        if first.is_none() || all.clone().any(|t| self.goes(program, t)) {
            return Vec::new();
        }
        all.filter(|&t| self.deadline[t].as_ref() == first).collect()
    }

    fn may_wake(&self, program: &Program, t: usize) -> bool {
        if self.deadline[t].is_some() {
            return self.timeouts[t] < EARLY_TIMEOUTS;
        }
        let parked = self.started[t] && program.threads[t].get(self.at[t]) == Some(&Op::Park);
        let parked = parked && self.wants[t].is_none();
        !self.spurious && (self.asleep[t].is_some() || parked)
    }

    /// Whether the thread takes a step sooner or later.
    fn goes(&self, program: &Program, t: usize) -> bool {
        if let Some(place) = self.asleep[t] {
            return place == parked(t) && self.token[t];
        }
        if let Some(lock) = self.wants[t] {
            return self.holder[lock].is_none();
        }
        match program.threads[t].get(self.at[t]) {
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
        }
    }

    /// What the thread's next step touches, and whether it may change it.
    fn touches(&self, program: &Program, thread: usize) -> ([(u8, usize); 2], bool) {
        if let Some(lock) = self.wants[thread] {
            return ([(1, lock), NOTHING], true);
        }
        if let Some(place) = self.asleep[thread] {
            return ([place, SPURIOUS], true);
        }
        let (object, writes) = match program.threads[thread][self.at[thread]] {
            Op::Wait(m) => return ([condvar(m), (1, m)], true),
            Op::FutexWait(v, _) => return ([(0, v), address(v)], true),
            Op::Park => return ([(2, thread), SPURIOUS], true),
            Op::NotifyOne(m) | Op::NotifyAll(m) => (condvar(m), true),
            Op::FutexWakeOne(v) | Op::FutexWakeAll(v) => (address(v), true),
            Op::Load(v) => ((0, v), false),
            Op::Store(v, _) | Op::Swap(v, _) | Op::FetchAdd(v, _) => ((0, v), true),
            // What changes nothing only looks.
            Op::CompareExchange(v, expected, _) => ((0, v), self.variables[v] == expected),
            Op::TryLock(m) => ((1, m), self.holder[m].is_none()),
            Op::Lock(m) | Op::TryLockLoop(m) | Op::Poll(m) => ((1, m), true),
            Op::Await(v, ..) => ((0, v), false),
            Op::SwapLock(v, _) | Op::ExchangeLock(v, _) => ((0, v), true),
            Op::Unlock => ((1, *self.held[thread].last().expect("it holds one")), true),
            Op::Unpark(t) => ((2, t), true),
            Op::WaitTimeout(..) | Op::ParkTimeout(_) => {
                unreachable!("their classes are not counted")
            }
            Op::SkipIfZero
            | Op::SkipUnlessZero
            | Op::BackIfZero(_)
            | Op::Spawn(_)
            | Op::Join(_) => unreachable!("no step"),
        };
        ([object, NOTHING], writes)
    }

    fn sleepers(&self, place: (u8, usize)) -> Vec<usize> {
        (0..self.at.len()).filter(|&t| self.asleep[t] == Some(place)).collect()
    }

    /// The states after that thread's next step: several where it may wake one of several, or for several reasons.
    fn after(&self, program: &Program, thread: usize) -> Vec<Self> {
        if self.asleep[thread].is_some() && !self.goes(program, thread) {
            let timed_out = self.deadline[thread].is_some().then_some(true);
            let spuriously = (!self.spurious).then_some(false);
            let one = |timed_out| {
                let mut next = self.clone();
                next.awake(thread, timed_out);
                next.settle(program);
                next
            };
            return timed_out.into_iter().chain(spuriously).map(one).collect();
        }
        let awake = self.wants[thread].is_none() && self.asleep[thread].is_none();
        let candidates = match program.threads[thread].get(self.at[thread]) {
            Some(&Op::NotifyOne(m)) if awake => self.sleepers(condvar(m)),
            Some(&Op::FutexWakeOne(v)) if awake => self.sleepers(address(v)),
            _ => Vec::new(),
        };
        let one = |woken: Option<usize>| {
            let mut next = self.clone();
            next.step(program, thread, woken);
            next.settle(program);
            next
        };
        match candidates.as_slice() {
            [] => vec![one(None)],
            some => some.iter().map(|&t| one(Some(t))).collect(),
        }
    }

    /// Nobody has woken the thread: its time is up, or it wakes for no reason.
    fn awake(&mut self, thread: usize, timed_out: bool) {
        if timed_out {
            self.now = self.now.max(self.deadline[thread].expect("its sleep is timed"));
            self.timeouts[thread] += 1;
        } else {
            self.spurious = true;
        }
        self.wake(thread, timed_out);
    }

    fn wake(&mut self, sleeper: usize, timed_out: bool) {
        let timed = self.deadline[sleeper].take().is_some();
        if let Some((kind, lock)) = self.asleep[sleeper].take()
            && kind == condvar(lock).0
        {
            self.wants[sleeper] = Some(lock);
            if timed {
                self.read(sleeper, u32::from(timed_out));
            }
        }
    }

    fn sleep(&mut self, thread: usize, place: (u8, usize), millis: Option<u64>) {
        self.asleep[thread] = Some(place);
        self.deadline[thread] = millis.map(|millis| self.now + millis);
    }

    fn step(&mut self, program: &Program, thread: usize, woken: Option<usize>) {
        if let Some(lock) = self.wants[thread].take() {
            return self.take(thread, lock);
        }
        if self.asleep[thread].is_some() {
            // Who sleeps and takes a step all the same has been unparked.
            self.token[thread] = false;
            return self.wake(thread, false);
        }
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
            Op::Wait(m) | Op::WaitTimeout(m, _) => {
                assert_eq!(self.held[thread].pop(), Some(m), "a wait gives back the last lock");
                self.holder[m] = None;
                let millis = if let Op::WaitTimeout(_, millis) = op { Some(millis) } else { None };
                self.sleep(thread, condvar(m), millis);
            }
            Op::ParkTimeout(_) if self.token[thread] => self.token[thread] = false,
            Op::ParkTimeout(millis) => self.sleep(thread, parked(thread), Some(millis)),
            Op::FutexWait(v, expected) if self.variables[v] == expected => {
                self.sleep(thread, address(v), None);
            }
            Op::FutexWait(..) => {}
            Op::NotifyOne(_) | Op::FutexWakeOne(_) => {
                woken.into_iter().for_each(|t| self.wake(t, false))
            }
            Op::NotifyAll(m) => {
                self.sleepers(condvar(m)).into_iter().for_each(|t| self.wake(t, false))
            }
            Op::FutexWakeAll(v) => {
                self.sleepers(address(v)).into_iter().for_each(|t| self.wake(t, false))
            }
            Op::Park => self.spurious |= !std::mem::take(&mut self.token[thread]),
            Op::Unpark(other) => self.token[other] = true,
            Op::SkipIfZero
            | Op::SkipUnlessZero
            | Op::BackIfZero(_)
            | Op::Spawn(_)
            | Op::Join(_) => unreachable!("no step"),
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
                if !self.started[thread]
                    || self.asleep[thread].is_some()
                    || self.wants[thread].is_some()
                {
                    continue;
                }
                let ops = &program.threads[thread];
                let ahead = match ops.get(self.at[thread]) {
                    Some(Op::SkipIfZero) if self.last[thread] == 0 => 2,
                    Some(Op::SkipIfZero) => 1,
                    Some(Op::SkipUnlessZero) => 1 + usize::from(self.last[thread] != 0),
                    Some(&Op::BackIfZero(back)) if self.last[thread] == 0 => {
                        self.at[thread] -= back;
                        again = true;
                        0
                    }
                    Some(Op::BackIfZero(_)) => 1,
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

fn condvar(lock: usize) -> (u8, usize) {
    (3, lock)
}

/// Where a thread sleeps that is parked for some time.
fn parked(thread: usize) -> (u8, usize) {
    (5, thread)
}

fn address(variable: usize) -> (u8, usize) {
    (4, variable)
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
