//! Gives your score board to two threads, in every order.

use interleave::{Checker, thread};
use make_it_share::ScoreBoard;

/// A home goal and an away goal, from a thread each; what each was told.
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
fn threads_may_share_one_handle() {
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
fn each_is_told_the_score_that_its_own_points_made() {
    interleave::model(|| {
        let (home, away) = two_goals(&ScoreBoard::default());
        assert!(
            matches!((home, away), (1, 3) | (3, 2)),
            "home added 1 and away added 2, so they are told 1 and 3, or 3 and 2; but they were told {home} and {away}"
        );
    });
}

#[test]
fn clones_show_the_same_board_and_other_boards_do_not() {
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
    assert!(
        seen > 1,
        "Home can be first, and away can be first, but the explorer found only one result: it sees nothing of \
         std's own types. Take atomics and locks from `interleave::sync`."
    );
}
