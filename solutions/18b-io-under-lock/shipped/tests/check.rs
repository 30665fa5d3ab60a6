//! Painters who draw for a long time, and goals that don't wait, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of several methods only: while a thread draws, each of the others is called.
//! - 2 and 9, the first time only: every test that can refreshes again at the end.
//! - 3, one kind of score: smaller than before, the same as before, half of it the same.
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits": a painter meets one who draws, and one who has just finished.
//! - 6, the boundary: 1,000 scores while one is drawn; no change at all; the greatest score.
//! - 8, several: two painters overtake a third one, and a third one meets two who draw.
//! - one state for two boards: `two_boards_have_nothing_to_do_with_each_other`.

use std::panic::panic_any;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Barrier, Mutex};
use interleave::{Checker, thread};
use io_under_lock::{Board, Score};

fn draw((home, guests): Score) -> String {
    format!("{home} : {guests}")
}

#[track_caller]
fn check_picture<D: Fn(Score) -> String>(board: &Board<D>, score: Score) {
    let (picture, expected) = (board.picture(), draw(score));
    assert!(picture == expected, "the picture shows {picture}; it should be {expected}");
}

/// A place where the first painter waits while main holds the gate. Later ones don't.
struct Pause {
    painters: AtomicU32,
    /// The first painter and main meet here.
    begun: Barrier,
    gate: Mutex<()>,
}

impl Pause {
    fn new() -> Self {
        Pause { painters: AtomicU32::new(0), begun: Barrier::new(2), gate: Mutex::new(()) }
    }

    fn wait(&self) {
        if self.painters.fetch_add(1, SeqCst) == 0 {
            self.begun.wait();
            drop(self.gate.lock().unwrap());
        }
    }
}

type Draw<'a> = &'a (dyn Fn(Score) -> String + Sync);

/// The first painter draws 1 : 0, and isn't finished before `meanwhile` is done. That returns which score the picture shows
/// after both.
fn one_draws(meanwhile: impl Fn(&Board<Draw<'_>>) -> Score) {
    let pause = Pause::new();
    let slowly = |score| {
        if score != (0, 0) {
            pause.wait();
        }
        draw(score)
    };
    let board = Board::new(&slowly as Draw<'_>);
    board.set((1, 0));
    thread::scope(|s| {
        let gate = pause.gate.lock().unwrap();
        let first = s.spawn(|| board.refresh());
        pause.begun.wait();
        let expected = meanwhile(&board);
        drop(gate);
        first.join().unwrap();
        check_picture(&board, expected);
    });
    board.refresh();
    check_picture(&board, board.score());
}

fn in_time() -> Checker {
    Checker::new().order_only().max_preemptions(2)
}

#[test]
fn a_picture_shows_the_score() {
    interleave::model(|| {
        let drawn = AtomicU32::new(0);
        let board = Board::new(|score| {
            drawn.fetch_add(1, SeqCst);
            draw(score)
        });
        check_picture(&board, (0, 0));
        for score in [(1, 0), (1, 1), (1, 0), (0, 0), (u32::MAX, u32::MAX), (0, 3), (0, 3)] {
            let before = (board.picture(), drawn.load(SeqCst));
            board.set(score);
            assert_eq!(board.score(), score);
            let now = (board.picture(), drawn.load(SeqCst));
            assert!(now == before, "`set` drew a picture, or published one");
            board.refresh();
            check_picture(&board, score);
            board.refresh();
            check_picture(&board, score);
            let calls = drawn.load(SeqCst) - now.1;
            assert!(calls <= 2, "`refresh` was called twice, and `draw` {calls} times");
        }
    });
}

#[test]
fn while_a_picture_is_drawn_the_score_can_be_set() {
    in_time().model(|| {
        one_draws(|board| {
            board.set((1, 1));
            board.set((2, 1));
            (1, 0)
        });
    });
}

#[test]
fn while_a_picture_is_drawn_the_score_can_be_read() {
    in_time().model(|| {
        one_draws(|board| {
            assert_eq!(board.score(), (1, 0));
            (1, 0)
        });
    });
}

#[test]
fn while_a_picture_is_drawn_the_old_one_is_shown() {
    in_time().model(|| {
        one_draws(|board| {
            check_picture(board, (0, 0));
            (1, 0)
        });
    });
}

#[test]
fn while_a_picture_is_drawn_another_one_can_be_drawn_and_is_not_replaced() {
    for newer in [(2, 0), (0, 0), (0, 1), (1, 1), (1, 0)] {
        in_time().model(|| {
            one_draws(|board| {
                board.set(newer);
                // This may not rely on the first painter, who looked at the score before.
                board.refresh();
                check_picture(board, newer);
                newer
            });
        });
    }
}

#[test]
fn a_picture_that_is_finished_late_is_shown_if_it_is_newer() {
    in_time().model(|| {
        one_draws(|board| {
            board.refresh();
            check_picture(board, (1, 0));
            board.set((5, 5));
            (1, 0)
        });
    });
    in_time().model(|| {
        // The first painter is behind, and the second one isn't in front: 2 : 0 was replaced before.
        one_draws(|board| {
            board.set((2, 0));
            board.refresh();
            board.set((1, 0));
            board.set((3, 0));
            (2, 0)
        });
    });
}

#[test]
fn two_painters_can_overtake_a_third_one() {
    in_time().max_preemptions(1).model(|| {
        one_draws(|board| {
            thread::scope(|s| {
                s.spawn(|| board.refresh());
                board.set((2, 0));
                s.spawn(|| board.refresh());
                board.refresh();
            });
            check_picture(board, (2, 0));
            (2, 0)
        });
    });
}

#[test]
fn while_two_painters_draw_a_third_one_can() {
    in_time().max_preemptions(1).model(|| {
        // The first two meet main, and draw as long as main holds the gate.
        let (painters, gate) = (AtomicU32::new(0), Mutex::new(()));
        let begun = Barrier::new(3);
        let board = Board::new(|score| {
            if score == (1, 0) && painters.fetch_add(1, SeqCst) < 2 {
                begun.wait();
                drop(gate.lock().unwrap());
            }
            draw(score)
        });
        board.set((1, 0));
        thread::scope(|s| {
            let closed = gate.lock().unwrap();
            s.spawn(|| board.refresh());
            s.spawn(|| board.refresh());
            begun.wait();
            board.refresh();
            check_picture(&board, (1, 0));
            board.set((1, 1));
            board.refresh();
            check_picture(&board, (1, 1));
            drop(closed);
        });
        check_picture(&board, (1, 1));
    });
}

#[test]
fn two_boards_have_nothing_to_do_with_each_other() {
    in_time().model(|| {
        let (board, other) = (Board::new(draw), Board::new(draw));
        for n in 1..4 {
            board.set((n, 0));
            board.refresh();
        }
        other.set((0, 1));
        thread::scope(|s| {
            s.spawn(|| other.refresh());
            board.refresh();
        });
        check_picture(&other, (0, 1));
        check_picture(&board, (3, 0));
    });
}

#[test]
fn a_painter_who_is_late_replaces_nothing_after_a_thousand_scores() {
    for scores in [1, 127, 128, 255, 256, 257, 512, 1_000] {
        // No other thread runs between these steps.
        in_time().max_preemptions(0).model(|| {
            one_draws(|board| {
                (1..=scores).for_each(|n| board.set((n, n)));
                board.refresh();
                (scores, scores)
            });
        });
        in_time().max_preemptions(0).model(|| {
            one_draws(|board| {
                (1..=scores).for_each(|n| board.set((n, n)));
                (1, 0)
            });
        });
    }
}

#[test]
fn when_a_refresh_returns_its_score_is_shown_or_a_newer_one() {
    in_time().max_preemptions(3).model(|| {
        let board = Board::new(draw);
        thread::scope(|s| {
            s.spawn(|| {
                board.set((1, 0));
                board.refresh();
                let picture = board.picture();
                assert!(
                    picture == "1 : 0" || picture == "1 : 1",
                    "a thread set 1 : 0 and then refreshed, and the picture shows {picture}"
                );
            });
            s.spawn(|| board.refresh());
            s.spawn(|| {
                // Only after 1 : 0.
                if board.score() == (1, 0) {
                    board.set((1, 1));
                }
            });
        });
        board.refresh();
        check_picture(&board, board.score());
    });
}

#[test]
fn pictures_never_go_back_to_an_older_score() {
    in_time().model(|| {
        let board = Board::new(draw);
        thread::scope(|s| {
            s.spawn(|| board.refresh());
            s.spawn(|| {
                board.set((2, 2));
                board.refresh();
                board.set((1, 1));
                board.refresh();
            });
            let looks = [(); 3].map(|()| board.picture());
            let ages =
                looks.map(|look| ["0 : 0", "2 : 2", "1 : 1"].iter().position(|one| look == *one));
            assert!(
                ages.is_sorted(),
                "0 : 0 was set first, then 2 : 2, then 1 : 1: seen as {ages:?}"
            );
        });
        check_picture(&board, (1, 1));
    });
}

#[test]
fn of_two_painters_the_one_who_looked_earlier_does_not_win() {
    in_time().model(|| {
        let board = Board::new(draw);
        thread::scope(|s| {
            let painters = [(); 2].map(|()| s.spawn(|| board.refresh()));
            board.set((1, 0));
            let seen = painters.map(|painter| {
                painter.join().unwrap();
                board.picture()
            });
            assert!(
                seen != ["1 : 0", "0 : 0"],
                "the picture showed 1 : 0, and then 0 : 0 again, which is older"
            );
        });
    });
}

#[test]
fn three_painters_end_with_the_newest_score() {
    in_time().model(|| {
        let board = Board::new(draw);
        thread::scope(|s| {
            s.spawn(|| board.refresh());
            s.spawn(|| {
                board.set((1, 0));
                board.refresh();
            });
            s.spawn(|| board.refresh());
        });
        check_picture(&board, (1, 0));
    });
}

#[test]
fn the_painter_sees_no_half_of_a_score() {
    in_time().model(|| {
        let board = Board::new(|score: Score| {
            assert!(score.0 == score.1, "only equal scores were set, and `draw` gets {score:?}");
            draw(score)
        });
        thread::scope(|s| {
            s.spawn(|| {
                board.set((1, 1));
                board.set((2, 2));
            });
            s.spawn(|| board.refresh());
            let (home, guests) = board.score();
            assert!(home == guests, "only equal scores were set, and `score` is {home} : {guests}");
        });
    });
}

#[test]
fn each_refresh_draws_at_most_once() {
    in_time().model(|| {
        let drawn = AtomicU32::new(0);
        let board = Board::new(|score| {
            drawn.fetch_add(1, SeqCst);
            draw(score)
        });
        thread::scope(|s| {
            s.spawn(|| board.refresh());
            s.spawn(|| board.refresh());
            board.set((1, 0));
            board.set((1, 1));
        });
        let calls = drawn.load(SeqCst) - 1;
        assert!(calls <= 2, "two threads refreshed, and `draw` was called {calls} times");
    });
}

#[test]
fn a_painter_who_panics_leaves_everything_as_it_was() {
    in_time().model(|| {
        let panics = AtomicU32::new(2);
        let board = Board::new(|score| {
            if score == (6, 6) && panics.load(SeqCst) > 0 {
                panics.fetch_sub(1, SeqCst);
                panic_any("on purpose");
            }
            draw(score)
        });
        board.set((1, 0));
        board.refresh();
        board.set((6, 6));
        for _ in 0..2 {
            thread::scope(|s| assert!(s.spawn(|| board.refresh()).join().is_err()));
            check_picture(&board, (1, 0));
            assert_eq!(board.score(), (6, 6));
        }
        // The same score again, and this time it can be drawn.
        board.refresh();
        check_picture(&board, (6, 6));
        board.set((7, 6));
        board.refresh();
        check_picture(&board, (7, 6));
    });
}
