//! The classes of schedules that differ by more than the order of neighbours that commute.

use std::collections::BTreeSet;

use crate::program::{Op, Program};
use crate::state::{State, address, condvar};

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

impl State {
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
}
