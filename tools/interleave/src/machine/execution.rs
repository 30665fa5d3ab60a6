//! One execution of the closure: its threads, its objects, and the steps taken so far.
//!
//! The facade asks for an operation with [`perform`](super::entry::perform). The thread is suspended until the
//! scheduler picks it; then the operation takes effect as a whole.

use std::cell::RefCell;
use std::panic::Location;
use std::rc::Rc;

use crate::machine::choose::Choose;
use crate::machine::clock::MAX_THREADS;
use crate::machine::counts::Counts;
use crate::machine::fresh;
use crate::machine::heartbeat;
use crate::machine::loops::Loops;
use crate::machine::object::{Shape, SharedObject, State};
use crate::machine::probe::Probe;
use crate::machine::request::{NO_OBJECT, Request, Wait};
use crate::machine::rules::Rules;
use crate::machine::sc_order::ScOrder;
use crate::machine::site::Site;
use crate::machine::thread_set::ThreadSet;
use crate::machine::thread_state::{PanicNote, ThreadState, Turn};
use crate::machine::timed_waits::{WaitNote, World};
use crate::trace::{Operation, Phase};

#[expect(clippy::vec_box, reason = "a thread is large, and goes from one execution to the next")]
pub(crate) struct Execution {
    pub(crate) number: u64,
    pub(crate) phase: Phase,
    pub(crate) rules: Rules,
    /// Whether a race that `SeqCst` would prevent is a failure. It isn't while the memory phase is still to come.
    pub(crate) weak_races: bool,
    pub(crate) threads: Vec<Box<ThreadState>>,
    pub(crate) scopes: Vec<Vec<usize>>,
    pub(crate) objects: Vec<SharedObject>,
    pub(crate) steps: Vec<StepRecord>,
    pub(crate) current: usize,
    /// The threads that were picked, in order.
    pub(crate) turns: Vec<Turn>,
    /// How often a thread was preempted: interrupted although it could have continued.
    pub(crate) preemptions: usize,
    pub(crate) failure: Option<FailureRecord>,
    /// In the memory phase: what the single order of `SeqCst` operations must agree with.
    pub(crate) sc_order: ScOrder,
    /// Whether an ordering weaker than `SeqCst` was used.
    pub(crate) weak_orderings: bool,
    /// The running probe: a spinner that is finding out whether it gives up.
    pub(crate) probe: Option<Probe>,
    /// The threads that a panic is unwinding, as far as that can be told: std counts panics for all of them together.
    pub(crate) unwinding: ThreadSet,
    /// What std's `panicking` said when the current thread got its turn. If it was true, its answer says nothing
    /// about this thread.
    pub(crate) panicking_before: bool,
    /// What is known about the loops.
    pub(crate) loops: Loops,
    /// Time, and the threads that sleep.
    pub(crate) world: World,
    /// The counts of each `Arc` that the execution has met, as long as changing them isn't a step.
    pub(crate) counts: Vec<Counts>,
    /// Whether cloning and dropping an `Arc` are steps.
    pub(crate) counts_are_steps: bool,
    /// Whether they should have been steps.
    pub(crate) counts_matter: bool,
    /// Makes the choices. The execution asks it, and never inspects it.
    pub(crate) chooser: Rc<RefCell<dyn Choose>>,
    /// See [`Spare`].
    ended: Vec<Box<ThreadState>>,
}

/// Empty lists that keep their capacity: growing new ones took a tenth of the time.
#[derive(Default)]
#[expect(clippy::vec_box, reason = "as above")]
struct Spare {
    threads: Vec<Box<ThreadState>>,
    /// Threads of earlier executions, kept for their lists.
    ended: Vec<Box<ThreadState>>,
    objects: Vec<SharedObject>,
    steps: Vec<StepRecord>,
    turns: Vec<Turn>,
}

thread_local! {
    static SPARE: RefCell<Spare> = RefCell::default();
}

/// A recorded step: plain data, turned into words only if it will be read.
#[derive(Clone, Copy)]
pub(crate) struct StepRecord {
    pub(crate) thread: usize,
    pub(crate) operation: Operation,
    pub(crate) object: u32,
    pub(crate) target: Option<usize>,
    pub(crate) read: Option<u64>,
    pub(crate) wrote: Option<u64>,
    pub(crate) ordering: Option<std::sync::atomic::Ordering>,
    /// The newest value and the step that stored it, if the read missed it.
    pub(crate) stale: Option<(u64, usize)>,
    /// The step whose store it read; none for the initial value.
    pub(crate) reads_from: Option<usize>,
    pub(crate) waited_since: Option<usize>,
    pub(crate) spins: usize,
    pub(crate) wait: WaitNote,
    pub(crate) location: &'static Location<'static>,
}

pub(crate) enum FailureRecord {
    Panic {
        thread: usize,
        note: PanicNote,
    },
    Unjoined {
        thread: usize,
        note: PanicNote,
    },
    Race {
        object: usize,
        first: usize,
        second: usize,
        weak: bool,
        /// Whether the second access drops the cell.
        frees: bool,
    },
    Stuck,
    NeverJoined {
        thread: usize,
    },
    /// The execution says nothing about the program.
    GaveUp(GaveUp),
}

/// Why an execution can't continue although the program could.
#[derive(Clone, Copy)]
pub(crate) enum GaveUp {
    /// The execution seems endless.
    TooLong {
        steps: usize,
    },
    TooManyThreads,
    /// Failed executions keep the stacks of their threads, and the process can keep no more.
    TooManyStacks,
    /// An object of this type was made before the execution, and its value can't be put back.
    MadeOutside {
        kind: &'static str,
    },
    /// An object of this type was made in another execution.
    CarriedOver {
        kind: &'static str,
    },
}

impl Execution {
    pub(crate) fn new(
        phase: Phase,
        rules: Rules,
        weak_races: bool,
        counts_are_steps: bool,
        chooser: Rc<RefCell<dyn Choose>>,
    ) -> Self {
        let Spare { threads, ended, objects, steps, turns } = SPARE.take();
        Execution {
            number: fresh::next_execution(),
            phase,
            rules,
            weak_races,
            threads,
            scopes: Vec::new(),
            objects,
            steps,
            current: 0,
            turns,
            preemptions: 0,
            failure: None,
            sc_order: ScOrder::default(),
            weak_orderings: false,
            probe: None,
            unwinding: 0,
            panicking_before: false,
            loops: Loops::default(),
            world: World::default(),
            counts: Vec::new(),
            counts_are_steps,
            counts_matter: false,
            chooser,
            ended,
        }
    }

    /// Leaves its lists to the next execution.
    pub(crate) fn recycle(self) {
        let Execution { mut threads, mut ended, mut objects, mut steps, mut turns, .. } = self;
        ended.append(&mut threads);
        objects.clear();
        steps.clear();
        turns.clear();
        SPARE.set(Spare { threads, ended, objects, steps, turns });
    }

    pub(crate) fn in_memory_phase(&self) -> bool {
        self.phase == Phase::Memory
    }

    /// Adds a thread that has yet to start; it knows what its parent knows.
    pub(crate) fn add_thread(
        &mut self,
        name: Option<String>,
        start: Box<dyn FnOnce()>,
        location: &'static Location<'static>,
    ) -> usize {
        let id = self.threads.len();
        if id == MAX_THREADS {
            // The closure's destructor is code of the program, and the run has failed.
            std::mem::forget(start);
            self.fail(FailureRecord::GaveUp(GaveUp::TooManyThreads));
            return id;
        }
        let mut thread = self.ended.pop().unwrap_or_default();
        let request = Request::new(Operation::Spawn, NO_OBJECT, location).waits(Wait::Start);
        thread.begin(name, start, request);
        if let Some(parent) = self.threads.get(self.current) {
            thread.knows_what_its(parent, location);
        }
        self.chooser.borrow_mut().follows(id, self.current);
        if let Some(name) = &thread.name {
            heartbeat::name(id, name);
        }
        self.threads.push(thread);
        id
    }

    /// Notes what the thread wants, and since when it has been waiting for it. Returns true if the thread need not
    /// yield: it keeps looking at what hasn't changed.
    pub(super) fn announce(&mut self, thread: usize, request: Request) -> bool {
        self.note_use(thread, Some(request.operation));
        self.threads[thread].pending = Some(request);
        if self.in_memory_phase() {
            self.threads[thread].asked_at = self.stores_when_asked(request.object);
        } else if self.probe.is_some() && self.go_on_looking() == Some(thread) {
            // Most looks take this path: the round need not be known.
            return true;
        }
        self.threads[thread].reads.before(&request);
        if self.probe.is_some() && self.go_on_looking() == Some(thread) {
            return true;
        }
        self.threads[thread].waiting_since =
            if self.is_enabled(thread) { None } else { Some(self.steps.len()) };
        false
    }

    /// Records a step, and advances the thread's own clocks.
    pub(crate) fn record(&mut self, step: StepRecord) -> usize {
        self.note_use(step.thread, Some(step.operation));
        let thread = &mut self.threads[step.thread];
        thread.looks = 0;
        thread.knowledge.tick(step.thread);
        // From an atomic, a thread learns the value that it reads. From anything else, it learns whatever was done
        // there before.
        let object = self.objects.get_mut(step.object as usize);
        match object {
            Some(object) if !matches!(object.state, State::Atomic(_)) => {
                thread.reads.remember(step.location, object.history);
                object.history = thread.reads.history();
            }
            Some(object) if object.shape == Shape::Pointer => {
                // Addresses differ between executions.
                thread.reads.remember(step.location, u64::from(step.read == Some(0)));
            }
            _ => thread.reads.remember(step.location, step.read.unwrap_or(0)),
        }
        self.loops_back(step.thread, step.location);
        self.steps.push(step);
        self.note_progress(step.thread);
        self.steps.len() - 1
    }

    /// A step of the current thread, for the caller to fill in.
    pub(crate) fn step(&self, at: Site, operation: Operation) -> StepRecord {
        let Site { thread, object, location } = at;
        StepRecord {
            thread,
            operation,
            object,
            target: None,
            read: None,
            wrote: None,
            ordering: None,
            stale: None,
            reads_from: None,
            waited_since: self.threads[thread].waiting_since.filter(|&s| s < self.steps.len()),
            spins: 0,
            wait: WaitNote::default(),
            location,
        }
    }

    /// Picks one of `count` ways in which the current step can turn out; zero is the ordinary one.
    pub(crate) fn choose(&mut self, count: usize) -> usize {
        let all: Vec<usize> = (0..count).collect();
        self.choose_among(count, &all).unwrap_or(0)
    }

    /// Picks one of `count` ways, among those that are worth exploring. A schedule names it by its number among
    /// all.
    pub(crate) fn choose_among(&mut self, count: usize, worth: &[usize]) -> Option<usize> {
        let chosen = match worth {
            [] => return None,
            [only] => *only,
            _ => worth[self.chooser.borrow_mut().alternative(worth.len())],
        };
        if count > 1
            && let Some(turn) = self.turns.last_mut()
        {
            turn.alternatives.push(chosen);
        }
        Some(chosen)
    }

    /// Whether a switch to another thread is now no preemption: the last thread has ended, waits or spins.
    pub(crate) fn switch_is_free(&self) -> bool {
        self.turns.last().is_none_or(|turn| {
            !self.is_enabled(turn.thread) || self.threads[turn.thread].reads.is_watching()
        })
    }

    /// Whether any thread did more than start threads and wait for them.
    pub(crate) fn takes_steps(&self) -> bool {
        self.steps.iter().any(|step| !step.operation.is_bookkeeping())
    }

    /// Gives up on the execution if it seems endless. Returns whether it does.
    #[inline]
    pub(crate) fn stop_if_too_long(&mut self) -> bool {
        let most = self.most_steps();
        let too_long = self.steps.len() > most;
        if too_long {
            self.is_too_long(most);
        }
        too_long
    }

    #[cold]
    fn is_too_long(&mut self, steps: usize) {
        self.fail(FailureRecord::GaveUp(GaveUp::TooLong { steps }));
    }

    pub(crate) fn fail(&mut self, failure: FailureRecord) {
        self.failure.get_or_insert(failure);
    }

    /// Gives a thread what it learns when it waits for another thread to end.
    pub(crate) fn learn_from(&mut self, thread: usize, ended: usize) {
        let knowledge = self.threads[ended].knowledge.clone();
        let history = self.threads[ended].reads.history();
        self.threads[thread].knowledge.join(&knowledge);
        if let Some(owes) = self.threads[ended].owes.clone() {
            self.threads[thread].owes.get_or_insert_default().join(&owes);
        }
        self.threads[thread].reads.remember(Location::caller(), history);
        self.threads[ended].joined = true;
        self.chooser.borrow_mut().follows(thread, ended);
        if self.threads[ended].panicked {
            self.threads[thread].passes_on = Some(ended);
        }
    }
}
