//! Small programs for the order phase: what they are made of, and how a seed becomes one.

use crate::rng::Rng;

/// The threads of a program. The first runs on the closure's own thread, and starts and joins the others.
#[derive(Clone, Debug)]
pub struct Program {
    pub variables: usize,
    pub locks: usize,
    pub threads: Vec<Vec<Op>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Load(usize),
    Store(usize, Value),
    Swap(usize, Value),
    FetchAdd(usize, u32),
    CompareExchange(usize, u32, Value),
    /// Does nothing else than skip the next operation, if what was last read is zero. No step of its own.
    SkipIfZero,
    /// The same if it is not zero.
    SkipUnlessZero,
    /// Goes back by so many operations if what was last read is zero. No step of its own.
    BackIfZero(usize),
    Lock(usize),
    /// Skips to just behind its unlock where the lock is held.
    TryLock(usize),
    /// Releases the lock taken last.
    Unlock,
    Park,
    Unpark(usize),
    /// Sleeps on the condvar of that lock, which is the one taken last.
    Wait(usize),
    /// The same for so many milliseconds at most; reads whether it timed out.
    WaitTimeout(usize, u64),
    /// Parks for so many milliseconds at most.
    ParkTimeout(u64),
    NotifyOne(usize),
    NotifyAll(usize),
    /// Sleeps on the variable's address if it has that value.
    FutexWait(usize, u32),
    FutexWakeOne(usize),
    FutexWakeAll(usize),
    /// Spins until the variable has another value; with a hint or without.
    Await(usize, u32, bool),
    /// Swaps a one in until that changes something: a spin lock.
    SwapLock(usize, bool),
    /// Exchanges zero for one until it succeeds: a spin lock.
    ExchangeLock(usize, bool),
    /// Tries to take the lock until it is free.
    TryLockLoop(usize),
    /// Takes the lock again and again, until somebody has left something in it.
    Poll(usize),
    /// Starts that thread: no step of its own.
    Spawn(usize),
    /// Waits for that thread: no step of its own.
    Join(usize),
}

impl Op {
    pub fn is_no_step(&self) -> bool {
        use Op::*;
        matches!(self, SkipIfZero | SkipUnlessZero | BackIfZero(_) | Spawn(_) | Join(_))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Constant(u32),
    /// What the thread read last, plus one.
    LastPlusOne,
}

impl Program {
    /// The same with some operations replaced by loops that wait.
    pub fn with_spins(seed: u64) -> Self {
        let mut program = Program::from_seed(seed);
        let rng = &mut Rng::new(!seed);
        // A loop without a hint looks many times before it is found out: one is enough.
        let polls = rng.one_in(2);
        let mut hint = rng.one_in(3) && program.threads.len() < 4;
        for op in program.threads.iter_mut().flatten() {
            let looks = rng.one_in(2);
            let unhinted = looks && std::mem::take(&mut hint);
            *op = match *op {
                Op::Load(v) if looks => Op::Await(v, rng.below(2) as u32, !unhinted),
                Op::Swap(v, _) if looks => Op::SwapLock(v, !unhinted),
                Op::CompareExchange(v, ..) if looks => Op::ExchangeLock(v, !unhinted),
                Op::Lock(m) if looks && polls => Op::Poll(m),
                Op::Lock(m) if looks => Op::TryLockLoop(m),
                // Somebody who polls holds the lock for a moment, which is not waiting to one who tries once.
                Op::TryLock(m) if polls => Op::TryLockLoop(m),
                op => op,
            };
        }
        program
    }

    /// Programs that sleep on condvars or on addresses.
    pub fn with_sleepers(seed: u64) -> Self {
        let rng = &mut Rng::new(seed ^ 0x5EE9);
        let spawned = 1 + rng.below(3);
        let variables = 1 + rng.below(2);
        let locks = if rng.one_in(4) { 2 } else { 1 };
        let futex = rng.one_in(2);
        let most = [5, 4, 3][spawned - 1];
        let mut main: Vec<Op> = (1..=spawned).map(Op::Spawn).collect();
        let mut threads = Vec::new();
        let careful = rng.one_in(2);
        for thread in 0..=spawned {
            let mut ops = Vec::new();
            if careful {
                threads.push(handshake(rng, thread, locks, futex));
                continue;
            }
            let length = 1 + rng.below(most);
            while steps(&ops) < length && !(thread == 0 && spawned == 3) {
                let (variable, lock) = (rng.below(variables), rng.below(locks));
                match rng.below(if futex { 6 } else { 4 }) {
                    0 => ops.push(atomic(rng, variables)),
                    1 => ops.push(rng.pick(&[Op::NotifyOne(lock), Op::NotifyAll(lock)])),
                    2 | 3 if !futex => {
                        ops.push(Op::Lock(lock));
                        match rng.below(4) {
                            0 => ops.extend([Op::Load(variable), Op::SkipIfZero, Op::Wait(lock)]),
                            1 => ops.extend([atomic(rng, variables), Op::NotifyOne(lock)]),
                            2 => ops.push(atomic(rng, variables)),
                            _ => ops.push(Op::Wait(lock)),
                        }
                        ops.push(Op::Unlock);
                    }
                    2 => ops.push(atomic(rng, variables)),
                    3 => ops.push(Op::FutexWakeOne(variable)),
                    4 => ops
                        .push(rng.pick(&[Op::FutexWakeOne(variable), Op::FutexWakeAll(variable)])),
                    _ => ops.push(Op::FutexWait(variable, rng.below(2) as u32)),
                }
            }
            threads.push(ops);
        }
        main.append(&mut threads[0]);
        main.extend((1..=spawned).map(Op::Join));
        threads[0] = main;
        Program { variables, locks, threads }
    }

    /// Programs of which some waits and parks end by themselves.
    pub fn with_timeouts(seed: u64) -> Self {
        let parks = seed.is_multiple_of(2);
        let mut program =
            if parks { Program::from_seed(seed) } else { Program::with_sleepers(seed) };
        let rng = &mut Rng::new(seed ^ 0x71ED);
        for op in program.threads.iter_mut().flatten() {
            // Two lengths, so that it matters whose time is up first.
            let millis = 1 + rng.below(2) as u64;
            *op = match *op {
                Op::Wait(lock) if !rng.one_in(4) => Op::WaitTimeout(lock, millis),
                Op::Park if !rng.one_in(4) => Op::ParkTimeout(millis),
                op => op,
            };
        }
        program
    }

    pub fn has_timeouts(&self) -> bool {
        let is_timed = |op: &Op| matches!(op, Op::WaitTimeout(..) | Op::ParkTimeout(_));
        self.threads.iter().flatten().any(is_timed)
    }

    pub fn from_seed(seed: u64) -> Self {
        let rng = &mut Rng::new(seed);
        let spawned = 1 + rng.below(3);
        let variables = 1 + rng.below(3);
        let locks = rng.below(3);
        let kind = rng.below(4);
        let most = if spawned == 3 { 3 } else { 4 };
        let body = |rng: &mut Rng, parks: bool| {
            let mut ops = Vec::new();
            let length = 1 + rng.below(most);
            while steps(&ops) < length {
                push(rng, &mut ops, variables, locks, spawned, parks, length);
            }
            ops
        };
        // Late starts and early joins take the handles away that unparking needs.
        let parks = kind == 0;
        let mut main: Vec<Op> = (1..=spawned).map(Op::Spawn).collect();
        let joins: Vec<Op> = (1..=spawned).map(Op::Join).collect();
        match kind {
            // The closure's own thread only starts and joins.
            1 => main.extend(joins),
            // It takes part: some of its steps come before the last start, some after the first join.
            2 => {
                let last = main.pop().expect("there is at least one");
                push(rng, &mut main, variables, locks, spawned, false, 9);
                main.push(last);
                push(rng, &mut main, variables, locks, spawned, false, 9);
                main.push(joins[0]);
                push(rng, &mut main, variables, locks, spawned, false, 9);
                main.extend(&joins[1..]);
            }
            _ => {
                if spawned < 3 {
                    main.extend(body(rng, parks));
                }
                main.extend(joins);
            }
        }
        let mut threads = vec![main];
        for _ in 0..spawned {
            threads.push(body(rng, parks));
        }
        Program { variables, locks, threads }
    }
}

fn steps(ops: &[Op]) -> usize {
    ops.iter().filter(|op| !op.is_no_step()).count()
}

/// Adds one operation, or a few that belong together.
fn push(
    rng: &mut Rng,
    ops: &mut Vec<Op>,
    variables: usize,
    locks: usize,
    spawned: usize,
    parks: bool,
    length: usize,
) {
    if locks > 0 && rng.one_in(3) && steps(ops) + 2 <= length {
        let lock = rng.below(locks);
        ops.push(if rng.one_in(3) { Op::TryLock(lock) } else { Op::Lock(lock) });
        match rng.below(3) {
            0 => {}
            1 if locks > 1 => ops.extend([Op::Lock(1 - lock), Op::Unlock]),
            _ => ops.push(atomic(rng, variables)),
        }
        ops.push(Op::Unlock);
    } else if parks && rng.one_in(3) {
        ops.push(if rng.one_in(3) { Op::Park } else { Op::Unpark(rng.below(spawned + 1)) });
    } else {
        if rng.one_in(5) {
            ops.push(Op::SkipIfZero);
        }
        ops.push(atomic(rng, variables));
    }
}

/// Waits in a loop for what the next thread sets: that mostly holds.
fn handshake(rng: &mut Rng, thread: usize, locks: usize, futex: bool) -> Vec<Op> {
    let lock = rng.below(locks);
    let store = Op::Store(0, Value::Constant(1));
    let set = match (futex, rng.below(4)) {
        (true, 0) => vec![Op::FetchAdd(0, 1), Op::FutexWakeOne(0)],
        (true, _) => vec![store, Op::FutexWakeAll(0)],
        (false, 0) => vec![Op::Lock(lock), store, Op::NotifyOne(lock), Op::Unlock],
        (false, 1) => vec![Op::Lock(lock), store, Op::Unlock, Op::NotifyOne(lock)],
        (false, _) => vec![Op::Lock(lock), store, Op::Unlock, Op::NotifyAll(lock)],
    };
    let mut look = vec![Op::Load(0), Op::SkipUnlessZero];
    look.push(if futex { Op::FutexWait(0, 0) } else { Op::Wait(lock) });
    if !rng.one_in(4) {
        look.push(Op::BackIfZero(3));
    }
    if !futex {
        look.insert(0, Op::Lock(lock));
        look.push(Op::Unlock);
    }
    match (thread, rng.below(4)) {
        (1, _) => set,
        (_, 0) => Vec::new(),
        _ => look,
    }
}

fn atomic(rng: &mut Rng, variables: usize) -> Op {
    let variable = rng.below(variables);
    let value =
        if rng.one_in(2) { Value::LastPlusOne } else { Value::Constant(rng.below(3) as u32) };
    match rng.below(7) {
        0 | 1 => Op::Load(variable),
        2 | 3 => Op::Store(variable, value),
        4 => Op::Swap(variable, value),
        5 => Op::FetchAdd(variable, 1 + rng.below(2) as u32),
        _ => Op::CompareExchange(variable, rng.below(2) as u32, value),
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
