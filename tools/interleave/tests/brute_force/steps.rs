//! What a step does to the state of a program.

use crate::program::{Op, Program, Value, behind_unlock};
use crate::state::{State, address, condvar, parked};

impl State {
    /// The states after that thread's next step: several where it may wake one of several, or for several reasons.
    pub fn after(&self, program: &Program, thread: usize) -> Vec<Self> {
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
}
