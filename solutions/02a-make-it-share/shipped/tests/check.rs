//! Gives your scoreboard to two threads, in every interleaving.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: points from clones, and from threads that borrow one handle.
//! - 2, the first time only: a board that has points already, a clone of a clone, a clone that outlives the first handle.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: 0 points, `u32::MAX`, and numbers of which a half or a byte isn't enough.
//! - 7, retry limits: `add_succeeds_however_often_another_thread_comes_first`, 2,000 times.

use std::sync::Mutex as Unseen;

use interleave::trace::Failure;
use interleave::{Checker, ReplayError, SearchError, thread};
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
        });
        let score = board.score();
        assert!(score == 7, "4, 1 and 2 points were added, but the score is {score}");
    });
}

#[test]
fn score_shows_the_points_before_or_after_an_add_and_nothing_else() {
    interleave::model(|| {
        let board = ScoreBoard::default();
        board.add(2_000_002);
        thread::scope(|s| {
            s.spawn(|| board.add(1_000_001));
            let score = board.score();
            assert!(
                matches!(score, 2_000_002 | 3_000_003),
                "the score was 2000002, and 1000001 points are being added, but the board shows {score}"
            );
        });
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
fn add_succeeds_when_another_thread_comes_first() {
    Checker::new().order_only().model(|| {
        let board = ScoreBoard::default();
        thread::scope(|s| {
            s.spawn(|| board.add(10));
            s.spawn(|| [1; 2].map(|point| board.add(point)));
        });
        let score = board.score();
        assert!(score == 12, "10, 1 and 1 points were added, but the score is {score}");
    });
}

const TIMES: usize = 2_000;
const MILLION: u32 = 1_000_000;

/// One long run, without a picture: A adds a million, and B adds 1 point again and again. B is `inside` steps into a
/// call of `steps` steps when A takes its `first` steps. From then on A takes `turn` steps after each whole call of B.
#[track_caller]
fn let_b_come_first(steps: usize, inside: usize, first: usize, turn: usize) {
    let round = "B".repeat(steps) + &"A".repeat(turn);
    let schedule = "B".repeat(inside) + &"A".repeat(first) + &round.repeat(TIMES);
    // How often B has added, and what A was told.
    let (came_first, told) = (Unseen::new(0), Unseen::new(None));
    let run = Checker::new().try_replay(&schedule, || {
        let board = ScoreBoard::default();
        thread::scope(|s| {
            s.spawn(|| *told.lock().unwrap() = Some(board.add(MILLION)));
            s.spawn(|| {
                while told.lock().unwrap().is_none() {
                    board.add(1);
                    *came_first.lock().unwrap() += 1;
                }
            });
        });
    });
    let (times, told) = (came_first.into_inner().unwrap(), told.into_inner().unwrap());
    match run {
        Err(ReplayError::Fails(found)) => {
            let Failure::Assertion { message, .. } = found.failure else { panic!("\n{found}") };
            panic!("another thread got in first {times} times, and then `add` panicked: {message}")
        }
        // The schedule ends where A waits, or is done.
        Ok(_) | Err(ReplayError::Search(SearchError::Schedule { .. })) => {
            let score = told.unwrap_or(MILLION);
            assert!(
                score >= MILLION,
                "{MILLION} points were added, another thread got in first {times} times, and then `add` gave up: \
                 it returned {score}"
            );
        }
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
}

#[test]
fn add_succeeds_however_often_another_thread_comes_first() {
    let steps = interleave::replay("", || ScoreBoard::default().add(1)).steps.len();
    for inside in 0..steps.min(4) {
        for (first, turn) in [(1, 1), (1, 2), (2, 2)] {
            let_b_come_first(steps, inside, first, turn);
        }
    }
}

#[test]
fn a_score_can_be_zero_and_as_large_as_a_u32() {
    interleave::model(|| {
        let board = ScoreBoard::default();
        assert_eq!(board.add(0), 0, "0 points were added to 0");
        assert_eq!(board.add(u32::MAX - 1), u32::MAX - 1, "{} points were added", u32::MAX - 1);
        assert_eq!(board.add(1), u32::MAX, "1 point was added to {}", u32::MAX - 1);
        assert_eq!(board.add(0), u32::MAX, "0 points were added to {}", u32::MAX);
        assert_eq!(board.score(), u32::MAX);
    });
}

#[test]
fn clones_share_one_board_and_other_boards_have_their_own() {
    interleave::model(|| {
        let (board, other) = (ScoreBoard::default(), ScoreBoard::default());
        let clone = board.clone();
        let third = clone.clone();
        assert_eq!(board.add(1), 1, "a new board starts from 0");
        assert_eq!(clone.add(2), 3, "a clone is a handle on the same board");
        assert_eq!(third.add(4), 7, "the clone of a clone is a handle on the same board");
        assert_eq!(board.score(), 7, "a clone is a handle on the same board");
        assert_eq!(other.score(), 0, "another board has a score of its own");
        drop(board);
        assert_eq!(clone.add(1), 8, "the board is there as long as there is a handle");
        drop(clone);
        assert_eq!(third.score(), 8, "the board is there as long as there is a handle");
    });
}
