//! A run as the picture that is shown beside a link to the book: its title, and the first steps as a swimlane.

use noto_sans_mono_bitmap::{FontWeight, RasterHeight};

use super::canvas::{Canvas, Type};
use super::icon::THREADS;
use super::png::Picture;
use crate::picture::{Columns, Rows};

/// What previews are cut to everywhere.
pub const SIZE: [usize; 2] = [1200, 630];
const MARGIN: usize = 60;
const TITLE: Type = Type { weight: FontWeight::Bold, height: RasterHeight::Size32, scale: 2 };
const TEXT: Type = Type { weight: FontWeight::Regular, height: RasterHeight::Size32, scale: 1 };
const HEAD: Type = Type { weight: FontWeight::Bold, height: RasterHeight::Size32, scale: 1 };
/// How far the rows of the table lie apart.
const ROW: usize = 58;
/// Where the table's head is.
const TABLE: usize = 224;
/// How many rows have room.
const MOST: usize = 4;
/// The width of a column for what the shared object holds.
const STATE: usize = 200;

const BLACK: [u8; 3] = [0x11, 0x11, 0x11];
const GREY: [u8; 3] = [0x55, 0x5b, 0x63];
const RULE: [u8; 3] = [0xc4, 0xc8, 0xcc];
const ALARM: [u8; 3] = [0xb5, 0x27, 0x31];

/// Draws the book's title, what it is about, and a run; `result` is what came of it.
pub fn draw(title: &str, about: &str, rows: &Rows, columns: Columns, result: &str) -> Picture {
    let [width, height] = SIZE;
    let inks = [BLACK, GREY, RULE, ALARM, THREADS[0], THREADS[1], THREADS[2], THREADS[3]];
    let (mut canvas, [black, grey, rule, alarm, threads @ ..]) = Canvas::new(width, height, inks);
    canvas.text([MARGIN, 44], title, TITLE, black);
    canvas.text([MARGIN, 124], about, TEXT, grey);

    let lanes = super::lanes(rows, MOST);
    let lane = (width - 2 * MARGIN - STATE) / lanes.len().max(1);
    let left = |column: usize| MARGIN + column * lane;
    let state = left(lanes.len());
    for (column, &thread) in lanes.iter().enumerate() {
        canvas.text([left(column) + 22, TABLE], &columns.threads[thread].name, HEAD, black);
    }
    canvas.text([state, TABLE], columns.only.unwrap_or_default(), HEAD, black);
    canvas.rectangle([MARGIN, TABLE + 40], [width - 2 * MARGIN, 3], rule);
    for (line, row) in rows.rows.iter().take(MOST).enumerate() {
        let y = TABLE + 56 + line * ROW;
        for (column, thread) in lanes.iter().enumerate() {
            let acts = *thread == row.thread;
            let ink = if acts { threads[column % threads.len()] } else { rule };
            canvas.rectangle([left(column), y - 10], [if acts { 10 } else { 3 }, ROW], ink);
            if acts {
                canvas.text([left(column) + 22, y], &row.label, TEXT, black);
            }
        }
        if let [(_, value, _)] = row.state.as_slice() {
            canvas.text([state, y], value, TEXT, black);
        }
    }
    canvas.text([MARGIN, height - 74], result, HEAD, alarm);
    canvas.into_picture()
}
