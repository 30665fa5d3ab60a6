//! Prints, jams, and explores which thread waits for which.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: `add` and `print_next` each meet a printer at work and a printer that jams.
//! - 2, the first time only: `a_job_that_jams_twice_is_still_the_next`.
//! - 3, one kind of data: `a_job_can_be_any_text`, and two jobs of one name, which two printers print at once.
//! - 4, std's types: refused in all exercises.
//! - 5, "doesn't wait" is tested against a printer at work, in `add` and in `print_next`.
//! - 6, the boundary: no job, one job, 1,000 jobs, and jobs behind those that two printers have in hand.
//! - 7, a limit: `a_job_that_jams_2000_times_is_not_lost`.

use std::cell::Cell;
use std::sync::Mutex;

use guard_lifetime::Queue;
use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use interleave::thread;

/// What comes out of the printer.
#[derive(Default)]
struct Tray {
    /// A step for each job, which shows in the picture when it is printed.
    letter_printed: AtomicBool,
    invoice_printed: AtomicBool,
    other_printed: AtomicBool,
    /// Behind a lock of std's, which the pictures don't show. It is held for no longer than a line, and no test asks
    /// which of two pages came first when both could.
    pages: Mutex<Vec<String>>,
}

impl Tray {
    fn print(&self, job: &str) -> bool {
        match job {
            "letter" => self.letter_printed.store(true, SeqCst),
            "invoice" => self.invoice_printed.store(true, SeqCst),
            _ => self.other_printed.store(true, SeqCst),
        }
        self.pages.lock().unwrap().push(job.to_owned());
        true
    }

    #[track_caller]
    fn check(&self, expected: &[&str]) {
        let printed = self.pages.lock().unwrap();
        assert!(
            *printed == expected,
            "{expected:?} should have been printed, but it was {printed:?}"
        );
    }
}

/// Adds these jobs.
fn queue(jobs: &[&str]) -> Queue {
    let queue = Queue::default();
    for job in jobs {
        queue.add(job);
    }
    queue
}

/// Prints what is left: more often than there are jobs in any test.
fn print_all(queue: &Queue, tray: &Tray) {
    for _ in 0..5 {
        queue.print_next(|job| tray.print(job));
    }
}

#[test]
fn a_jammed_job_is_the_next_to_be_printed() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter", "invoice", "memo"]), Tray::default());
        assert!(!queue.print_next(|_| false), "the paper jammed, so no job was printed");
        print_all(&queue, &tray);
        tray.check(&["letter", "invoice", "memo"]);
    });
}

#[test]
fn one_call_tries_one_job_once() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter", "invoice"]), Tray::default());
        let tries = Cell::new(0);
        let printed = queue.print_next(|job| {
            tries.set(tries.get() + 1);
            job != "letter" && tray.print(job)
        });
        assert!(!printed, "the letter jammed, so this call printed no job");
        assert!(tries.get() == 1, "one call of `print_next` called `print` {} times", tries.get());
        tray.check(&[]);
        print_all(&queue, &tray);
        tray.check(&["letter", "invoice"]);
    });
}

#[test]
fn a_job_that_jams_twice_is_still_the_next() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter", "invoice", "memo"]), Tray::default());
        assert!(queue.print_next(|job| tray.print(job)), "there was a job, and no jam");
        for _ in 0..2 {
            assert!(
                !queue.print_next(|job| job != "invoice"),
                "the invoice jammed, and it is next"
            );
        }
        queue.add("poster");
        print_all(&queue, &tray);
        tray.check(&["letter", "invoice", "memo", "poster"]);
    });
}

#[test]
fn jobs_can_be_added_while_one_is_being_printed() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter"]), Tray::default());
        queue.print_next(|job| {
            // Another thread adds a job while the printer is still busy, and ends.
            thread::scope(|s| _ = s.spawn(|| queue.add("invoice")));
            tray.print(job)
        });
        queue.print_next(|job| tray.print(job));
        tray.check(&["letter", "invoice"]);
    });
}

#[track_caller]
fn check_both_busy(long: &str, short: &str) {
    interleave::model(|| {
        let (queue, tray) = (queue(&[long, short]), Tray::default());
        queue.print_next(|long| {
            // The other printer starts after this one, and is done before it.
            let other = thread::scope(|s| {
                s.spawn(|| queue.print_next(|short| tray.print(short))).join().unwrap()
            });
            assert!(
                other,
                "the {long} was being printed, but the other printer did not get the {short} behind it"
            );
            tray.print(long)
        });
        print_all(&queue, &tray);
        tray.check(&[short, long]);
    });
}

#[test]
fn one_printer_prints_while_the_other_is_busy() {
    check_both_busy("letter", "invoice");
}

#[test]
fn two_letters_can_be_printed_at_once() {
    check_both_busy("letter", "letter");
}

#[test]
fn a_job_that_jams_while_the_other_printer_works_goes_to_the_front() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter", "invoice", "memo"]), Tray::default());
        let printed = queue.print_next(|_letter| {
            // The other printer starts after this one, and is done before the letter jams.
            thread::scope(|s| {
                s.spawn(|| queue.print_next(|invoice| tray.print(invoice)));
            });
            false
        });
        assert!(!printed, "the letter jammed, so this call printed no job");
        print_all(&queue, &tray);
        tray.check(&["invoice", "letter", "memo"]);
    });
}

#[test]
fn two_printers_print_two_jobs_once_each() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter", "invoice", "memo"]), Tray::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let printed = queue.print_next(|job| tray.print(job));
                    assert!(printed, "there were enough jobs for two printers, but one got none");
                });
            }
        });
        tray.pages.lock().unwrap().sort();
        tray.check(&["invoice", "letter"]);
        print_all(&queue, &tray);
        tray.check(&["invoice", "letter", "memo"]);
    });
}

#[test]
fn a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter", "invoice", "memo"]), Tray::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| queue.print_next(|job| job != "invoice" && tray.print(job)));
            }
        });
        print_all(&queue, &tray);
        tray.check(&["letter", "invoice", "memo"]);
    });
}

#[test]
fn a_job_that_jams_while_another_is_added_is_not_lost() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter"]), Tray::default());
        thread::scope(|s| {
            s.spawn(|| queue.print_next(|_| false));
            s.spawn(|| queue.add("invoice"));
        });
        print_all(&queue, &tray);
        tray.check(&["letter", "invoice"]);
    });
}

#[test]
fn one_of_two_printers_gets_the_only_job() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter"]), Tray::default());
        let printed = thread::scope(|s| {
            let printers = [0, 1].map(|_| s.spawn(|| queue.print_next(|job| tray.print(job))));
            printers.map(|printer| printer.join().unwrap())
        });
        let times = printed.iter().filter(|&&printed| printed).count();
        assert!(
            times == 1,
            "there was one job, but {times} calls of `print_next` returned that they printed one"
        );
        tray.check(&["letter"]);
    });
}

#[test]
fn two_jobs_that_jam_at_once_are_both_kept() {
    interleave::model(|| {
        let (queue, tray) = (queue(&["letter", "invoice"]), Tray::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| queue.print_next(|_| false));
            }
        });
        print_all(&queue, &tray);
        tray.pages.lock().unwrap().sort();
        tray.check(&["invoice", "letter"]);
    });
}

#[test]
fn print_next_returns_false_when_there_is_no_job() {
    interleave::model(|| {
        let queue = Queue::default();
        let nothing = |job: &str| panic!("no job was added, but {job:?} is printed");
        assert!(!queue.print_next(nothing), "there was no job, so no job was printed");
    });
}

#[test]
fn a_job_can_be_any_text() {
    interleave::model(|| {
        let texts = ["letter", "letter", "", "two\nlines", "0", " ", "a, b; c|d", "\0"];
        let (queue, tray) = (queue(&texts), Tray::default());
        assert!(!queue.print_next(|_| false), "the paper jammed, so no job was printed");
        for text in texts {
            let printed = queue.print_next(|job| tray.print(job));
            assert!(printed, "{text:?} was next, but no job was printed");
        }
        tray.check(&texts);
    });
}

#[test]
fn a_thousand_jobs_come_out_in_order() {
    let run = interleave::replay("", || {
        let (queue, next) = (Queue::default(), Cell::new(0));
        (0..1_000).for_each(|number| queue.add(&number.to_string()));
        let is_next = |job: &str| job == next.replace(next.get() + 1).to_string();
        while next.get() < 1_000 && queue.print_next(is_next) {}
        next.get()
    });
    let printed = run.value;
    assert!(
        printed == 1_000,
        "1000 jobs were added, but only the first {printed} came out in order"
    );
}

#[test]
fn a_job_that_jams_2000_times_is_not_lost() {
    // Without a picture, which would be very long.
    let run = interleave::replay("", || {
        let (queue, jams) = (queue(&["letter", "invoice"]), Cell::new(0));
        let jammed = |job: &str| {
            jams.set(jams.get() + u32::from(job == "letter"));
            false
        };
        (0..2_000).for_each(|_| _ = queue.print_next(jammed));
        jams.get()
    });
    let jams = run.value;
    assert!(
        jams == 2_000,
        "the letter jammed {jams} times, and then it was no longer the next job"
    );
}
