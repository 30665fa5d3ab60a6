//! Gives your score board to two threads, in every interleaving.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: points from clones, and from threads that borrow one handle.
//! - 2, the first time only: `no_point_is_lost_when_threads_borrow_one_handle` starts from 4 points.
//! - 4, std's types: `the_explorer_sees_what_the_board_does`.
//! - 6, the boundary: `a_score_can_be_zero_and_as_large_as_a_u32`.
//! - 7, retry limits: `add_succeeds_however_often_another_thread_comes_first`, five times.

use interleave::{Checker, thread};
use make_it_share::ScoreBoard;

/// A home goal and an away goal, from a thread each; what each `add` returned.
fn two_goals(board: &ScoreBoard) -> (u32, u32) {
    let (home, away) = (board.clone(), board.clone());
    let home = thread::spawn(move || home.add(1));
    let away = thread::spawn(move || away.add(2));
    (home.join().unwrap(), away.join().unwrap())
}

#[test]
fn no_point_is_lost() {
    interleave::model(|| {
        let board = ScoreBoard::default();
        two_goals(&board);
        let score = board.score();
        assert!(score == 3, "1 and 2 points were added, but the score is {score}");
    });
}

#[test]
fn no_point_is_lost_when_threads_borrow_one_handle() {
    interleave::model(|| {
        let board = ScoreBoard::default();
        board.add(4);
        thread::scope(|s| {
            s.spawn(|| board.add(1));
            s.spawn(|| board.add(2));
            let score = board.score();
            assert!(
                matches!(score, 4..=7),
                "the score was 4, and 1 and 2 points are being added, but the board shows {score}"
            );
        });
        let score = board.score();
        assert!(score == 7, "4, 1 and 2 points were added, but the score is {score}");
    });
}

#[test]
fn add_returns_the_score_right_after_its_own_points() {
    interleave::model(|| {
        let (home, away) = two_goals(&ScoreBoard::default());
        assert!(
            matches!((home, away), (1, 3) | (3, 2)),
            "home added 1 and away added 2, so their calls return 1 and 3, or 3 and 2; but they returned {home} and {away}"
        );
    });
}

#[test]
fn add_succeeds_however_often_another_thread_comes_first() {
    Checker::new().order_only().model(|| {
        let board = ScoreBoard::default();
        thread::scope(|s| {
            s.spawn(|| board.add(10));
            s.spawn(|| [1; 5].map(|point| board.add(point)));
        });
        let score = board.score();
        assert!(score == 15, "10 and five times 1 points were added, but the score is {score}");
    });
}

#[test]
fn a_score_can_be_zero_and_as_large_as_a_u32() {
    interleave::model(|| {
        let board = ScoreBoard::default();
        assert_eq!(board.add(0), 0, "0 points were added to 0");
        assert_eq!(board.add(u32::MAX - 1), u32::MAX - 1, "{} points were added", u32::MAX - 1);
        assert_eq!(board.add(1), u32::MAX, "1 point was added to {}", u32::MAX - 1);
        assert_eq!(board.score(), u32::MAX);
    });
}

#[test]
fn clones_share_one_board_and_other_boards_have_their_own() {
    interleave::model(|| {
        let (board, other) = (ScoreBoard::default(), ScoreBoard::default());
        let clone = board.clone();
        assert_eq!(board.add(1), 1, "a new board starts from 0");
        assert_eq!(clone.add(2), 3, "a clone is a handle on the same board");
        assert_eq!(board.score(), 3, "a clone is a handle on the same board");
        assert_eq!(other.score(), 0, "another board has a score of its own");
    });
}

/// Without this, a board made of std's own types would pass every other test, unseen.
#[test]
fn the_explorer_sees_what_the_board_does() {
    let outcomes = Checker::new().order_only().outcomes(|| two_goals(&ScoreBoard::default()));
    let seen = outcomes.values().count();
    // Clones that don't share a board each return their own points, and are the business of other tests.
    let is_shared = outcomes.values().all(|goals| *goals != (1, 2));
    assert!(
        seen > 1 || !is_shared,
        "Home can be first, and away can be first, but the explorer found only one result: it sees nothing of \
         std's own types. Take atomics and locks from `interleave::sync`."
    );
}
