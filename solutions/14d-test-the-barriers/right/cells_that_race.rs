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
    let explore = || Checker::new().max_executions(2_000);
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
    let Verdict::Fails(found) = explore().check(|| too_few(new)) else {
        panic!("a thread has gone on alone")
    };
    assert_ne!(found.kind(), "spin", "{found}");
    assert_ne!(found.kind(), "assertion", "{found}");
    let verdict = explore().check(|| new(3).wait(&|| panic!()));
    assert!(verdict.fails_asleep(), "{verdict:?}");
}

trait Asleep {
    fn fails_asleep(&self) -> bool;
}

impl Asleep for Verdict {
    fn fails_asleep(&self) -> bool {
        matches!(self, Verdict::Fails(found) if ["deadlock", "lost_wakeup"].contains(&found.kind()))
    }
}
