//! Prints, jams, and explores who waits for whom.

use guard_lifetime::Queue;
use interleave::sync::Mutex;
use interleave::thread;

/// What comes out of the printer.
#[derive(Default)]
struct Tray {
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
fn a_printer_that_finds_no_job_says_so() {
    interleave::model(|| {
        let queue = Queue::default();
        let nothing = |job: &str| panic!("nobody added a job, but {job:?} is printed");
        assert!(!queue.print_next(nothing), "there was no job, so nothing was printed");
    });
}
