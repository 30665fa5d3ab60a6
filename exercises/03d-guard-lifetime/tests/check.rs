//! Prints, jams, and explores who waits for whom.

use std::sync::Mutex;

use guard_lifetime::Queue;
use interleave::{Checker, thread};

/// What comes out of the printer.
#[derive(Default)]
struct Tray {
    /// Behind a lock of std's, so that the pictures show the queue and nothing else. It is held for no longer than
    /// a line, and no test asks which of two pages came first when both could.
    pages: Mutex<Vec<String>>,
}

impl Tray {
    fn print(&self, job: &str) -> bool {
        self.pages.lock().unwrap().push(job.to_owned());
        true
    }

    #[track_caller]
    fn check(&self, expected: &[&str]) {
        let printed = self.pages.lock().unwrap();
        assert!(
            *printed == expected,
            "expected {expected:?} to be printed, but it was {printed:?}"
        );
    }
}

#[test]
fn a_jammed_job_is_the_next_to_be_printed() {
    interleave::model(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        queue.add("letter");
        queue.add("invoice");
        assert!(!queue.print_next(|_| false), "the paper jammed, so nothing was printed");
        for _ in 0..3 {
            queue.print_next(|job| tray.print(job));
        }
        tray.check(&["letter", "invoice"]);
    });
}

#[test]
fn jobs_can_be_added_while_one_is_being_printed() {
    interleave::model(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        queue.add("letter");
        queue.print_next(|job| {
            // Somebody comes by, adds a job, and leaves while the printer is still busy.
            thread::scope(|s| _ = s.spawn(|| queue.add("invoice")));
            tray.print(job)
        });
        queue.print_next(|job| tray.print(job));
        tray.check(&["letter", "invoice"]);
    });
}

#[test]
fn one_printer_prints_while_the_other_is_busy() {
    interleave::model(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        queue.add("letter");
        queue.add("invoice");
        queue.print_next(|letter| {
            // The letter is long: the other printer starts after it, and is done before it.
            let other = thread::scope(|s| {
                s.spawn(|| queue.print_next(|invoice| tray.print(invoice))).join().unwrap()
            });
            assert!(
                other,
                "one job was being printed, but the other printer did not find the other"
            );
            tray.print(letter)
        });
        tray.check(&["invoice", "letter"]);
    });
}

#[test]
fn two_printers_print_each_job_once() {
    interleave::model(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        queue.add("letter");
        queue.add("invoice");
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let printed = queue.print_next(|job| tray.print(job));
                    assert!(printed, "there were two jobs for two printers, but one found none");
                });
            }
        });
        tray.pages.lock().unwrap().sort();
        tray.check(&["invoice", "letter"]);
    });
}

#[test]
fn a_job_that_jams_while_another_is_added_is_not_lost() {
    interleave::model(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        queue.add("letter");
        thread::scope(|s| {
            s.spawn(|| queue.print_next(|_| false));
            s.spawn(|| queue.add("invoice"));
        });
        for _ in 0..3 {
            queue.print_next(|job| tray.print(job));
        }
        tray.check(&["letter", "invoice"]);
    });
}

#[test]
fn one_of_two_printers_finds_the_only_job() {
    interleave::model(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        queue.add("letter");
        let printed = thread::scope(|s| {
            let printers = [0, 1].map(|_| s.spawn(|| queue.print_next(|job| tray.print(job))));
            printers.map(|printer| printer.join().unwrap())
        });
        let times = printed.iter().filter(|&&printed| printed).count();
        assert!(times == 1, "there was one job, but {times} printers say that they printed one");
        tray.check(&["letter"]);
    });
}

#[test]
fn two_jobs_that_jam_at_once_are_both_kept() {
    interleave::model(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        queue.add("letter");
        queue.add("invoice");
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| queue.print_next(|_| false));
            }
        });
        for _ in 0..3 {
            queue.print_next(|job| tray.print(job));
        }
        tray.pages.lock().unwrap().sort();
        tray.check(&["invoice", "letter"]);
    });
}

#[test]
fn a_printer_that_finds_no_job_says_so() {
    interleave::model(|| {
        let queue = Queue::default();
        let nothing = |job: &str| panic!("nobody added a job, but {job:?} is printed");
        assert!(!queue.print_next(nothing), "there was no job, so nothing was printed");
    });
}

/// Says what is wrong, in the words of the exercise, with a queue behind a lock of std's own: it is not explored.
#[test]
fn the_explorer_sees_what_the_queue_does() {
    let outcomes = Checker::new().order_only().outcomes(|| {
        let (queue, tray) = (Queue::default(), Tray::default());
        thread::scope(|s| {
            s.spawn(|| queue.add("letter"));
            s.spawn(|| queue.add("invoice"));
        });
        queue.print_next(|job| tray.print(job));
        tray.pages.into_inner().unwrap()
    });
    let seen = outcomes.values().count();
    assert!(
        seen > 1,
        "The letter can be first, and the invoice can be first, but the explorer found only one order: it sees \
         nothing of std's own types. Take the lock from `interleave`."
    );
}
