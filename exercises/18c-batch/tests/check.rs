//! Writers that hold lines back, and how often each acquires the lock.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of several ways only: lines come by `write` and by `write_all`, and leave by a full batch, by `flush`, by a drop and
//!   by a panic.
//! - 2 and 9, the first time only: a second batch, a batch after a `flush`, a writer after a writer.
//! - 3, one kind of data: lines that can't be cloned, empty lines, lines that are the same, lines that borrow.
//! - 4, std's types: refused in all exercises.
//! - 5, "once", and "nothing is left behind": while another thread uses the log, too, and while the writer's thread panics.
//! - 6, the boundary: no line, 7, 8, 9, 16, 17 lines; a `flush` of nothing; iterators that say how long they are, and
//!   lie, or announce more than there is room for.
//! - one buffer for two writers: `writers_do_not_mix_their_lines`.

// As it is shipped, a writer does nothing when it is dropped.
#![allow(clippy::drop_non_drop)]

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

use batch::{BATCH, Log, Writer};
use interleave::trace::Operation::{self, *};
use interleave::{Verdict, thread};

/// A line that can't be cloned: which writer wrote it, and its number there.
#[derive(Debug, PartialEq, Eq)]
struct Line(u32, usize);

/// Everything that acquires a lock, or tries to.
const ACQUIRES: [Operation; 9] = [
    Lock,
    TryLock,
    TryLockFailed,
    ReadLock,
    TryReadLock,
    TryReadLockFailed,
    WriteLock,
    TryWriteLock,
    TryWriteLockFailed,
];

fn times(count: u64) -> String {
    match count {
        0 => "never".into(),
        1 => "once".into(),
        _ => format!("{count} times"),
    }
}

/// One writer, which is dropped after `work`. Together with main's `take`, it may acquire a lock so often.
#[track_caller]
fn check_walks(walks: u64, lines: usize, what: &str, work: impl Fn(&mut Writer<'_, Line>)) {
    let program = || {
        let log = Log::new();
        let mut writer = log.writer();
        work(&mut writer);
        drop(writer);
        let (written, expected) = (log.take(), (0..lines).map(|n| Line(0, n)).collect::<Vec<_>>());
        assert!(
            written == expected,
            "{what}: in the log is {written:?}; it should be {expected:?}"
        );
    };
    interleave::model(program);
    let Verdict::Holds(explored) = interleave::check(program) else { return };
    let acquired: u64 = ACQUIRES.iter().map(|&one| explored.most(one)).sum();
    let acquired = acquired.saturating_sub(1);
    assert!(
        acquired <= walks,
        "{what}: the writer has to acquire the lock {}, and it acquired a lock {}",
        times(walks),
        times(acquired)
    );
}

#[test]
fn eight_lines_take_one_walk() {
    for (lines, walks) in
        [(0, 0), (1, 1), (7, 1), (8, 1), (9, 2), (15, 2), (16, 2), (17, 3), (64, 8)]
    {
        check_walks(
            walks,
            lines,
            &format!("`write` of {lines} lines, one by one, and a drop"),
            |writer| {
                (0..lines).for_each(|n| writer.write(Line(0, n)));
            },
        );
        check_walks(walks, lines, &format!("`write_all` of {lines} lines, and a drop"), |writer| {
            writer.write_all((0..lines).map(|n| Line(0, n)));
        });
    }
}

#[test]
fn a_walk_to_a_busy_log_is_still_one() {
    for lines in [8, 3] {
        let program = || {
            let log = Log::new();
            thread::scope(|s| {
                s.spawn(|| log.writer().write_all(0..lines));
                log.take();
            });
        };
        interleave::model(program);
        let Verdict::Holds(explored) = interleave::check(program) else { return };
        let acquired: u64 = ACQUIRES.iter().map(|&one| explored.most(one)).sum();
        assert!(
            acquired <= 2,
            "`take`, and meanwhile `write_all` of {lines} lines and a drop: they have to acquire the lock once each, and \
             together they acquired it, or tried to, {}",
            times(acquired)
        );
    }
}

#[test]
fn a_flush_of_nothing_takes_no_walk() {
    check_walks(0, 0, "three times `flush`", |writer| (0..3).for_each(|_| writer.flush()));
    check_walks(1, 8, "a full batch, and twice `flush`", |writer| {
        (0..8).for_each(|n| writer.write(Line(0, n)));
        writer.flush();
        writer.flush();
    });
    check_walks(1, 3, "three lines, twice `flush`, no line", |writer| {
        (0..3).for_each(|n| writer.write(Line(0, n)));
        writer.flush();
        writer.write_all([]);
        writer.flush();
    });
}

#[test]
fn after_a_flush_a_batch_begins_anew() {
    check_walks(2, 10, "three lines, `flush`, seven lines", |writer| {
        (0..3).for_each(|n| writer.write(Line(0, n)));
        writer.flush();
        (3..10).for_each(|n| writer.write(Line(0, n)));
    });
    check_walks(3, 13, "twice five lines and `flush`, three lines", |writer| {
        for start in [0, 5] {
            writer.write_all((start..start + 5).map(|n| Line(0, n)));
            writer.flush();
        }
        (10..13).for_each(|n| writer.write(Line(0, n)));
    });
}

#[test]
fn few_lines_at_a_time_are_gathered_too() {
    check_walks(3, 20, "five times `write_all` of four lines", |writer| {
        for start in (0..20).step_by(4) {
            writer.write_all((start..start + 4).map(|n| Line(0, n)));
        }
    });
    check_walks(2, 16, "five lines by `write`, eleven by `write_all`", |writer| {
        (0..5).for_each(|n| writer.write(Line(0, n)));
        writer.write_all((5..16).map(|n| Line(0, n)));
    });
}

#[test]
fn no_more_than_seven_lines_are_held_back() {
    interleave::model(|| {
        let log = Log::new();
        let (mut writer, mut seen) = (log.writer(), 0);
        for n in 0..20 {
            writer.write(n);
            seen += log.take().len();
            let held = n + 1 - seen;
            assert!(held < BATCH, "after {} times `write`, {held} lines aren't in the log", n + 1);
        }
        writer.flush();
        assert_eq!(seen + log.take().len(), 20, "lines in the log after `flush`");
    });
}

#[test]
fn while_an_iterator_is_asked_for_a_line_the_log_is_free_and_up_to_date() {
    for lines in [3, 30] {
        interleave::model(|| {
            let log = Log::new();
            let (mut writer, mut seen) = (log.writer(), 0);
            writer.write_all((0..lines).inspect(|&n| {
                seen += log.take().len();
                let held = n - seen;
                assert!(
                    held < BATCH,
                    "line {n} is asked for, and {held} before it aren't in the log"
                );
            }));
            drop(writer);
            assert_eq!(seen + log.take().len(), lines, "lines in the log at the end");
        });
    }
}

/// Yields some lines, and announces other numbers: at least so many, and at most so many.
struct Lies(std::ops::Range<usize>, (usize, Option<usize>));

impl Iterator for Lies {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        self.0.next().map(|n| Line(0, n))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.1
    }
}

#[test]
fn how_many_lines_an_iterator_announces_does_not_matter() {
    for (lines, announced) in [(3_usize, 8), (8, 3), (9, 0), (20, 100)] {
        check_walks(lines.div_ceil(8) as u64, lines, "an iterator that lies", |writer| {
            writer.write_all(Lies(0..lines, (announced, Some(announced))));
        });
    }
    // There is no room for so many lines.
    let any = 0..usize::MAX;
    check_walks(1, 3, "three lines of an iterator that could yield `usize::MAX`", |writer| {
        writer.write_all(any.clone().take_while(|&n| n < 3).map(|n| Line(0, n)));
    });
    check_walks(
        2,
        11,
        "three lines, and eight of an iterator that yields numbers without end",
        |writer| {
            (0..3).for_each(|n| writer.write(Line(0, n)));
            let endless = (3..).map(|n| if n < 11 { Line(0, n) } else { panic_any("on purpose") });
            let panics = catch_unwind(AssertUnwindSafe(|| writer.write_all(endless)));
            assert!(panics.is_err());
        },
    );
    for announced in [(usize::MAX, None), (usize::MAX, Some(usize::MAX)), (0, Some(usize::MAX))] {
        check_walks(2, 12, "three lines, and nine that announce `usize::MAX`", |writer| {
            (0..3).for_each(|n| writer.write(Line(0, n)));
            writer.write_all(Lies(3..12, announced));
        });
    }
}

#[test]
fn a_line_that_an_iterator_writes_itself_is_not_lost() {
    interleave::model(|| {
        let log = Log::new();
        let mut writer = log.writer();
        writer.write_all((0..9).map(|n| {
            let mut other = log.writer();
            other.write(Line(1, n));
            Line(0, n)
        }));
        drop(writer);
        let written = log.take();
        for one in 0..2 {
            let lines: Vec<_> =
                written.iter().filter(|line| line.0 == one).map(|line| line.1).collect();
            assert!(lines.iter().copied().eq(0..9), "lines of writer {one}: {lines:?}");
        }
    });
}

#[test]
fn writers_do_not_mix_their_lines() {
    interleave::model(|| {
        let log = Log::new();
        thread::scope(|s| {
            for one in 0..2 {
                let log = &log;
                s.spawn(move || {
                    let mut writer = log.writer();
                    (0..8).for_each(|n| writer.write(Line(one, n)));
                    writer.write_all((8..11).map(|n| Line(one, n)));
                });
            }
        });
        let written = log.take();
        for one in 0..2 {
            let at: Vec<_> = (0..written.len()).filter(|&at| written[at].0 == one).collect();
            let lines: Vec<_> = at.iter().map(|&at| written[at].1).collect();
            assert!(lines.iter().copied().eq(0..11), "lines of writer {one}: {lines:?}");
            let together = |part: &[usize]| part.windows(2).all(|pair| pair[0] + 1 == pair[1]);
            assert!(together(&at[..8]) && together(&at[8..]), "a batch is torn: {written:?}");
        }
    });
}

#[test]
fn lines_stay_in_order_while_they_are_taken() {
    interleave::model(|| {
        let log = Log::new();
        let mut taken = thread::scope(|s| {
            s.spawn(|| {
                let mut writer = log.writer();
                writer.write_all(0..17);
            });
            let first = log.take();
            [first, log.take()].concat()
        });
        taken.append(&mut log.take());
        assert!(taken.iter().copied().eq(0..17), "taken one after the other: {taken:?}");
    });
}

#[test]
fn a_thread_that_panics_leaves_nothing_behind() {
    interleave::model(|| {
        let log = Log::new();
        thread::scope(|s| {
            let panics = s.spawn(|| {
                let mut writer = log.writer();
                (0..11).for_each(|n| writer.write(Line(0, n)));
                panic_any("on purpose");
            });
            assert!(panics.join().is_err());
            let panics = s.spawn(|| {
                let mut writer = log.writer();
                writer.write_all(
                    (11..20).map(|n| if n < 17 { Line(0, n) } else { panic_any("on purpose") }),
                );
            });
            assert!(panics.join().is_err());
        });
        assert_eq!(log.take(), (0..17).map(|n| Line(0, n)).collect::<Vec<_>>());
        let mut writer = log.writer();
        writer.write(Line(0, 0));
        drop(writer);
        assert_eq!(log.take(), [Line(0, 0)]);
    });
}

#[test]
fn a_thread_that_panics_while_the_log_is_busy_leaves_nothing_behind() {
    let writes: [fn(&Log<usize>); 2] = [
        |log| {
            let mut writer = log.writer();
            (0..3).for_each(|n| writer.write(n));
            panic_any("on purpose");
        },
        |log| {
            let lines = (0..4).map(|n| if n < 3 { n } else { panic_any("on purpose") });
            log.writer().write_all(lines);
        },
    ];
    for write in writes {
        let program = || {
            let log = Log::new();
            let mut taken = thread::scope(|s| {
                let panics = s.spawn(|| write(&log));
                // Main may hold the log while the writer is dropped.
                let taken = log.take();
                assert!(panics.join().is_err());
                taken
            });
            taken.append(&mut log.take());
            assert!(
                taken.iter().copied().eq(0..3),
                "a thread wrote 0, 1 and 2 and panicked, while main took what was in the log; taken was {taken:?}"
            );
        };
        interleave::model(program);
        let Verdict::Holds(explored) = interleave::check(program) else { return };
        let acquired: u64 = ACQUIRES.iter().map(|&one| explored.most(one)).sum();
        assert!(
            acquired <= 3,
            "twice `take`, and a writer that is dropped with three lines while its thread panics: they have to acquire the \
             lock once each, and together they acquired it, or tried to, {}",
            times(acquired)
        );
    }
}

#[test]
fn lines_can_be_of_any_type() {
    interleave::model(|| {
        let text = String::from("one two two");
        let log = Log::new();
        let mut writer = log.writer();
        writer.write("");
        writer.write_all(text.split(' '));
        drop(writer);
        assert_eq!(log.take(), ["", "one", "two", "two"]);
        let log = Log::new();
        let mut writer = log.writer();
        (0..8).for_each(|_| writer.write(()));
        assert_eq!(log.take().len(), 8, "eight lines without a size are a batch");
        writer.write(());
        drop(writer);
        assert_eq!(log.take().len(), 1, "lines without a size, after a drop");
        // `Rc` can't go to another thread, so this log is for one thread.
        let log = Log::new();
        log.writer().write(std::rc::Rc::new(1));
        assert_eq!(*log.take()[0], 1);
    });
}
