//! Sends people to a counter, and watches who is served when.

use std::sync::Mutex as Unseen;

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::trace::{Failure, Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use ticket::TicketLock;

/// A counter at which one person is served at a time.
#[derive(Default)]
struct Counter {
    people: AtomicU32,
    served: Cell<u32>,
}

// SAFETY: the explorer runs one thread at a time. Uses that nothing orders it reports as a data race.
unsafe impl Sync for Counter {}

impl Counter {
    /// Nobody else may be there.
    fn come(&self) {
        // Relaxed, here and below: the lock alone shall order what is done at the counter.
        let others = self.people.fetch_add(1, Relaxed);
        assert!(others == 0, "came to the counter while somebody else was being served");
    }

    fn leave(&self) {
        self.people.fetch_sub(1, Relaxed);
    }

    /// Uses what is no atomic.
    fn serve(&self) {
        self.served.set(self.served.get() + 1);
    }
}

/// So many people, each of whom comes so many times, and is served like this.
fn come(first_ticket: u32, people: u32, times: u32, serve: fn(&Counter)) {
    let (lock, counter) = (TicketLock::starting_at(first_ticket), Counter::default());
    thread::scope(|s| {
        for _ in 0..people {
            s.spawn(|| {
                for _ in 0..times {
                    lock.acquire();
                    counter.come();
                    serve(&counter);
                    counter.leave();
                    lock.release();
                }
            });
        }
    });
}

/// The orders in which nobody is interrupted more than twice; of those as many as there is time for, because weak exchanges,
/// loops without a hint and people who draw no ticket have more of them than anybody wants to wait for.
fn few_interruptions() -> Checker {
    Checker::new().order_only().max_preemptions(2).max_executions(5_000)
}

/// A, B and C come once each, and take turns as the letters say. Returns who was served, one after the other, and what
/// happened, as far as they could follow.
fn follow(first_ticket: u32, schedule: &str) -> (String, Trace) {
    let served = Unseen::new(String::new());
    let run = Checker::new().try_replay(schedule, || {
        served.lock().unwrap().clear();
        let lock = TicketLock::starting_at(first_ticket);
        thread::scope(|s| {
            for name in ['A', 'B', 'C'] {
                let (lock, served) = (&lock, &served);
                s.spawn(move || {
                    lock.acquire();
                    served.lock().unwrap().push(name);
                    lock.release();
                });
            }
        });
    });
    let trace = match run {
        Ok(run) => run.trace,
        Err(ReplayError::Fails(found)) if matches!(found.failure, Failure::Assertion { .. }) => {
            panic!("\n{found}")
        }
        Err(ReplayError::Fails(found)) => found.trace,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => *run,
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    (served.into_inner().unwrap(), trace)
}

/// Adds turns of this one, until it waits or has gone, or `enough` says so.
fn turns(first_ticket: u32, schedule: &mut String, who: char, enough: impl Fn(&str) -> bool) {
    let steps = |trace: &Trace| trace.steps.iter().map(|step| 1 + step.spins).sum::<usize>();
    for _ in 0..12 {
        let (served, before) = follow(first_ticket, schedule);
        let longer = format!("{schedule} {who}");
        if enough(&served) || steps(&follow(first_ticket, &longer).1) == steps(&before) {
            return;
        }
        *schedule = longer;
    }
}

/// A is at the counter. B comes, and then C. A leaves, and C is quicker than B to see it.
/// (If nobody is served at all, other tests say so.)
#[track_caller]
fn in_the_order_of_coming(first_ticket: u32) {
    let (mut schedule, never) = (String::new(), |_: &str| false);
    turns(first_ticket, &mut schedule, 'A', |served| served == "A");
    for who in ['B', 'C'] {
        turns(first_ticket, &mut schedule, who, never);
        let (served, trace) = follow(first_ticket, &schedule);
        assert!(
            served == "A",
            "A is at the counter, but {who} was served as well. The first ticket had the number {first_ticket}.\n\n{trace}"
        );
    }
    // Three times, for whoever has to wait for another one to be served.
    for who in ['A', 'C', 'B', 'C', 'B', 'C'] {
        turns(first_ticket, &mut schedule, who, never);
        let (served, trace) = follow(first_ticket, &schedule);
        assert!(
            !served.starts_with("AC"),
            "B came before C, and waited. When A left, C was quicker, and was served before B.\n\n{trace}"
        );
    }
}

#[test]
fn whoever_comes_first_is_served_first() {
    in_the_order_of_coming(0);
}

#[test]
fn two_are_never_served_together() {
    interleave::model(|| come(0, 2, 1, Counter::serve));
}

#[test]
fn nor_are_they_when_they_come_again() {
    // From before the last ticket to after it.
    few_interruptions().model(|| come(u32::MAX - 1, 2, 2, |_| {}));
}

#[test]
fn nor_are_two_of_three() {
    few_interruptions().model(|| come(0, 3, 1, |_| {}));
}

#[test]
fn after_the_last_ticket_the_roll_begins_anew() {
    // What is a number with a sign has its last one in the middle.
    for first_ticket in [u32::MAX, u32::MAX - 1, i32::MAX as u32] {
        in_the_order_of_coming(first_ticket);
    }
}

#[test]
fn the_first_ticket_has_the_number_that_the_roll_begins_with() {
    for first_ticket in [7, u32::MAX] {
        let run = interleave::replay("", || TicketLock::starting_at(first_ticket).acquire());
        let number = Some(first_ticket.to_string());
        assert!(
            run.steps.iter().any(|step| step.read == number || step.wrote == number),
            "the roll begins with the number {first_ticket}, but whoever came first has never seen it.\n\n{run}"
        );
    }
}

#[test]
fn whoever_comes_again_after_the_last_ticket_is_served() {
    for first_ticket in [u32::MAX, u32::MAX - 1] {
        Checker::new().order_only().model(|| come(first_ticket, 1, 3, |_| {}));
    }
}

#[test]
fn whoever_waits_looks_at_the_board_and_does_nothing_else() {
    let mut schedule = String::new();
    turns(0, &mut schedule, 'A', |served| served == "A");
    turns(0, &mut schedule, 'B', |_| false);
    let (served, trace) = follow(0, &schedule);
    let last = trace.steps.iter().rfind(|step| step.thread == 2);
    let looks = last.is_none_or(|step| {
        matches!(step.operation, Operation::Load | Operation::Yield | Operation::Fence)
    });
    assert!(
        served != "A" || looks,
        "while it waits for its number, B should only look at the board: that is a load.\n\n{trace}"
    );
}

#[test]
fn a_loop_that_waits_tells_the_processor_so() {
    let verdict = few_interruptions().check(|| come(0, 2, 1, |_| {}));
    // If two were served together, other tests say so.
    let Verdict::Holds(explored) = verdict else { return };
    let unhinted = explored.unhinted_spins();
    // An exchange that fails for no reason is repeated without a hint, once by each of the two.
    assert!(
        unhinted <= 2,
        "whoever waits looks again and again, and never says `hint::spin_loop()` in between: \
         {unhinted} looks in one run repeated the one before"
    );
}

#[test]
fn each_counter_has_a_queue_of_its_own() {
    interleave::model(|| {
        let (lock, other) = (TicketLock::starting_at(0), TicketLock::starting_at(5));
        lock.acquire();
        other.acquire();
        other.release();
        lock.release();
        other.acquire();
    });
}
