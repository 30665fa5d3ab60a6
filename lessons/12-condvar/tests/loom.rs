//! The same mailboxes on loom: a second opinion.
//!
//! Loom's condvar never wakes a thread spuriously, and `notify_one` wakes the thread that has slept for the longest.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::{Condvar, Mutex, atomic};
}

#[path = "../src/s1_if.rs"]
mod s1_if;
#[path = "../src/s2_while.rs"]
mod s2_while;
#[path = "../src/s4_too_soon.rs"]
mod s4_too_soon;
#[path = "../src/s5_outside.rs"]
mod s5_outside;
#[path = "../src/s6_one_condvar.rs"]
mod s6_one_condvar;
#[path = "../src/s7_two_condvars.rs"]
mod s7_two_condvars;

use std::sync::Arc;

use loom::thread;

/// Explores with at most two preemptions: loom has no quicker way through three threads and a mutex.
fn bounded(program: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(2);
    builder.check(program);
}

/// One thread takes, another one puts, and main takes what is there.
macro_rules! steals {
    ($stage:ident) => {
        bounded(|| {
            let mailbox = Arc::new($stage::Mailbox::default());
            let (takers, putters) = (Arc::clone(&mailbox), Arc::clone(&mailbox));
            let taker = thread::spawn(move || takers.take());
            let putter = thread::spawn(move || _ = putters.put(7));
            if mailbox.try_take().is_some() {
                mailbox.put(8);
            }
            putter.join().unwrap();
            taker.join().unwrap();
        })
    };
}

#[test]
#[should_panic(expected = "woken without a letter")]
fn loom_finds_the_third_thread_that_breaks_the_if() {
    steals!(s1_if);
}

#[test]
fn loom_finds_nothing_wrong_with_while() {
    steals!(s2_while);
}

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_notification_that_comes_too_soon() {
    loom::model(|| {
        let mailbox = Arc::new(s4_too_soon::Mailbox::default());
        let theirs = Arc::clone(&mailbox);
        let taker = thread::spawn(move || theirs.take());
        mailbox.put(7);
        taker.join().unwrap();
    });
}

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_flag_outside_the_mutex() {
    loom::model(|| {
        let flag = Arc::new(s5_outside::Flag::default());
        let theirs = Arc::clone(&flag);
        let waiter = thread::spawn(move || theirs.wait());
        flag.raise();
        waiter.join().unwrap();
    });
}

/// Two threads take one letter each, and main puts two in.
macro_rules! two_takers {
    ($stage:ident) => {
        bounded(|| {
            let mailbox = Arc::new($stage::Mailbox::default());
            let takers = [0, 1].map(|_| {
                let mailbox = Arc::clone(&mailbox);
                thread::spawn(move || mailbox.take())
            });
            mailbox.put(1);
            mailbox.put(2);
            takers.into_iter().for_each(|taker| _ = taker.join().unwrap());
        })
    };
}

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_wrong_waiter_that_is_woken() {
    two_takers!(s6_one_condvar);
}

#[test]
fn loom_finds_nothing_wrong_with_two_condvars() {
    two_takers!(s7_two_condvars);
}
