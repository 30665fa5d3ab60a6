//! Arrows: which release each acquire reads, and what a picture makes of it.

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::*, fence};
use interleave::trace::Trace;
use interleave::{Checker, thread};

/// What a run looks like in which releases are acquired, at three widths.
#[track_caller]
fn check_picture(expected: ExpectFile, run: &Trace) {
    let pictures = [100, 80, 50].map(|width| (width, run.render(width, false)));
    for (width, text) in &pictures {
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= *width), "wider than {width}:\n{text}");
    }
    let rule = "-".repeat(50);
    let [wide, middle, narrow] = pictures.map(|(_, text)| text);
    expected.assert_eq(&format!("{wide}{rule}\n{middle}{rule}\n{narrow}"));
}

/// The steps that synchronize, counted from 1 as pictures do: the acquire, and the releases that it reads.
fn arrows(run: &Trace) -> Vec<(usize, Vec<usize>)> {
    let shown = run.shown();
    let number = |step: usize| shown.iter().position(|&index| index == step).unwrap() + 1;
    let acquires = shown.iter().filter(|&&index| !run.steps[index].synchronizes_with.is_empty());
    acquires
        .map(|&index| {
            let from = run.steps[index].synchronizes_with.iter();
            (number(index), from.map(|&step| number(step)).collect())
        })
        .collect()
}

#[test]
fn an_arrow_leads_from_the_release_to_the_acquire_that_reads_it() {
    let run = Checker::new().replay("A A B B", || {
        let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(42, Relaxed);
                ready.store(true, Release);
            });
            s.spawn(|| ready.load(Acquire) && data.load(Relaxed) == 42);
        });
    });
    assert_eq!(arrows(&run), [(3, vec![2])]);
    check_picture(expect_file!["arrows/message.txt"], &run);
}

#[test]
fn a_flag_that_is_read_again_has_no_second_arrow() {
    let run = Checker::new().replay("A B B", || {
        let ready = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| ready.store(true, Release));
            s.spawn(|| ready.load(Acquire) && ready.swap(false, Acquire));
        });
        ready.load(Acquire)
    });
    assert_eq!(arrows(&run), [(2, vec![1])]);
}

#[test]
fn relaxed_at_either_end_is_no_arrow() {
    for (store, load) in [(Release, Relaxed), (Relaxed, Acquire), (SeqCst, Relaxed)] {
        let run = Checker::new().replay("A B", || {
            let ready = AtomicBool::new(false);
            thread::scope(|s| {
                s.spawn(|| ready.store(true, store));
                s.spawn(|| ready.load(load));
            });
        });
        assert_eq!(arrows(&run), [], "{store:?} {load:?}");
    }
}

#[test]
fn the_arrows_of_fences_start_and_end_at_the_fences() {
    let run = Checker::new().replay("A A A B B B", || {
        let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(42, Relaxed);
                fence(Release);
                ready.store(true, Relaxed);
            });
            s.spawn(|| {
                ready.load(Relaxed);
                fence(Acquire);
                assert_eq!(data.load(Relaxed), 42);
            });
        });
    });
    assert_eq!(arrows(&run), [(5, vec![2])]);
    check_picture(expect_file!["arrows/fences.txt"], &run);
}

#[test]
fn a_read_modify_write_in_between_continues_the_release_sequence() {
    let run = Checker::new().replay("A B C", || {
        let turn = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| turn.store(1, Release));
            s.spawn(|| turn.fetch_add(1, Relaxed));
            s.spawn(|| turn.load(Acquire));
        });
    });
    assert_eq!(arrows(&run), [(3, vec![1])]);
    check_picture(expect_file!["arrows/sequence.txt"], &run);
}

#[test]
fn a_swap_that_finds_the_lock_held_has_no_arrow() {
    let run = Checker::new().replay("A A A B A B B", || {
        let locked = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| {
                locked.swap(true, Acquire);
                locked.store(false, Release);
                locked.swap(true, Acquire);
                locked.store(false, Release);
            });
            s.spawn(|| {
                assert!(locked.swap(true, Acquire));
                assert!(!locked.swap(true, Acquire));
                locked.store(false, Release);
            });
        });
    });
    assert_eq!(arrows(&run), [(6, vec![5])]);
}

#[test]
fn a_counter_acquires_from_each_thread_that_released_it_unless_one_knew_of_the_other() {
    let count_down = |ordering| {
        move || {
            let left = AtomicU32::new(3);
            thread::scope(|s| {
                s.spawn(|| left.fetch_sub(1, ordering));
                s.spawn(|| left.fetch_sub(1, ordering));
                s.spawn(|| left.fetch_sub(1, AcqRel));
            });
        }
    };
    let run = Checker::new().replay("A B C", count_down(Release));
    assert_eq!(arrows(&run), [(3, vec![2, 1])]);
    check_picture(expect_file!["arrows/counter.txt"], &run);
    let run = Checker::new().replay("A B C", count_down(AcqRel));
    assert_eq!(arrows(&run), [(2, vec![1]), (3, vec![2])]);
}

#[test]
fn an_arrow_to_the_left_goes_round_what_its_thread_did_meanwhile() {
    let run = Checker::new().replay("B B C A A", || {
        let (ready, done) = (AtomicBool::new(false), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                ready.load(Acquire);
                done.load(Acquire)
            });
            s.spawn(|| {
                ready.store(true, Release);
                done.fetch_add(1, Relaxed)
            });
            s.spawn(|| done.fetch_add(1, Release));
        });
    });
    assert_eq!(arrows(&run), [(4, vec![1]), (5, vec![3])]);
    check_picture(expect_file!["arrows/to-the-left.txt"], &run);
}

#[test]
fn where_the_order_of_steps_is_to_blame_nothing_is_drawn() {
    let verdict = Checker::new().check(|| {
        let (flag, count) = (AtomicBool::new(false), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    if !flag.load(Acquire) {
                        flag.store(true, Release);
                        assert_eq!(count.fetch_add(1, AcqRel), 0);
                    }
                });
            }
        });
    });
    assert_eq!(arrows(&verdict.counterexample().unwrap().trace), []);
}
