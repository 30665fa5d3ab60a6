//! Asks your function about histories: some written by hand, all the short ones, and those of two locks in every order.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - samples written by hand lack the boundary: `every_short_history_is_judged_correctly` has every history of up to 9
//!   events with three names, even with two inside at once; `a_long_queue_is_judged_correctly` has more than 1,000, of
//!   all alphabets;
//! - names that look the same to a narrower type: `names_that_are_alike_are_different_names`;
//! - only the first time round: `a_thread_may_come_again`.

use std::sync::Mutex as Unseen;

use fifo::Event::{Came, CameOut, WentIn};
use fifo::{Event, first_come_first_served};
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{Checker, hint, thread};

/// Where a lock writes down what happens. With std's mutex no thread comes between a step and the line about it.
type Book = Unseen<Vec<Event>>;

trait Lock: Default + Sync {
    fn acquire(&self, name: char, book: &Book);
    fn release(&self, name: char, book: &Book);
}

fn write(book: &Book, event: Event) {
    book.lock().unwrap().push(event);
}

/// Fair: a thread comes when it draws a number.
#[derive(Default)]
struct Fair {
    next: AtomicU32,
    serving: AtomicU32,
}

impl Lock for Fair {
    fn acquire(&self, name: char, book: &Book) {
        let ticket = self.next.fetch_add(1, Relaxed);
        write(book, Came(name));
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
        write(book, WentIn(name));
    }

    fn release(&self, name: char, book: &Book) {
        write(book, CameOut(name));
        self.serving.fetch_add(1, Release);
    }
}

/// Unfair: a thread comes when it tries for the first time, and then the quickest thread goes in.
#[derive(Default)]
struct Unfair {
    locked: AtomicBool,
}

impl Lock for Unfair {
    fn acquire(&self, name: char, book: &Book) {
        let mut locked = self.locked.swap(true, Acquire);
        write(book, Came(name));
        while locked {
            hint::spin_loop();
            locked = self.locked.swap(true, Acquire);
        }
        write(book, WentIn(name));
    }

    fn release(&self, name: char, book: &Book) {
        write(book, CameOut(name));
        self.locked.store(false, Release);
    }
}

/// What happens when each of these threads comes to the lock this many times.
fn history<L: Lock>(names: &[char], times: usize) -> Vec<Event> {
    let (lock, book) = (L::default(), Book::default());
    thread::scope(|s| {
        for &name in names {
            let (lock, book) = (&lock, &book);
            s.spawn(move || {
                for _ in 0..times {
                    lock.acquire(name, book);
                    lock.release(name, book);
                }
            });
        }
    });
    book.into_inner().unwrap()
}

/// The history in words.
fn told(history: &[Event]) -> String {
    let line = |event: &Event| match event {
        Came(name) => format!("{name} came"),
        WentIn(name) => format!("{name} went in"),
        CameOut(name) => format!("{name} came out"),
    };
    if history.is_empty() {
        return "nothing happened".into();
    }
    history.iter().map(line).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn fair(history: &[Event]) {
    assert!(
        first_come_first_served(history),
        "no thread was overtaken, but your function returned false: {}",
        told(history)
    );
}

#[track_caller]
fn unfair(history: &[Event]) {
    assert!(
        !first_come_first_served(history),
        "a thread was overtaken, but your function returned true: {}",
        told(history)
    );
}

#[test]
fn some_history_of_the_unfair_lock_is_refused() {
    let overtaken = Checker::new().order_only().check(|| {
        let history = history::<Unfair>(&['A', 'B'], 2);
        assert!(first_come_first_served(&history), "{}", told(&history));
    });
    assert!(
        !overtaken.holds(),
        "your function returned true for every history of the unfair lock. In some of them a thread is overtaken, for \
         example in this one: A came, A went in, B came, A came out, A came, A went in"
    );
    Checker::new().order_only().model(|| fair(&history::<Fair>(&['A', 'B'], 2)));
}

#[test]
fn three_threads_at_the_fair_lock_are_never_overtaken() {
    Checker::new().order_only().model(|| fair(&history::<Fair>(&['A', 'B', 'C'], 1)));
}

#[test]
fn going_in_before_an_earlier_thread_is_overtaking() {
    unfair(&[Came('A'), Came('B'), WentIn('B'), CameOut('B'), WentIn('A'), CameOut('A')]);
    unfair(&[Came('B'), Came('A'), WentIn('A'), CameOut('A'), WentIn('B'), CameOut('B')]);
}

#[test]
fn the_first_of_three_waiting_threads_goes_in() {
    for (first, second, third) in [('A', 'B', 'C'), ('C', 'A', 'B')] {
        let waiting = [Came(first), Came(second), Came(third)];
        fair(&[&waiting[..], &[WentIn(first), CameOut(first), WentIn(second)]].concat());
        unfair(&[&waiting[..], &[WentIn(second), CameOut(second), WentIn(first)]].concat());
        unfair(&[&waiting[..], &[WentIn(third), CameOut(third), WentIn(first)]].concat());
        unfair(&[&waiting[..], &[WentIn(first), CameOut(first), WentIn(third)]].concat());
    }
}

#[test]
fn names_say_nothing_about_the_order() {
    fair(&[Came('B'), Came('A'), WentIn('B'), CameOut('B'), WentIn('A'), CameOut('A')]);
    fair(&[Came('Z'), WentIn('Z'), CameOut('Z'), Came('A'), WentIn('A'), CameOut('A')]);
}

#[test]
fn a_thread_may_come_again() {
    fair(&[Came('A'), WentIn('A'), CameOut('A'), Came('A'), WentIn('A'), CameOut('A')]);
    fair(&[
        Came('A'),
        WentIn('A'),
        Came('B'),
        CameOut('A'),
        Came('A'),
        WentIn('B'),
        CameOut('B'),
        WentIn('A'),
    ]);
    // The second time, A overtakes.
    unfair(&[
        Came('A'),
        WentIn('A'),
        Came('B'),
        CameOut('A'),
        Came('A'),
        WentIn('A'),
        CameOut('A'),
        WentIn('B'),
    ]);
}

#[test]
fn a_thread_that_is_still_waiting_may_have_been_overtaken() {
    unfair(&[Came('A'), Came('B'), WentIn('B')]);
    unfair(&[
        Came('A'),
        WentIn('A'),
        Came('B'),
        Came('C'),
        CameOut('A'),
        WentIn('C'),
        CameOut('C'),
    ]);
}

#[test]
fn a_thread_that_is_still_waiting_may_be_in_order() {
    fair(&[]);
    fair(&[Came('A')]);
    fair(&[Came('A'), WentIn('A'), Came('B'), Came('C')]);
    fair(&[Came('A'), WentIn('A'), CameOut('A'), Came('B'), Came('C'), WentIn('B')]);
}

#[test]
fn one_overtaking_is_enough() {
    let mut long = Vec::new();
    for _ in 0..5 {
        long.extend([Came('A'), Came('B'), WentIn('A'), CameOut('A'), WentIn('B'), CameOut('B')]);
    }
    fair(&long);
    long.extend([Came('A'), Came('B'), WentIn('B'), CameOut('B'), WentIn('A'), CameOut('A')]);
    unfair(&long);
    long.extend([Came('A'), WentIn('A'), CameOut('A')]);
    unfair(&long);
}

#[test]
fn two_inside_at_once_is_not_the_question() {
    fair(&[Came('A'), Came('B'), WentIn('A'), WentIn('B'), CameOut('A'), CameOut('B')]);
    fair(&[Came('A'), WentIn('A'), Came('B'), WentIn('B'), CameOut('B'), CameOut('A')]);
    unfair(&[Came('A'), Came('B'), Came('C'), WentIn('A'), WentIn('C'), WentIn('B')]);
}

/// What is said in the README, word by word: two threads of which the later one goes in first.
fn overtaken(history: &[Event]) -> Option<(char, char)> {
    let came = history.iter().enumerate().filter_map(|(at, event)| match event {
        Came(name) => Some((at, *name)),
        _ => None,
    });
    let goes_in = |at: usize, name| {
        let after = &history[at..];
        after.iter().position(|event| *event == WentIn(name)).map_or(usize::MAX, |i| at + i)
    };
    let came: Vec<_> = came.map(|(at, name)| (name, goes_in(at, name))).collect();
    for (i, first) in came.iter().enumerate() {
        let passes_it = came[i..].iter().find(|later| later.1 < first.1);
        if let Some(later) = passes_it {
            return Some((first.0, later.0));
        }
    }
    None
}

#[test]
fn every_short_history_is_judged_correctly() {
    let mut histories = vec![Vec::new()];
    for _ in 0..=9 {
        for history in &histories {
            let (answer, truth) = (first_come_first_served(history), overtaken(history));
            match truth {
                Some((first, later)) => assert!(
                    !answer,
                    "{later} came after {first} and went in before {first}, but your function returned true: {}",
                    told(history)
                ),
                None => fair(history),
            }
        }
        let names = ['A', 'B', 'C'];
        histories = histories.iter().flat_map(|history| longer(history, names)).collect();
    }
}

#[test]
fn names_that_are_alike_are_different_names() {
    // The same letter but for its case, the same last 8 bits, the same last 16 bits.
    for alike in ['a', '\u{141}', '\u{10041}'] {
        let mut histories = vec![Vec::new()];
        for _ in 0..6 {
            let next = |history: &Vec<Event>| longer(history, ['A', alike, 'B']);
            histories = histories.iter().flat_map(next).collect();
            for history in &histories {
                match overtaken(history) {
                    Some(_) => unfair(history),
                    None => fair(history),
                }
            }
        }
    }
}

/// The histories that have one event more.
fn longer(history: &[Event], names: [char; 3]) -> Vec<Vec<Event>> {
    let next = |name| match history.iter().rfind(|event| name_of(event) == name) {
        None | Some(CameOut(_)) => Came(name),
        Some(Came(_)) => WentIn(name),
        Some(WentIn(_)) => CameOut(name),
    };
    names.map(|name| [history, &[next(name)]].concat()).to_vec()
}

fn name_of(event: &Event) -> char {
    match event {
        Came(name) | WentIn(name) | CameOut(name) => *name,
    }
}

#[test]
fn a_long_queue_is_judged_correctly() {
    let names = ('\0'..char::MAX).step_by(1_000);
    let mut history: Vec<Event> = names.clone().map(Came).collect();
    let came = history.len();
    assert!(came > 1_000, "a long queue");
    // The second, the last, and those whose number is small if only 8 bits of it count.
    for place in [1, 256, 257, 512, 1_024, came - 1] {
        history.extend(names.clone().nth(place).map(WentIn));
        assert!(
            !first_come_first_served(&history),
            "{came} threads came, and the one at place {} went in first, but your function returned true",
            place + 1
        );
        history.pop();
    }
    history.extend(names.map(WentIn));
    assert!(
        first_come_first_served(&history),
        "many threads came and went in in the same order, but your function returned false"
    );
    history.swap(2 * came - 2, 2 * came - 1);
    assert!(
        !first_come_first_served(&history),
        "the last of many threads overtook the one before it, but your function returned true"
    );
}
