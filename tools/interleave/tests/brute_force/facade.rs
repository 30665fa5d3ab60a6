//! The same programs on the facade: what the interpreter is compared with.

use std::cell::RefCell;
use std::sync::{Mutex as Plain, PoisonError};

use interleave::futex;
use interleave::hint;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex, MutexGuard, TryLockError};
use interleave::thread::{self, ScopedJoinHandle, Thread};
use interleave::time::Duration;

use crate::interpreter::Final;
use crate::program::{Op, Program, Value, behind_unlock};

/// Runs the program on the model's threads.
pub fn run(program: &Program) -> Final {
    // SAFETY: *stacks stay*: a generated program lends nothing to anybody but its own threads.
    unsafe { interleave::reuse_abandoned_stacks() };
    let shared = Shared {
        program,
        variables: (0..program.variables).map(|_| AtomicU32::new(0)).collect(),
        locks: (0..program.locks).map(|_| Mutex::new(0)).collect(),
        condvars: (0..program.locks).map(|_| Condvar::new()).collect(),
        handles: Plain::new(vec![Some(thread::current())]),
    };
    let mut reads = vec![Vec::new(); program.threads.len()];
    thread::scope(|scope| {
        let mut running: Vec<Option<ScopedJoinHandle<'_, Vec<u32>>>> = Vec::new();
        running.resize_with(program.threads.len(), || None);
        let running = RefCell::new(running);
        let reads = RefCell::new(&mut reads);
        let own = shared.run(0, &mut |op| match op {
            Op::Spawn(other) => {
                let shared = &shared;
                let handle =
                    scope.spawn(move || shared.run(other, &mut |op| unreachable!("{op:?}")));
                let handles = &mut *shared.handles.lock().unwrap_or_else(PoisonError::into_inner);
                handles.push(Some(handle.thread().clone()));
                running.borrow_mut()[other] = Some(handle);
            }
            Op::Join(other) => {
                let handle = running.borrow_mut()[other].take().expect("it was started");
                reads.borrow_mut()[other] = handle.join().unwrap();
            }
            other => unreachable!("{other:?} is no business of the closure's own thread alone"),
        });
        reads.borrow_mut()[0] = own;
    });
    Final {
        variables: shared.variables.into_iter().map(AtomicU32::into_inner).collect(),
        holders: shared.locks.into_iter().map(|lock| lock.into_inner().unwrap()).collect(),
        reads,
    }
}

struct Shared<'a> {
    program: &'a Program,
    variables: Vec<AtomicU32>,
    locks: Vec<Mutex<u32>>,
    condvars: Vec<Condvar>,
    /// Not part of the model: filled before anybody else takes a step.
    handles: Plain<Vec<Option<Thread>>>,
}

impl Shared<'_> {
    /// Runs one thread's operations and returns what it read.
    fn run(&self, thread: usize, start_or_join: &mut dyn FnMut(Op)) -> Vec<u32> {
        let ops = &self.program.threads[thread];
        let mut reads = Vec::new();
        let mut held: Vec<MutexGuard<'_, u32>> = Vec::new();
        let mut at = 0;
        while let Some(&op) = ops.get(at) {
            at += 1;
            let last = reads.last().copied().unwrap_or(0);
            let value = |value: Value| match value {
                Value::Constant(value) => value,
                Value::LastPlusOne => last + 1,
            };
            match op {
                Op::Load(v) => reads.push(self.variables[v].load(SeqCst)),
                Op::Store(v, new) => self.variables[v].store(value(new), SeqCst),
                Op::Swap(v, new) => reads.push(self.variables[v].swap(value(new), SeqCst)),
                Op::FetchAdd(v, more) => reads.push(self.variables[v].fetch_add(more, SeqCst)),
                Op::CompareExchange(v, expected, new) => {
                    let new = value(new);
                    let result = self.variables[v].compare_exchange(expected, new, SeqCst, SeqCst);
                    reads.push(result.unwrap_or_else(|old| old));
                }
                Op::SkipIfZero => at += usize::from(last == 0),
                Op::SkipUnlessZero => at += usize::from(last != 0),
                Op::BackIfZero(back) => at -= if last == 0 { back + 1 } else { 0 },
                Op::Lock(m) => held.push(sign(thread, self.locks[m].lock().unwrap())),
                Op::TryLock(m) => match self.locks[m].try_lock() {
                    Ok(guard) => {
                        reads.push(1);
                        held.push(sign(thread, guard));
                    }
                    Err(TryLockError::WouldBlock) => {
                        reads.push(0);
                        at = behind_unlock(ops, at);
                    }
                    Err(TryLockError::Poisoned(_)) => unreachable!("nobody panics"),
                },
                Op::TryLockLoop(m) => held.push(loop {
                    if let Ok(guard) = self.locks[m].try_lock() {
                        break sign(thread, guard);
                    }
                    hint::spin_loop();
                }),
                Op::Poll(m) => held.push(loop {
                    let guard = self.locks[m].lock().unwrap();
                    if *guard != 0 {
                        break sign(thread, guard);
                    }
                    drop(guard);
                    thread::yield_now();
                }),
                Op::Await(v, value, hinted) => reads.push(spin(hinted, || {
                    Some(self.variables[v].load(SeqCst)).filter(|&found| found != value)
                })),
                Op::SwapLock(v, hinted) => reads.push(spin(hinted, || {
                    Some(self.variables[v].swap(1, SeqCst)).filter(|&found| found != 1)
                })),
                Op::ExchangeLock(v, hinted) => reads.push(spin(hinted, || {
                    self.variables[v].compare_exchange(0, 1, SeqCst, SeqCst).ok()
                })),
                Op::Unlock => drop(held.pop()),
                Op::Wait(m) => {
                    let guard = held.pop().expect("it holds the lock");
                    held.push(sign(thread, self.condvars[m].wait(guard).unwrap()));
                }
                Op::WaitTimeout(m, millis) => {
                    let guard = held.pop().expect("it holds the lock");
                    let dur = Duration::from_millis(millis);
                    let (guard, result) = self.condvars[m].wait_timeout(guard, dur).unwrap();
                    held.push(sign(thread, guard));
                    reads.push(u32::from(result.timed_out()));
                }
                Op::ParkTimeout(millis) => thread::park_timeout(Duration::from_millis(millis)),
                Op::NotifyOne(m) => self.condvars[m].notify_one(),
                Op::NotifyAll(m) => self.condvars[m].notify_all(),
                Op::FutexWait(v, value) => futex::wait(&self.variables[v], value),
                Op::FutexWakeOne(v) => futex::wake_one(&self.variables[v]),
                Op::FutexWakeAll(v) => futex::wake_all(&self.variables[v]),
                Op::Park => thread::park(),
                Op::Unpark(other) => self.handle(other).unpark(),
                Op::Spawn(_) | Op::Join(_) => start_or_join(op),
            }
        }
        reads
    }

    fn handle(&self, thread: usize) -> Thread {
        let handles = self.handles.lock().unwrap_or_else(PoisonError::into_inner);
        handles[thread].clone().expect("every thread has been started")
    }
}

fn spin(hinted: bool, mut look: impl FnMut() -> Option<u32>) -> u32 {
    loop {
        if let Some(found) = look() {
            return found;
        }
        if hinted {
            hint::spin_loop();
        }
    }
}

/// Whoever holds a lock leaves its name in it.
fn sign(thread: usize, mut guard: MutexGuard<'_, u32>) -> MutexGuard<'_, u32> {
    *guard = *guard * 5 + thread as u32 + 1;
    guard
}
