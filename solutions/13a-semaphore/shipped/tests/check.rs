//! Customers who come for tokens, wait, and are woken, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: `acquire` and `try_acquire`, each with itself, with the other and with `release`.
//! - 2 and 7, the first time only: a waiter is woken in vain 1,000 times, and 1,000 permits come while a thread tries; every
//!   test counts the permits at its end.
//! - 4, std's types: refused in all exercises.
//! - 5, trying meets a holder, a waiter (also one that leaves a permit) and another thread that tries.
//! - 6, the boundary: 0 permits, 0 released, three, twelve or 256 at once, more than 8 or 16 bits hold, as many as 32 do.
//! - 8, the second of two waiters: it sleeps as well, and gets its permit.
//! - 9, used again after all threads have left: the count at the end.
//! - one condvar for all semaphores: `each_semaphore_wakes_its_own_waiters`.

use std::sync::atomic as unseen;

use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::trace::{Operation, Step};
use interleave::{Checker, ReplayError, SearchError, Verdict, cell, thread};
use semaphore::Semaphore;

/// The ways to sleep.
const SLEEPS: [Operation; 3] = [Operation::FutexWait, Operation::Park, Operation::Wait];

/// As many interleavings as there is time for: with more wakeups than needed there are too many.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(4_000)
}

/// After everything, exactly so many permits must be free.
#[track_caller]
fn check_free(semaphore: &Semaphore, expected: usize) {
    let free = (0..=expected).take_while(|_| semaphore.try_acquire()).count();
    assert!(
        free <= expected,
        "at the end {expected} permits should be free, but `try_acquire` finds more"
    );
    assert!(
        free == expected,
        "at the end {expected} permits should be free, but `try_acquire` finds {free}"
    );
}

/// This many threads go in and come out once.
fn visits(permits: usize, threads: usize) {
    let (semaphore, inside) = (Semaphore::new(permits), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                semaphore.acquire();
                let now = inside.fetch_add(1, SeqCst) + 1;
                assert!(now <= permits, "{now} threads are inside, with a semaphore of {permits}");
                inside.fetch_sub(1, SeqCst);
                semaphore.release(1);
            });
        }
    });
    check_free(&semaphore, permits);
}

#[test]
fn one_permit_lets_one_thread_in_at_a_time() {
    in_time().model(|| visits(1, 2));
    in_time().max_preemptions(2).model(|| visits(1, 3));
}

#[test]
fn two_permits_let_no_third_thread_in() {
    in_time().max_preemptions(2).model(|| visits(2, 3));
}

#[test]
fn as_many_threads_get_in_as_there_are_permits() {
    in_time().model(|| {
        let semaphore = Semaphore::new(3);
        semaphore.acquire();
        thread::scope(|s| _ = s.spawn(|| semaphore.acquire()));
        // Two permits are out, and none of them comes back: this must not wait.
        semaphore.acquire();
        check_free(&semaphore, 0);
    });
}

#[test]
fn a_thread_waits_until_another_releases() {
    in_time().model(|| {
        let (semaphore, released) = (Semaphore::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                released.store(true, SeqCst);
                semaphore.release(1);
            });
            semaphore.acquire();
            assert!(released.load(SeqCst), "a thread got a permit before there was one");
        });
        check_free(&semaphore, 0);
    });
}

const AWAKE: &str = "no permit is ever released, and a thread that waits for one doesn't sleep";

/// The program must end with a thread that sleeps forever.
#[track_caller]
fn check_sleeps(checker: &Checker, program: impl Fn()) {
    match checker.try_check(program) {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("no permit was free, and `acquire` returned"),
        Err(problem) => panic!("{AWAKE}: {problem}"),
    }
}

#[test]
fn waiting_threads_sleep() {
    for threads in 1..=2 {
        let program = || {
            let semaphore = Semaphore::new(1);
            semaphore.acquire();
            thread::scope(|s| {
                for _ in 0..threads {
                    s.spawn(|| semaphore.acquire());
                }
            });
        };
        check_sleeps(&in_time(), program);
    }
}

#[test]
fn a_thread_woken_in_vain_waits_again() {
    in_time().max_preemptions(2).model(|| {
        let (semaphore, a_is_in) = (Semaphore::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            let a = s.spawn(|| {
                semaphore.acquire();
                a_is_in.store(true, SeqCst);
            });
            let taken = (0..2).filter(|_| {
                semaphore.release(1);
                semaphore.try_acquire()
            });
            if taken.count() == 2 {
                assert!(!a_is_in.load(SeqCst), "main took both permits, and A got one as well");
                semaphore.release(1);
            }
            a.join().unwrap();
        });
    });
}

/// What has happened when A waits, and B releases a permit and takes it back again and again, as a schedule led them.
struct InVain {
    /// How often B has taken its permit back.
    rounds: usize,
    /// Whether A has a permit, or B could not take its own back.
    is_over: bool,
    steps: Vec<Step>,
}

impl InVain {
    /// How often A went to sleep.
    fn slept(&self) -> usize {
        let is_sleep = |step: &&Step| step.thread == 1 && SLEEPS.contains(&step.operation);
        self.steps.iter().filter(is_sleep).count()
    }
}

fn in_vain(schedule: &str) -> InVain {
    // Std's atomics: the explorer doesn't see them, so the letters are the steps of the semaphore.
    let (rounds, is_over) = (unseen::AtomicUsize::new(0), unseen::AtomicBool::new(false));
    let run = Checker::new().order_only().try_replay(schedule, || {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                semaphore.acquire();
                is_over.store(true, SeqCst);
            });
            s.spawn(|| {
                loop {
                    semaphore.release(1);
                    if !semaphore.try_acquire() {
                        break is_over.store(true, SeqCst);
                    }
                    rounds.fetch_add(1, SeqCst);
                }
            });
        });
    });
    let steps = match run {
        Ok(run) => run.trace.steps,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => run.steps,
        Err(ReplayError::Fails(found)) => panic!("A waits, and B releases and acquires:\n{found}"),
        Err(ReplayError::Search(error)) => panic!("{AWAKE}: {error}"),
    };
    InVain { rounds: rounds.into_inner(), is_over: is_over.into_inner(), steps }
}

#[test]
fn a_thread_sleeps_again_however_often_it_is_woken_in_vain() {
    const ROUNDS: usize = 1_000;
    let (mut schedule, mut last_round) = (String::new(), 0);
    for round in 0..4 {
        last_round = schedule.len();
        // A goes on until it can't, and then B until it has its permit back.
        // A loop that looks again and again is one step, but it takes another letter to leave it.
        for who in ["A ", "B "] {
            for turn in 0.. {
                let now = in_vain(&schedule);
                if now.is_over {
                    // A got the permit although B was first, or `release` handed it to A: that is another test's business.
                    return;
                }
                let then = in_vain(&(schedule.clone() + who));
                if who == "A " && then.steps == now.steps || now.rounds > round {
                    break;
                }
                assert!(turn < 200, "{AWAKE}");
                schedule += who;
            }
        }
    }
    let schedule = schedule[..last_round].to_owned() + &schedule[last_round..].repeat(ROUNDS - 3);
    let in_vain = in_vain(&schedule);
    let (rounds, slept) = (in_vain.rounds, in_vain.slept());
    assert!(
        rounds >= ROUNDS && slept + 2 >= rounds,
        "B released a permit and took it back {rounds} times, and A went to sleep only {slept} times: it no longer waits asleep"
    );
}

#[test]
fn two_permits_at_once_wake_two_threads() {
    in_time().model(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
            s.spawn(|| semaphore.acquire());
            semaphore.release(2);
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn three_permits_at_once_wake_three_threads() {
    in_time().max_preemptions(1).model(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| semaphore.acquire());
            }
            semaphore.release(4);
        });
        check_free(&semaphore, 1);
    });
}

#[test]
fn many_permits_at_once_wake_all_that_wait() {
    in_time().max_preemptions(1).max_executions(300).model(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
            s.spawn(|| semaphore.acquire());
            semaphore.release(1 << 8);
        });
        check_free(&semaphore, (1 << 8) - 2);
    });
}

#[test]
fn twelve_permits_at_once_wake_twelve_threads() {
    // The order matters little here, and the number a lot.
    in_time().max_preemptions(0).max_executions(3).model(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            for _ in 0..12 {
                s.spawn(|| semaphore.acquire());
            }
            // The last thread, so that the others wait by then: the first interleaving lets them run in this order.
            s.spawn(|| semaphore.release(12));
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn two_releases_in_a_row_wake_two_threads() {
    in_time().model(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
            s.spawn(|| semaphore.acquire());
            semaphore.release(1);
            semaphore.release(1);
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn two_threads_that_release_at_once_wake_two_threads() {
    in_time().max_preemptions(1).model(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| semaphore.acquire());
                s.spawn(|| semaphore.release(1));
            }
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn trying_takes_a_permit_exactly_if_one_is_free() {
    in_time().model(|| {
        for permits in 0..=2 {
            let semaphore = Semaphore::new(permits);
            thread::scope(|s| {
                let tries = [(); 2].map(|()| s.spawn(|| semaphore.try_acquire()));
                let taken = tries.map(|one| usize::from(one.join().unwrap()));
                assert!(
                    taken[0] + taken[1] == permits,
                    "{permits} permits were free, two threads tried, and {} of them got one",
                    taken[0] + taken[1]
                );
            });
            check_free(&semaphore, 0);
        }
    });
}

/// What `try_acquire` of A has returned, if anything, while B releases permits, as a schedule led them; and how many.
fn overtaken(schedule: &str) -> (Option<bool>, usize, Vec<Step>) {
    // Std's, so that the letters are the steps of the semaphore.
    let (got, rounds) = (unseen::AtomicUsize::new(2), unseen::AtomicUsize::new(0));
    let run = Checker::new().order_only().try_replay(schedule, || {
        let semaphore = Semaphore::new(1);
        thread::scope(|s| {
            s.spawn(|| got.store(usize::from(semaphore.try_acquire()), SeqCst));
            s.spawn(|| {
                loop {
                    semaphore.release(1);
                    rounds.fetch_add(1, SeqCst);
                }
            });
        });
    });
    let steps = match run {
        Ok(run) => run.trace.steps,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => run.steps,
        Err(ReplayError::Fails(found)) => panic!("A tries, and B releases:\n{found}"),
        Err(ReplayError::Search(error)) => panic!("A tries, and B releases: {error}"),
    };
    let got = got.into_inner();
    ((got < 2).then_some(got == 1), rounds.into_inner(), steps)
}

#[test]
fn trying_gets_a_permit_however_often_the_count_changes_meanwhile() {
    const ROUNDS: usize = 1_000;
    let (mut schedule, mut last_round) = (String::new(), 0);
    for round in 0..4 {
        last_round = schedule.len();
        // One step of A, and then a whole `release` of B.
        schedule += "A ";
        while let (None, rounds, steps) = overtaken(&schedule)
            && rounds <= round
        {
            schedule += "B ";
            if overtaken(&schedule).2 == steps {
                // B waits until A is through, so the count doesn't change meanwhile.
                return;
            }
        }
    }
    schedule += &schedule[last_round..].repeat(ROUNDS - 4);
    let mut seen = overtaken(&schedule);
    for _ in 0..20 {
        if seen.0.is_some() {
            break;
        }
        schedule += "A ";
        seen = overtaken(&schedule);
    }
    let (got, rounds, _) = seen;
    assert!(
        got == Some(true),
        "B has released {rounds} permits, each between two steps of A; there was always a permit, and A's `try_acquire` {}",
        if got.is_some() { "returned `false`" } else { "hasn't returned" }
    );
}

#[test]
fn trying_does_not_wait_where_another_thread_does() {
    in_time().model(|| {
        let semaphore = Semaphore::new(1);
        semaphore.acquire();
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
            let tries = s.spawn(|| semaphore.try_acquire());
            let got = tries.join();
            assert!(matches!(got, Ok(false)), "no permit was free, and `try_acquire` gave {got:?}");
            semaphore.release(1);
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn one_waiter_leaves_the_second_permit_to_a_thread_that_tries() {
    for releases in [&[2][..], &[1, 1], &[3]] {
        in_time().model(|| {
            let semaphore = Semaphore::new(0);
            let all: usize = releases.iter().sum();
            thread::scope(|s| {
                s.spawn(|| semaphore.acquire());
                releases.iter().for_each(|&permits| semaphore.release(permits));
                assert!(
                    semaphore.try_acquire(),
                    "{all} permits were released, one thread waits for one, and `try_acquire` gets none"
                );
            });
            check_free(&semaphore, all - 2);
        });
    }
}

/// Plain data that is used only with a permit.
#[derive(Default)]
struct Laundry(cell::Cell<u32>);
// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Laundry {}

#[test]
fn a_permit_hands_on_what_was_done_before_it_was_released() {
    Checker::new().max_executions(4_000).model(|| {
        let (semaphore, laundry) = (Semaphore::new(1), Laundry::default());
        thread::scope(|s| {
            for waits in [true, false] {
                let (semaphore, laundry) = (&semaphore, &laundry);
                s.spawn(move || {
                    if waits {
                        semaphore.acquire();
                    } else if !semaphore.try_acquire() {
                        return;
                    }
                    laundry.0.set(laundry.0.get() + 1);
                    semaphore.release(1);
                });
            }
        });
        semaphore.acquire();
        assert!(laundry.0.get() >= 1);
    });
}

#[test]
fn several_permits_at_once_hand_on_what_was_done_before() {
    for permits in [2, 3, 5] {
        for waits in [true, false] {
            Checker::new().max_executions(1_000).model(|| {
                let (semaphore, laundry) = (Semaphore::new(0), Laundry::default());
                thread::scope(|s| {
                    let (semaphore, laundry) = (&semaphore, &laundry);
                    s.spawn(move || {
                        laundry.0.set(1);
                        semaphore.release(permits);
                    });
                    if waits {
                        semaphore.acquire();
                    } else if !semaphore.try_acquire() {
                        return;
                    }
                    assert!(
                        laundry.0.get() == 1,
                        "a thread got a permit and doesn't see what was done before"
                    );
                });
            });
        }
    }
}

#[test]
fn each_semaphore_counts_for_itself() {
    in_time().model(|| {
        let (left, right) = (Semaphore::new(0), Semaphore::new(2));
        thread::scope(|s| {
            s.spawn(|| left.acquire());
            right.acquire();
            right.release(2);
            check_free(&right, 3);
            left.release(1);
        });
        check_free(&left, 0);
    });
}

#[test]
fn each_semaphore_wakes_its_own_waiters() {
    in_time().max_preemptions(2).model(|| {
        let (left, right) = (Semaphore::new(0), Semaphore::new(0));
        thread::scope(|s| {
            s.spawn(|| left.acquire());
            let waiter = s.spawn(|| right.acquire());
            right.release(1);
            // Nothing else wakes it: `left` has no permit until it's through.
            waiter.join().unwrap();
            left.release(1);
        });
        check_free(&left, 0);
        check_free(&right, 0);
    });
}

#[test]
fn there_may_be_no_permit_or_thousands() {
    in_time().model(|| {
        let semaphore = Semaphore::new(0);
        semaphore.release(0);
        check_free(&semaphore, 0);
        for permits in [1 << 8, 1 << 10] {
            let semaphore = Semaphore::new(0);
            // Not more at once: one notification for each permit is right, and each is a step.
            semaphore.release(permits);
            semaphore.acquire();
            semaphore.release(1);
            assert!(
                semaphore.try_acquire(),
                "{permits} permits were released, and `try_acquire` finds none"
            );
        }
        for permits in [1 << 8, 1 << 16, u32::MAX as usize] {
            let semaphore = Semaphore::new(permits);
            semaphore.acquire();
            assert!(
                semaphore.try_acquire(),
                "{permits} permits are free, or one less, and `try_acquire` finds none"
            );
            semaphore.release(2);
        }
    });
}
