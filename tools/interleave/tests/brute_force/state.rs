//! Where a program is: what each thread has done, what it waits for, and which thread can go.

use crate::interpreter::Final;
use crate::program::{Op, Program};

#[derive(Clone, PartialEq, Eq, Hash)]
pub struct State {
    /// The next operation of each thread.
    pub at: Vec<usize>,
    pub started: Vec<bool>,
    pub variables: Vec<u32>,
    pub holder: Vec<Option<usize>>,
    pub holders: Vec<u32>,
    pub held: Vec<Vec<usize>>,
    pub token: Vec<bool>,
    /// Who sleeps on which object: a condvar or an address.
    pub asleep: Vec<Option<(u8, usize)>>,
    /// Who has been woken, and wants that lock back.
    pub wants: Vec<Option<usize>>,
    /// Whether somebody has woken for no reason.
    pub spurious: bool,
    /// Milliseconds, which pass only when a sleep times out.
    pub now: u64,
    /// When each sleep would time out.
    pub deadline: Vec<Option<u64>>,
    /// How often each thread has timed out.
    pub timeouts: Vec<u32>,
    pub last: Vec<u32>,
    pub reads: Vec<Vec<u32>>,
}

/// A thread's sleeps time out so often while others could still go.
const EARLY_TIMEOUTS: u32 = 2;

impl State {
    pub fn new(program: &Program) -> Self {
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

    pub fn ended(&self, program: &Program) -> bool {
        (0..self.at.len()).all(|t| self.done(program, t))
    }

    pub fn done(&self, program: &Program, thread: usize) -> bool {
        self.at[thread] == program.threads[thread].len()
            && self.asleep[thread].is_none()
            && self.wants[thread].is_none()
    }

    pub fn result(&self) -> Final {
        Final {
            variables: self.variables.clone(),
            holders: self.holders.clone(),
            reads: self.reads.clone(),
        }
    }

    /// Who can take a step. Nobody needs to wake for no reason, so that alone keeps no program going; time does.
    pub fn ready(&self, program: &Program) -> Vec<usize> {
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
    pub fn goes(&self, program: &Program, t: usize) -> bool {
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

    pub fn sleepers(&self, place: (u8, usize)) -> Vec<usize> {
        (0..self.at.len()).filter(|&t| self.asleep[t] == Some(place)).collect()
    }

    /// Does all that is no step: starting, joining, skipping.
    pub fn settle(&mut self, program: &Program) {
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

pub fn condvar(lock: usize) -> (u8, usize) {
    (3, lock)
}

/// Where a thread sleeps that is parked for some time.
pub fn parked(thread: usize) -> (u8, usize) {
    (5, thread)
}

pub fn address(variable: usize) -> (u8, usize) {
    (4, variable)
}
