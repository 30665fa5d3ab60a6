//! Every claim of chapter 12 about which thread sleeps, and which one wakes it, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, MutexGuard, atomic};
}

use interleave::{futex, thread};

#[path = "../src/s10_on_futex.rs"]
mod s10_on_futex;
#[path = "../src/s1_if.rs"]
mod s1_if;
#[path = "../src/s2_while.rs"]
mod s2_while;
#[path = "../src/s3_wait_while.rs"]
mod s3_wait_while;
#[path = "../src/s4_too_soon.rs"]
mod s4_too_soon;
#[path = "../src/s5_outside.rs"]
mod s5_outside;
#[path = "../src/s6_one_condvar.rs"]
mod s6_one_condvar;
#[path = "../src/s7_two_condvars.rs"]
mod s7_two_condvars;
#[path = "../src/s8_queue.rs"]
mod s8_queue;
#[path = "../src/s9_event.rs"]
mod s9_event;

use std::time::Duration;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::{Condvar, Mutex};
use interleave::trace::Operation;
use interleave::{Belief, Checker, Counterexample, FailureKind, ReplayError, Verdict};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// Follows a schedule that ends in a failure of this kind.
#[track_caller]
fn fails_at(schedule: &str, program: fn(), kind: FailureKind) -> Counterexample {
    match Checker::new().try_replay(schedule, program) {
        Err(ReplayError::Fails(found)) if found.failure.kind() == kind => *found,
        Err(ReplayError::Fails(found)) => panic!("{}: {found}", found.kind()),
        Err(ReplayError::Search(error)) => panic!("{error}"),
        Ok(run) => panic!("{run}"),
    }
}

#[test]
fn a_spurious_wakeup_breaks_the_if() {
    let found = interleave::check(|| {
        let mailbox = s1_if::Mailbox::default();
        thread::scope(|s| {
            s.spawn(|| mailbox.take());
            s.spawn(|| mailbox.put(7));
        });
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/spurious.json"], &found);
}

/// A takes, B puts, and C takes what is there.
fn a_takes_b_puts_c_steals() {
    let mailbox = s1_if::Mailbox::default();
    thread::scope(|s| {
        s.spawn(|| mailbox.take());
        s.spawn(|| mailbox.put(7));
        s.spawn(|| mailbox.try_take());
    });
}

#[test]
fn a_third_thread_that_takes_the_letter_first_breaks_the_if() {
    let found = fails_at("A A  B B B  C C  A A", a_takes_b_puts_c_steals, FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/stolen.json"], &found);
}

// ANCHOR: proof
/// A takes; main puts a letter in, and another one if B has stolen it.
fn every_letter_is_read() {
    let mailbox = s2_while::Mailbox::default();
    thread::scope(|s| {
        let a = s.spawn(|| mailbox.take());
        let b = s.spawn(|| mailbox.try_take());
        mailbox.put(7);
        if b.join().unwrap() == Some(7) {
            mailbox.put_and_notify_after(8);
            assert_eq!(a.join().unwrap(), 8);
        } else {
            assert_eq!(a.join().unwrap(), 7);
        }
    });
}
// ANCHOR_END: proof

#[test]
fn with_while_the_taker_gets_a_letter_whatever_wakes_it() {
    interleave::model(every_letter_is_read);
}

#[test]
fn wait_while_is_the_same_loop() {
    interleave::model(|| {
        let mailbox = s3_wait_while::Mailbox::default();
        thread::scope(|s| {
            let a = s.spawn(|| mailbox.take());
            mailbox.put(7);
            assert_eq!(a.join().unwrap(), 7);
        });
    });
}

#[test]
fn a_taker_with_a_time_limit_leaves_with_the_letter_or_without_it() {
    let found = interleave::outcomes(|| {
        let mailbox = s3_wait_while::Mailbox::default();
        thread::scope(|s| {
            let a = s.spawn(|| mailbox.take_within(Duration::from_secs(1)));
            mailbox.put(7);
            (a.join().unwrap(), mailbox.put(8))
        })
    });
    assert!(found.values().eq(&[(None, Some(7)), (Some(7), None)]));
    assert!(found.explored().is_exhaustive());
}

#[test]
fn notifying_before_the_letter_is_there_is_too_soon() {
    let found = interleave::check(|| {
        let mailbox = s4_too_soon::Mailbox::default();
        thread::scope(|s| {
            s.spawn(|| mailbox.take());
            s.spawn(|| mailbox.put(7));
        });
    })
    .expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/too-soon.json"], &found);
}

#[test]
fn a_notification_that_no_thread_waits_for_is_forgotten() {
    let found = interleave::check(|| {
        let (mutex, condvar) = (Mutex::new(()), Condvar::new());
        condvar.notify_one();
        drop(condvar.wait(mutex.lock().unwrap()));
    })
    .expect_fails(FailureKind::LostWakeup);
    assert_eq!(found.preemptions, 0);
}

#[test]
fn a_flag_that_is_raised_without_the_mutex_wakes_no_thread() {
    let found = interleave::check(|| {
        let flag = s5_outside::Flag::default();
        thread::scope(|s| {
            s.spawn(|| flag.wait());
            s.spawn(|| flag.raise());
        });
    })
    .expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/outside.json"], &found);
}

/// Every schedule of one taker and one putter, with the notification too soon.
#[test]
fn every_schedule_of_the_early_notification_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        let mailbox = s4_too_soon::Mailbox::default();
        thread::scope(|s| {
            s.spawn(|| mailbox.take());
            s.spawn(|| mailbox.put(7));
        });
        "A gets its letter"
    });
    tree.goal = "A gets its letter.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/too-soon-schedules.json"].assert_eq(&(json + "\n"));
}

// ANCHOR: both-right
/// A takes, and main puts a letter in, in one way or the other.
fn letter_arrives(put: fn(&s2_while::Mailbox, u32) -> Option<u32>) {
    let mailbox = s2_while::Mailbox::default();
    thread::scope(|s| {
        let a = s.spawn(|| mailbox.take());
        put(&mailbox, 7);
        assert_eq!(a.join().unwrap(), 7);
    });
}
// ANCHOR_END: both-right

#[test]
fn it_is_right_to_notify_with_the_mutex_held_and_without() {
    interleave::model(|| letter_arrives(s2_while::Mailbox::put));
    interleave::model(|| letter_arrives(s2_while::Mailbox::put_and_notify_after));
}

/// With the notification after the release, a thread can take the letter in between.
fn a_takes_b_notifies_after_c_steals() {
    let mailbox = s2_while::Mailbox::default();
    thread::scope(|s| {
        s.spawn(|| mailbox.take());
        s.spawn(|| mailbox.put_and_notify_after(7));
        s.spawn(|| mailbox.try_take());
    });
}

#[test]
fn a_notification_after_the_release_may_come_when_the_letter_is_gone() {
    let schedule = "A A  B B  C C  B  A A";
    let found = fails_at(schedule, a_takes_b_notifies_after_c_steals, FailureKind::LostWakeup);
    // Nothing is wrong here: A sleeps until the next letter, and this program puts no other one in.
    check_snapshot(expect_file!["../traces/after.json"], &found.trace);
}

/// A and B take one letter each, and C puts two letters in.
macro_rules! two_takers {
    ($mailbox:expr) => {{
        let mailbox = $mailbox;
        thread::scope(|s| {
            let a = s.spawn(|| mailbox.take());
            let b = s.spawn(|| mailbox.take());
            s.spawn(|| {
                mailbox.put(1);
                mailbox.put(2);
            });
            let mut letters = [a.join().unwrap(), b.join().unwrap()];
            letters.sort_unstable();
            assert_eq!(letters, [1, 2]);
        });
    }};
}

#[test]
fn one_condvar_for_two_kinds_of_waiters_wakes_the_wrong_one() {
    let found = interleave::check(|| two_takers!(s6_one_condvar::Mailbox::default()))
        .expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/wrong-one.json"], &found);
}

#[test]
fn with_a_condvar_for_each_kind_every_letter_arrives() {
    interleave::model(|| two_takers!(s7_two_condvars::Mailbox::default()));
}

/// The mailbox with one condvar that always notifies all.
#[derive(Default)]
struct NotifiesAll {
    slot: Mutex<Option<u32>>,
    changed: Condvar,
}

impl NotifiesAll {
    fn put(&self, letter: u32) {
        let slot = self.slot.lock().unwrap();
        *self.changed.wait_while(slot, |slot| slot.is_some()).unwrap() = Some(letter);
        self.changed.notify_all();
    }

    fn take(&self) -> u32 {
        let slot = self.slot.lock().unwrap();
        let letter = self.changed.wait_while(slot, |slot| slot.is_none()).unwrap().take();
        self.changed.notify_all();
        letter.expect("there is a letter")
    }
}

#[test]
fn with_notify_all_one_condvar_is_enough() {
    interleave::model(|| two_takers!(NotifiesAll::default()));
}

// ANCHOR: queue
/// A queue with room for one item. Each producer pushes the items that it is given, and each consumer pops as many as it is told.
fn nothing_is_lost(producers: &[&[u32]], consumers: &[usize]) {
    let queue = s8_queue::Queue::new(1);
    thread::scope(|s| {
        for &items in producers {
            let queue = &queue;
            s.spawn(move || items.iter().for_each(|&item| queue.push(item)));
        }
        let queue = &queue;
        let pop = |&times| s.spawn(move || Vec::from_iter((0..times).map(|_| queue.pop())));
        let consumers: Vec<_> = consumers.iter().map(pop).collect();
        let popped = consumers.into_iter().flat_map(|consumer| consumer.join().unwrap());
        let mut popped: Vec<u32> = popped.collect();
        popped.sort_unstable();
        assert_eq!(popped, producers.concat());
    });
}
// ANCHOR_END: queue

#[test]
fn the_queue_loses_nothing_with_several_producers_and_consumers() {
    interleave::model(|| nothing_is_lost(&[&[1], &[2]], &[1, 1]));
    interleave::model(|| nothing_is_lost(&[&[1, 2]], &[1, 1]));
    interleave::model(|| nothing_is_lost(&[&[1], &[2]], &[2]));
}

#[test]
fn the_queue_keeps_the_order_and_has_room_for_two() {
    interleave::model(|| {
        let queue = s8_queue::Queue::new(2);
        queue.push(1);
        queue.push(2);
        thread::scope(|s| {
            s.spawn(|| queue.push(3));
            assert_eq!([queue.pop(), queue.pop(), queue.pop()], [1, 2, 3]);
        });
    });
    interleave::check(|| {
        let queue = s8_queue::Queue::new(2);
        (1..=3).for_each(|item| queue.push(item));
    })
    .expect_fails(FailureKind::LostWakeup);
}

#[test]
fn an_event_lets_every_waiter_through_and_stays_set() {
    interleave::model(|| {
        let event = s9_event::Event::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    event.wait();
                    assert!(event.is_set());
                });
            }
            event.set();
        });
        event.wait();
        event.clear();
        assert!(!event.wait_within(Duration::from_secs(1)));
    });
}

/// A waits for an event that B sets and clears.
fn a_short_event() {
    let event = s9_event::Event::default();
    thread::scope(|s| {
        s.spawn(|| event.wait());
        s.spawn(|| {
            event.set();
            event.clear();
        });
    });
}

#[test]
fn a_waiter_may_miss_an_event_that_is_cleared_at_once() {
    // A sleeps before the event is set, and so is notified; it checks when the flag is clear again.
    let found = fails_at("A A  B B B  B B  A A", a_short_event, FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/short-event.json"], &found);
}

#[test]
fn a_condvar_made_of_a_futex_loses_no_wakeup() {
    interleave::model(|| {
        let (slot, filled) = (Mutex::new(None), s10_on_futex::Condvar::default());
        thread::scope(|s| {
            s.spawn(|| {
                *slot.lock().unwrap() = Some(7);
                filled.notify_one();
            });
            let mut guard = slot.lock().unwrap();
            while guard.is_none() {
                guard = filled.wait(&slot, guard);
            }
            assert_eq!(guard.take(), Some(7));
        });
    });
    interleave::model(|| {
        let (open, changed) = (Mutex::new(false), s10_on_futex::Condvar::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let mut guard = open.lock().unwrap();
                    while !*guard {
                        guard = changed.wait(&open, guard);
                    }
                });
            }
            *open.lock().unwrap() = true;
            changed.notify_all();
        });
    });
}

#[test]
fn a_waiter_sleeps_and_does_not_look_again() {
    let found = interleave::check(|| s2_while::Mailbox::default().take())
        .expect_fails(FailureKind::LostWakeup);
    assert_eq!(
        found.trace.steps.iter().filter(|step| step.operation == Operation::Lock).count(),
        1
    );
}

/// Which programs can leave a thread asleep forever is a question for the explorer.
#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let options: [(&str, fn()); 5] = [
        ("`take` checks with `if`, and one thread takes while another one puts", || {
            let mailbox = s1_if::Mailbox::default();
            thread::scope(|s| {
                s.spawn(|| mailbox.take());
                s.spawn(|| mailbox.put(7));
            });
        }),
        ("`put` fills the slot under the mutex, and notifies after it has released it", || {
            letter_arrives(s2_while::Mailbox::put_and_notify_after);
        }),
        ("`put` notifies, and fills the slot after that", || {
            let mailbox = s4_too_soon::Mailbox::default();
            thread::scope(|s| {
                s.spawn(|| mailbox.take());
                s.spawn(|| mailbox.put(7));
            });
        }),
        ("takers and putters sleep on one condvar, and each change notifies all", || {
            two_takers!(NotifiesAll::default());
        }),
        ("one thread waits for the event, and another one sets it and clears it", a_short_event),
    ];
    let sleeps = |(_, program): &&(&str, fn())| matches!(interleave::check(program), Verdict::Fails(found) if found.failure.kind() == FailureKind::LostWakeup);
    let answers: Vec<&str> = options.iter().filter(sleeps).map(|(name, _)| *name).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Which of these can leave a thread asleep forever?",
        "options": options.map(|(name, _)| name),
        "answers": answers,
        "replies": {
            options[0].0: "This one is broken in another way: the taker may go on too soon, and panic. But it doesn't sleep.",
            options[1].0: "The taker either finds the letter, or is asleep when the notification comes. There is no third case, \
                           because it checks and falls asleep in one step.",
            options[3].0: "Every sleeper checks again after each change, so the right one is always among them.",
        },
        "why": "A notification that comes before the change finds the taker awake, and is forgotten. And a waiter of the \
                event checks the flag only when it has the mutex again: by then the flag may be clear.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

#[test]
fn where_notifications_are_remembered_no_flag_is_missed() {
    let goes_on = || {
        let flag = s5_outside::Flag::default();
        thread::scope(|s| {
            s.spawn(|| flag.wait());
            s.spawn(|| flag.raise());
        });
        "A goes on"
    };
    let checker = Checker::new().order_only();
    let worlds = checker.compare(Belief::NotifyIsRemembered, goes_on, |_| ());
    let json = serde_json::to_string(&worlds).unwrap();
    expect_file!["../traces/world-remembered.json"].assert_eq(&(json + "\n"));
}

// ANCHOR: last-seat
/// One seat is left, and two clerks each have a customer. A's customer thinks it over for a minute. Returns how many
/// tickets were sold.
fn last_seat() -> u32 {
    let (seats, changed) = (Mutex::new(1), Condvar::new());
    let sell = |thinks: bool| {
        let mut left = seats.lock().unwrap();
        if *left == 0 {
            return 0;
        }
        if thinks {
            left = changed.wait_timeout(left, Duration::from_secs(60)).unwrap().0;
        }
        *left = 0;
        1
    };
    thread::scope(|s| {
        let a = s.spawn(|| sell(true));
        let b = s.spawn(|| sell(false));
        a.join().unwrap() + b.join().unwrap()
    })
}
// ANCHOR_END: last-seat

#[test]
fn where_wait_keeps_the_mutex_the_last_seat_is_sold_once() {
    let checker = Checker::new().order_only();
    let worlds = checker.compare(Belief::WaitKeepsTheMutex, last_seat, |sold| {
        assert!(*sold == 1, "one seat was left, and {sold} tickets were sold");
    });
    let json = serde_json::to_string(&worlds).unwrap();
    expect_file!["../traces/world-keeps.json"].assert_eq(&(json + "\n"));
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}

// At the end, so that what is above keeps its lines, which the traces name.
mod edits;
