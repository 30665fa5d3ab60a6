//! Threads wait for an event that is set and cleared, in all orders and in chosen ones.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations only: `two_sets_at_once_set_the_flag_and_two_clears_at_once_clear_it`.
//! - 2, the first time only: `a_thread_that_comes_again_…`, and every test that sets twice.
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits": `setting_and_clearing_wait_for_no_sleeper`.
//! - 6, the boundary: `however_often_it_is_set_and_cleared_a_sleeper_goes_through` sets once, twice and 256 times while a
//!   thread sleeps, and 300 times before it comes.
//! - let through by something else than `set`: `clearing_lets_no_sleeper_through`, `each_event_has_its_own_flag`.
//! - 8, only the first of several waiters: each of these tests has two.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use Act::{Clear, Set, Wait};
use event::Event;
use interleave::sync::atomic::Ordering::Relaxed;
use interleave::sync::atomic::{AtomicBool, AtomicU32};
use interleave::trace::{Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(3_000)
}

#[test]
fn a_set_event_stays_set_until_it_is_cleared() {
    in_time().model(|| {
        let event = Event::default();
        assert!(!event.is_set(), "the event is new, and `is_set` says that it is set");
        event.set();
        event.set();
        for _ in 0..3 {
            event.wait();
            assert!(event.is_set(), "the event was set, and nothing has cleared it");
        }
        event.clear();
        event.clear();
        assert!(!event.is_set(), "the event was cleared");
        event.set();
        event.wait();
        assert!(event.is_set(), "the event was set again");
    });
}

#[test]
fn no_thread_goes_through_before_the_event_is_set() {
    for waiters in 1..=2 {
        in_time().model(|| {
            let (event, green) = (Event::default(), AtomicBool::new(false));
            thread::scope(|s| {
                for _ in 0..waiters {
                    s.spawn(|| {
                        event.wait();
                        assert!(green.load(SeqCst), "`wait` returned before `set` was called");
                    });
                }
                green.store(true, SeqCst);
                event.set();
            });
        });
    }
}

#[test]
fn every_thread_goes_through_in_the_end() {
    in_time().model(|| {
        let event = Event::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| event.wait());
            }
            s.spawn(|| {
                event.set();
                event.clear();
                event.set();
            });
        });
        assert!(event.is_set(), "the last call was `set`");
    });
}

/// Explores threads that wait after these calls, and whose event is never set any more: they have to sleep.
#[track_caller]
fn check_sleeps(acts: &[Act], others: usize) {
    const AWAKE: &str = "the event is never set any more, and a thread that waits does not sleep";
    let verdict = in_time().try_check(|| {
        let event = Event::default();
        acts.iter().for_each(|act| act.on(&event));
        thread::scope(|s| {
            for _ in 0..others {
                s.spawn(|| event.wait());
            }
            event.wait();
        });
    });
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("after {acts:?} the event is clear, but `wait` returned"),
        Err(problem) => panic!("{AWAKE}: {problem}"),
    }
}

#[test]
fn a_thread_that_waits_for_a_clear_event_sleeps() {
    for others in 0..2 {
        check_sleeps(&[], others);
        check_sleeps(&[Set, Clear], others);
        check_sleeps(&[Set, Set, Clear], others);
        check_sleeps(&[Set, Wait, Clear, Clear, Set, Clear], others);
    }
}

#[test]
fn each_event_has_its_own_flag() {
    in_time().model(|| {
        let (mine, other) = (Event::default(), Event::default());
        thread::scope(|s| {
            s.spawn(|| {
                mine.wait();
                assert!(mine.is_set(), "another event was set, and `wait` returned");
            });
            s.spawn(|| other.wait());
            other.set();
            assert!(!mine.is_set(), "another event was set");
            mine.set();
        });
    });
}

#[test]
fn a_set_lets_no_thread_through_that_comes_after_the_next_clear() {
    in_time().model(|| {
        let event = &Event::default();
        thread::scope(|s| {
            let a = s.spawn(|| event.set());
            event.clear();
            s.spawn(|| {
                event.wait();
                assert!(event.is_set(), "`wait` returned, but `set` wasn't called after `clear`");
            });
            a.join().unwrap();
            event.set();
        });
    });
}

#[test]
fn two_sets_at_once_set_the_flag_and_two_clears_at_once_clear_it() {
    in_time().model(|| {
        let event = Event::default();
        thread::scope(|s| {
            s.spawn(|| event.set());
            event.set();
        });
        assert!(event.is_set(), "two threads called `set`, and the event is clear");
        thread::scope(|s| {
            s.spawn(|| event.clear());
            event.clear();
        });
        assert!(!event.is_set(), "two threads called `clear`, and the event is set");
    });
}

#[test]
fn setting_clearing_and_asking_always_do_their_work() {
    in_time().model(|| {
        let event = Event::default();
        thread::scope(|s| {
            s.spawn(|| event.wait());
            event.set();
            assert!(event.is_set(), "`set` was called while a thread was on its way into `wait`");
            event.clear();
            assert!(!event.is_set(), "`clear` was called while a thread was in `wait`");
            event.set();
        });
    });
}

#[test]
fn a_thread_that_is_let_through_sees_what_was_written_before_the_set() {
    // With stale reads, unlike the other tests.
    Checker::new().max_executions(3_000).model(|| {
        let (event, berth) = (Event::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                event.wait();
                assert_eq!(
                    berth.load(Relaxed),
                    7,
                    "`wait` returned, but 7 was written before `set`"
                );
            });
            berth.store(7, Relaxed);
            event.set();
        });
    });
}

/// A call.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Wait,
    Set,
    Clear,
}

impl Act {
    fn on(self, event: &Event) {
        match self {
            Wait => event.wait(),
            Set => event.set(),
            Clear => event.clear(),
        }
    }
}

/// What has happened as far as a schedule has led.
struct Seen {
    /// How many calls A, B and C have come back from.
    done: [usize; 3],
    trace: Trace,
}

fn index(who: char) -> usize {
    who as usize - 'A' as usize
}

/// What A, B and C call, and a schedule that grows.
struct Story {
    calls: [Vec<Act>; 3],
    schedule: String,
    /// How often the event is set and cleared before they start.
    before: usize,
}

impl Story {
    fn of(a: &[Act], b: &[Act], c: &[Act]) -> Self {
        Story { calls: [a, b, c].map(<[Act]>::to_vec), schedule: String::new(), before: 0 }
    }

    #[track_caller]
    fn follow(&self, schedule: &str) -> Seen {
        // Std's atomics: the explorer does not see them, so the letters are the steps of the event.
        // With the star, counting the handles of an `Arc` is a step from the start.
        let done = [0; 3].map(AtomicUsize::new);
        let run = Checker::new().try_replay(&format!("*{schedule}"), || {
            let event = Event::default();
            for _ in 0..self.before {
                event.set();
                event.clear();
            }
            thread::scope(|s| {
                for (calls, done) in self.calls.iter().zip(&done) {
                    let event = &event;
                    s.spawn(move || {
                        for act in calls {
                            act.on(event);
                            done.fetch_add(1, SeqCst);
                        }
                    });
                }
            });
        });
        let trace = match run {
            Ok(run) => run.trace,
            Err(ReplayError::Fails(found)) => {
                let sleeps = matches!(found.kind(), "lost_wakeup" | "deadlock");
                assert!(sleeps, "\n{found}");
                found.trace
            }
            Err(ReplayError::Search(SearchError::Schedule { run, .. })) => *run,
            Err(ReplayError::Search(error)) => panic!("{error}"),
        };
        Seen { done: done.map(AtomicUsize::into_inner), trace }
    }

    /// Whether this thread is asleep: its next step would be to wake up for no reason.
    fn is_asleep(&self, who: char) -> bool {
        let then = self.follow(&format!("{} {who}", self.schedule)).trace;
        let is_its = |thread| thread == 1 + index(who);
        let last = then.steps.last();
        last.is_some_and(|s| is_its(s.thread) && s.operation == Operation::WokeSpuriously)
    }

    /// This thread goes on until it sleeps.
    #[track_caller]
    fn sleeps(&mut self, who: char) {
        let before = self.follow(&self.schedule).done;
        for _ in 0..15 {
            let now = self.follow(&self.schedule);
            assert_eq!(now.done, before, "{who} has to wait, but went through:\n\n{}", now.trace);
            if self.is_asleep(who) {
                return;
            }
            self.schedule += &format!(" {who}");
        }
        let now = self.follow(&self.schedule);
        panic!("{who} has to wait, and does not sleep:\n\n{}", now.trace);
    }

    /// These threads, which were let through, go on until they are back from so many calls. One may wake the next.
    #[track_caller]
    fn are_back(&mut self, mut who: Vec<(char, usize)>) {
        while let Some(next) = who.iter().position(|&(who, _)| !self.is_asleep(who)) {
            let (who, times) = who.remove(next);
            self.is_back(who, times);
        }
        let trace = self.follow(&self.schedule).trace;
        assert!(who.is_empty(), "{} was let through, and sleeps on:\n\n{trace}", who[0].0);
    }

    /// This thread goes on until it is back from so many calls.
    #[track_caller]
    fn is_back(&mut self, who: char, times: usize) {
        // In so many letters it gets there for sure, and the fewest that suffice are searched by halves.
        let (mut few, mut enough) = (0, 15 * times);
        let with = |letters| format!("{}{}", self.schedule, format!(" {who}").repeat(letters));
        while few < enough {
            let half = few.midpoint(enough);
            if self.follow(&with(half)).done[index(who)] < times {
                few = half + 1;
            } else {
                enough = half;
            }
        }
        let now = self.follow(&with(few));
        if now.done[index(who)] < times {
            panic!("nothing keeps {who} from coming back, but it waits:\n\n{}", now.trace);
        }
        self.schedule = with(few);
    }
}

#[test]
fn a_sleeper_goes_through_even_if_the_event_is_clear_when_it_wakes() {
    for calls in [&[Set, Clear][..], &[Set, Set, Clear, Clear]] {
        let mut story = Story::of(&[Wait], calls, &[Wait]);
        story.sleeps('A');
        story.sleeps('C');
        story.is_back('B', calls.len());
        story.are_back(vec![('C', 1), ('A', 1)]);
    }
}

#[test]
fn however_often_it_is_set_and_cleared_a_sleeper_goes_through() {
    for (before, meanwhile) in [(0, 1), (0, 2), (0, 256), (300, 1)] {
        let mut story = Story::of(&[Wait], &[Set, Clear].repeat(meanwhile), &[]);
        story.before = before;
        story.sleeps('A');
        story.is_back('B', 2 * meanwhile);
        story.are_back(vec![('A', 1)]);
    }
}

#[test]
fn clearing_lets_no_sleeper_through() {
    for calls in [&[Clear, Set][..], &[Clear, Clear, Set], &[Set, Clear, Clear, Set]] {
        let mut story = Story::of(&[Wait, Wait], calls, &[]);
        story.sleeps('A');
        if calls[0] == Set {
            story.is_back('B', 2);
            story.are_back(vec![('A', 1)]);
            story.sleeps('A');
        }
        // Only the last `set` is left.
        story.is_back('B', calls.len() - 1);
        let before = story.follow(&story.schedule).done;
        // `clear` may wake A. In any case it wakes up once for no reason, because the schedule says so.
        let now = story.follow(&format!("{}{}", story.schedule, " A".repeat(15)));
        assert_eq!(now.done, before, "`set` wasn't called, but A went through:\n\n{}", now.trace);
    }
}

#[test]
fn a_thread_that_comes_after_the_clear_waits_and_takes_no_turn_away() {
    let mut story = Story::of(&[Wait], &[Set, Clear, Set], &[Wait]);
    story.sleeps('A');
    story.is_back('B', 2);
    story.sleeps('C');
    story.are_back(vec![('A', 1)]);
    story.is_back('B', 3);
    story.are_back(vec![('C', 1)]);
}

#[test]
fn a_thread_that_comes_between_two_sets_goes_through_with_the_second() {
    let mut story = Story::of(&[Wait], &[Set, Clear, Set, Clear], &[Wait]);
    story.sleeps('A');
    story.is_back('B', 2);
    story.sleeps('C');
    story.is_back('B', 4);
    story.are_back(vec![('C', 1), ('A', 1)]);
}

#[test]
fn a_thread_that_comes_again_waits_and_takes_no_turn_away() {
    let mut story = Story::of(&[Wait, Wait], &[Set, Clear, Set, Clear], &[Wait]);
    story.sleeps('A');
    story.sleeps('C');
    story.is_back('B', 2);
    story.is_back('A', 1);
    story.sleeps('A');
    story.are_back(vec![('C', 1)]);
    story.is_back('B', 4);
    story.are_back(vec![('A', 2)]);
}

#[test]
fn setting_and_clearing_wait_for_no_sleeper() {
    let calls = [Set, Set, Clear, Clear, Set, Clear];
    let mut story = Story::of(&[Wait], &calls, &[Wait]);
    story.sleeps('A');
    story.sleeps('C');
    for times in 1..=calls.len() {
        story.is_back('B', times);
    }
}
