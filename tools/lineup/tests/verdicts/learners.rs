//! Tests as learners might write them.

use std::cell::Cell;
use std::panic::catch_unwind;

use interleave::{model, replay, thread};

use crate::counters::New;

pub fn good(new: New) {
    model(|| {
        let counter = new();
        two_threads(&*counter);
        assert_eq!(counter.total(), 2);
        counter.add_one();
        counter.add_one();
        assert_eq!(counter.total(), 4);
    });
}

fn two_threads(counter: &dyn crate::counters::Counter) {
    thread::scope(|s| {
        s.spawn(|| counter.add_one());
        s.spawn(|| counter.add_one());
    });
}

pub fn passes_everything(new: New) {
    model(|| new().total());
}

pub fn one_thread(new: New) {
    model(|| {
        let counter = new();
        (0..4).for_each(|_| counter.add_one());
        assert_eq!(counter.total(), 4);
    });
}

pub fn too_strict(new: New) {
    model(|| {
        let counter = new();
        thread::scope(|s| {
            s.spawn(|| counter.add_one());
            assert_eq!(counter.total(), 0, "nothing was added yet");
        });
    });
}

pub fn reads_file_names(new: New) {
    let run = replay("", || new().total());
    assert!(!run.steps[0].location.file.contains("/wrong/"), "found in a folder of wrong ones");
}

pub fn counts_its_calls(_: New) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    assert!(CALLS.get() == 1, "the right ones come first");
}

pub fn follows_a_schedule(new: New) {
    replay("A A B B", || two_threads(&*new()));
}

pub fn never_ends(_: New) {
    loop {
        std::thread::park();
    }
}

pub fn gets_stuck(new: New) {
    model(|| {
        new().total();
        std::thread::park();
    });
}

pub fn exits(new: New) {
    model(|| new().total());
    std::process::exit(3);
}

pub fn catches_itself(new: New) {
    _ = catch_unwind(|| good(new));
}

pub fn prints(new: New) {
    model(|| new().total());
    println!("on standard output");
    eprintln!("on standard error");
    std::panic::panic_any(7);
}

pub fn prints_without_measure(_: New) {
    for _ in 0..10_000 {
        println!("{}", "on and on ".repeat(30));
    }
    panic!("at the end");
}

pub fn explores_nothing(_: New) {}
