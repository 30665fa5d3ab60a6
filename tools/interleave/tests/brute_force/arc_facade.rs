//! The same programs on the facade.

use std::sync::{Arc as Plain, Mutex};

use interleave::cell::UnsafeCell;
use interleave::sync::atomic::{AtomicU32, Ordering, Ordering::*};
use interleave::sync::{Arc, Weak};
use interleave::thread;

use crate::arcs::{CELLS, Final, OnDrop, Op, Program, VARIABLES};

/// What all threads and all values see. Nobody counts the handles on this one.
struct World {
    variables: Vec<AtomicU32>,
    cells: Vec<UnsafeCell<u32>>,
    dropped: Mutex<Vec<Option<u32>>>,
}

// SAFETY: the cells are only asked for their pointers, and nothing is done through them.
unsafe impl Sync for World {}
// SAFETY: as above.
unsafe impl Send for World {}

struct Value {
    world: Plain<World>,
    order: Ordering,
    me: usize,
    on_drop: OnDrop,
    _inner: Option<Arc<Value>>,
}

impl Drop for Value {
    fn drop(&mut self) {
        let world = &self.world;
        let seen = match self.on_drop {
            OnDrop::Nothing => None,
            OnDrop::Load(variable) => Some(world.variables[variable].load(self.order)),
            OnDrop::Store(variable, new) => {
                world.variables[variable].store(new, self.order);
                None
            }
            OnDrop::ReadCell(cell) => {
                world.cells[cell].get_shared();
                None
            }
            OnDrop::WriteCell(cell) => {
                world.cells[cell].get();
                None
            }
            OnDrop::Who => Some(thread::current().number().get() as u32 - 1),
        };
        world.dropped.lock().unwrap()[self.me] = seen;
    }
}

/// Runs the program on the model's threads.
pub fn run(program: &Program) -> Final {
    // SAFETY: *stacks stay*: a generated program lends nothing to anybody but its own threads.
    unsafe { interleave::reuse_abandoned_stacks() };
    let arcs = program.values.len();
    let world = Plain::new(World {
        variables: (0..VARIABLES).map(|_| AtomicU32::new(0)).collect(),
        cells: (0..CELLS).map(|_| UnsafeCell::new(0)).collect(),
        dropped: Mutex::new(vec![None; arcs]),
    });
    let order = if program.relaxed { Relaxed } else { SeqCst };
    let mut values: Vec<Arc<Value>> = Vec::new();
    for (me, value) in program.values.iter().enumerate() {
        let inner = value.inner.map(|inner| Arc::clone(&values[inner]));
        let world = Plain::clone(&world);
        values.push(Arc::new(Value { world, order, me, on_drop: value.on_drop, _inner: inner }));
    }
    let mut own: Vec<Own> = program
        .threads
        .iter()
        .map(|thread| Own {
            ops: thread.ops.clone(),
            world: Plain::clone(&world),
            order,
            strong: (0..arcs)
                .map(|arc| (0..thread.handles[arc]).map(|_| Arc::clone(&values[arc])).collect())
                .collect(),
            weak: vec![Vec::new(); arcs],
            reads: Vec::new(),
        })
        .collect();
    drop(values);
    let mut running: Vec<_> = own
        .drain(1..)
        .map(|own| {
            let body = || own.run(&mut |op| unreachable!("{op:?}"));
            Some(thread::spawn(body))
        })
        .collect();
    let mut reads = vec![Vec::new(); program.threads.len()];
    let main = own.pop().expect("there is the closure's own");
    let mut joined = vec![Vec::new(); program.threads.len()];
    reads[0] = main.run(&mut |op| {
        let Op::Join(other) = op else { unreachable!("{op:?}") };
        joined[other] = running[other - 1].take().expect("it is joined once").join().unwrap();
    });
    reads[1..].clone_from_slice(&joined[1..]);
    let variables = world.variables.iter().map(|variable| variable.load(SeqCst)).collect();
    let dropped = world.dropped.lock().unwrap().clone();
    Final { variables, reads, dropped }
}

/// A thread's own.
struct Own {
    ops: Vec<Op>,
    order: Ordering,
    world: Plain<World>,
    strong: Vec<Vec<Arc<Value>>>,
    weak: Vec<Vec<Weak<Value>>>,
    reads: Vec<u32>,
}

impl Own {
    fn run(mut self, join: &mut dyn FnMut(Op)) -> Vec<u32> {
        for op in self.ops.clone() {
            self.step(op, join);
        }
        for handles in &mut self.strong {
            while let Some(handle) = handles.pop() {
                drop(handle);
            }
        }
        for handles in &mut self.weak {
            while let Some(handle) = handles.pop() {
                drop(handle);
            }
        }
        self.reads
    }

    fn step(&mut self, op: Op, join: &mut dyn FnMut(Op)) {
        match op {
            Op::Load(variable) => self.reads.push(self.world.variables[variable].load(self.order)),
            Op::Store(variable, new) => self.world.variables[variable].store(new, self.order),
            Op::ReadCell(cell) => _ = self.world.cells[cell].get_shared(),
            Op::WriteCell(cell) => _ = self.world.cells[cell].get(),
            Op::Clone(arc) => {
                let copy = self.strong[arc].last().cloned();
                self.strong[arc].extend(copy);
            }
            Op::Drop(arc) => drop(self.strong[arc].pop()),
            Op::TryUnwrap(arc) => {
                let Some(handle) = self.strong[arc].pop() else { return };
                let result = Arc::try_unwrap(handle);
                self.reads.push(u32::from(result.is_ok()));
                drop(result);
            }
            Op::IntoInner(arc) => {
                let Some(handle) = self.strong[arc].pop() else { return };
                let result = Arc::into_inner(handle);
                self.reads.push(u32::from(result.is_some()));
                drop(result);
            }
            Op::StrongCount(arc) => {
                let count = self.strong[arc].last().map(Arc::strong_count);
                self.reads.extend(count.map(|count| count as u32));
            }
            Op::WeakCount(arc) => {
                let count = self.strong[arc].last().map(Arc::weak_count);
                self.reads.extend(count.map(|count| count as u32));
            }
            Op::GetMut(arc) => {
                let lent = self.strong[arc].last_mut().map(|handle| Arc::get_mut(handle).is_some());
                self.reads.extend(lent.map(u32::from));
            }
            Op::Downgrade(arc) => {
                let weak = self.strong[arc].last().map(Arc::downgrade);
                self.weak[arc].extend(weak);
            }
            Op::Upgrade(arc) => {
                let Some(weak) = self.weak[arc].last() else { return };
                let strong = weak.upgrade();
                self.reads.push(u32::from(strong.is_some()));
                self.strong[arc].extend(strong);
            }
            Op::DropWeak(arc) => drop(self.weak[arc].pop()),
            Op::Join(_) => join(op),
            Op::Inside(..) => unreachable!("destructors do that"),
        }
    }
}
