//! The arrows from a release down its lane, and across to the acquire that reads it. Each is drawn by the cells that it
//! goes through, so that it is there without script, in print, and however high the rows are.

use crate::rows::Row;

/// What a cell draws of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It starts here, and goes down.
    Out,
    /// It goes down.
    Down,
    /// It comes down, and goes to the right.
    Right,
    /// It comes down, and goes to the left.
    Left,
    /// It passes from one side to the other.
    Across,
    /// It comes in from the left.
    FromLeft,
    /// It comes in from the right.
    FromRight,
}

impl Part {
    fn class(self) -> &'static str {
        match self {
            Part::Out => "out",
            Part::Down => "down",
            Part::Right => "right",
            Part::Left => "left",
            Part::Across => "across",
            Part::FromLeft => "from-left",
            Part::FromRight => "from-right",
        }
    }
}

/// Draws an arrow between two rows; `lanes` are the threads from left to right.
pub fn draw(rows: &mut [Row], lanes: &[usize], from: usize, to: usize) {
    let lane = |row: &Row| lanes.iter().position(|&thread| thread == row.thread);
    let (Some(tail), Some(head)) = (lane(&rows[from]), lane(&rows[to])) else { return };
    let mut put = |row: usize, lane: usize, part: Part| {
        let stroke = (lanes[lane], part);
        if !rows[row].strokes.contains(&stroke) {
            rows[row].strokes.push(stroke);
        }
    };
    put(from, tail, Part::Out);
    (from + 1..to).for_each(|row| put(row, tail, Part::Down));
    if tail < head {
        put(to, tail, Part::Right);
        (tail + 1..head).for_each(|lane| put(to, lane, Part::Across));
        put(to, head, Part::FromLeft);
    } else {
        put(to, tail, Part::Left);
        (head + 1..tail).for_each(|lane| put(to, lane, Part::Across));
        put(to, head, Part::FromRight);
    }
}

/// What the row draws in the lane of a thread. Words say the same, so that nobody has to see it.
pub fn strokes(row: &Row, thread: usize) -> String {
    let here = row.strokes.iter().filter(|(lane, _)| *lane == thread);
    here.map(|(_, part)| format!("<i class=\"edge {}\" aria-hidden=\"true\"></i>", part.class()))
        .collect()
}
