//! Asks your function about histories, some written by hand, and some recorded at two locks in every order.

use std::sync::Mutex as Unseen;

use fifo::Event::{Came, CameOut, WentIn};
use fifo::{Event, first_come_first_served};
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{Checker, hint, thread};

/// Where a lock writes down what happens. Std's mutex: no thread can come between a step and the line about it.
type Book = Unseen<Vec<Event>>;

trait Lock: Default + Sync {
    fn acquire(&self, name: char, book: &Book);
    fn release(&self, name: char, book: &Book);
}

fn write(book: &Book, event: Event) {
    book.lock().unwrap().push(event);
}

/// Fair: to come is to draw a number.
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

/// Unfair: to come is to try for the first time, and then whoever is quickest goes in.
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

/// What happens when each of these comes to the lock so many times.
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
        "nobody was overtaken, but your function says so: {}",
        told(history)
    );
}

#[track_caller]
fn unfair(history: &[Event]) {
    assert!(
        !first_come_first_served(history),
        "somebody was overtaken, but your function is content: {}",
        told(history)
    );
}

#[test]
fn the_unfair_lock_is_told_from_the_fair_one() {
    let overtaken = Checker::new().order_only().check(|| {
        let history = history::<Unfair>(&['A', 'B'], 2);
        assert!(first_come_first_served(&history), "{}", told(&history));
    });
    assert!(
        !overtaken.holds(),
        "at the unfair lock, two threads came twice each, in every order. In some of these somebody is overtaken, \
         for example in this: A came, A went in, B came, A came out, A came, A went in. Your function is always content"
    );
    Checker::new().order_only().model(|| fair(&history::<Fair>(&['A', 'B'], 2)));
}

#[test]
fn three_threads_at_the_fair_lock_are_never_overtaken() {
    Checker::new().order_only().model(|| fair(&history::<Fair>(&['A', 'B', 'C'], 1)));
}

#[test]
fn whoever_came_later_and_went_in_before_has_overtaken() {
    unfair(&[Came('A'), Came('B'), WentIn('B'), CameOut('B'), WentIn('A'), CameOut('A')]);
    unfair(&[Came('B'), Came('A'), WentIn('A'), CameOut('A'), WentIn('B'), CameOut('B')]);
}

#[test]
fn of_three_who_wait_the_first_goes_in_and_neither_of_the_others() {
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
fn somebody_may_come_again() {
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
fn whoever_still_waits_may_have_been_overtaken_already() {
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
fn whoever_still_waits_need_not_have_been_overtaken() {
    fair(&[]);
    fair(&[Came('A')]);
    fair(&[Came('A'), WentIn('A'), Came('B'), Came('C')]);
    fair(&[Came('A'), WentIn('A'), CameOut('A'), Came('B'), Came('C'), WentIn('B')]);
}

#[test]
fn to_be_overtaken_once_is_enough() {
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
