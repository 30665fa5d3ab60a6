//! right: each thread writes on a page of its own, and the explorer looks for races

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

use interleave::cell::Cell;
use interleave::{Checker, Verdict, thread};

pub use meet::Meet;

struct Page(Cell<usize>);

// SAFETY: the explorer checks every access, and reports two that nothing orders.
unsafe impl Sync for Page {}

impl Page {
    fn add(&self) {
        self.0.set(self.0.get() + 1);
    }
}

fn party<const N: usize>(barrier: &dyn Meet, rounds: usize) {
    let (pages, book) = (&[0; N].map(|_| Page(Cell::new(0))), &Page(Cell::new(0)));
    let leaders: usize = thread::scope(|s| {
        let walk = |me: usize| {
            move || {
                let mut led = 0;
                for round in 1..=rounds {
                    pages[me].add();
                    let leads = barrier.wait(&|| {
                        assert!(pages.iter().all(|page| page.0.get() == round));
                        book.add();
                    });
                    led += usize::from(leads);
                    assert_eq!(book.0.get(), round);
                    assert_eq!(pages[(me + 1) % N].0.get(), round);
                    // A second barrier, so that no thread writes while another one still reads.
                    led += usize::from(barrier.wait(&|| ()));
                }
                led
            }
        };
        let others: Vec<_> = (1..N).map(|me| s.spawn(walk(me))).collect();
        let mine = walk(0)();
        mine + others.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert_eq!(leaders, 2 * rounds);
}

/// A party of two, of which one thread comes once, and the other one twice.
fn too_few(new: fn(usize) -> Box<dyn Meet>) {
    let barrier = new(2);
    thread::scope(|s| {
        s.spawn(|| barrier.wait(&|| ()));
        barrier.wait(&|| ());
        barrier.wait(&|| ());
    });
}

pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    let explore = || Checker::new().max_executions(300);
    explore().model(|| party::<1>(&*new(1), 3));
    explore().model(|| party::<2>(&*new(2), 1));
    explore().model(|| party::<3>(&*new(3), 1));
    Checker::new().max_executions(1).model(|| party::<3>(&*new(3), 150));
    explore().model(|| {
        let (first, second) = (new(2), new(2));
        thread::scope(|s| {
            s.spawn(|| (first.wait(&|| ()), second.wait(&|| ())));
            s.spawn(|| (first.wait(&|| ()), second.wait(&|| ())));
        });
        let (three, two) = (new(3), new(2));
        thread::scope(|s| {
            s.spawn(|| three.wait(&|| ()));
            s.spawn(|| (two.wait(&|| ()), three.wait(&|| ())));
            (two.wait(&|| ()), three.wait(&|| ()))
        });
    });
    check_asleep(&explore().check(|| too_few(new)));
    check_asleep(&explore().check(|| new(3).wait(&|| panic!("two are missing"))));
}

#[track_caller]
fn check_asleep(verdict: &Verdict) {
    let found = verdict.counterexample().expect("a thread has gone on alone");
    assert!(["deadlock", "lost_wakeup"].contains(&found.kind()), "{found}");
}
