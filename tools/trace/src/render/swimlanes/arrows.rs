//! The arrows between lanes: from a release down its lane, and across to the acquire that reads it.

use super::Row;

/// What is drawn between and after the words of a picture.
pub(super) struct Strokes {
    /// By row and lane, as wide as the lane.
    cells: Vec<Vec<Vec<char>>>,
    /// By row and lane, whether a line continues to the next row.
    down: Vec<Vec<bool>>,
}

/// An arrow, as rows and lanes.
struct Arrow {
    from: usize,
    to: usize,
    tail: usize,
    head: usize,
}

impl Strokes {
    pub(super) fn new(rows: &[Row<'_>], threads: &[usize], lanes: &[usize]) -> Self {
        let blank = || lanes.iter().map(|&width| vec![' '; width]).collect();
        let mut strokes = Strokes {
            cells: rows.iter().map(|_| blank()).collect(),
            down: vec![vec![false; lanes.len()]; rows.len()],
        };
        let lane = |row: usize| threads.iter().position(|&thread| thread == rows[row].thread);
        for (to, row) in rows.iter().enumerate() {
            for &number in &row.releases {
                // The release may be among the rows that are left out.
                let Some(from) = rows.iter().position(|row| row.number == Some(number)) else {
                    continue;
                };
                if let (Some(tail), Some(head)) = (lane(from), lane(to)) {
                    strokes.draw(rows, Arrow { from, to, tail, head });
                }
            }
        }
        strokes
    }

    fn draw(&mut self, rows: &[Row<'_>], Arrow { from, to, tail, head }: Arrow) {
        let between = &rows[from + 1..to];
        // If its thread has steps of its own in between, a line would seem to come from the last of these.
        let is_free = between.iter().all(|row| row.thread != rows[from].thread)
            && rows[from + 1..=to].iter().all(|row| row.left_out == 0);
        let corner = if is_free {
            (from + 1..to).for_each(|row| self.put(row, tail, 0, '│'));
            (from..to).for_each(|row| self.down[row][tail] = true);
            String::from(if tail < head { "╰" } else { "╯" })
        } else {
            rows[from].number.map_or(String::new(), |number| format!("{number} "))
        };
        let across = if tail < head { tail..head } else { head..tail };
        for lane in across {
            let width = self.cells[to][lane].len();
            let start = if lane == head { rows[to].label.chars().count() + 1 } else { 0 };
            (start..width).for_each(|column| self.put(to, lane, column, '─'));
            if tail < head && lane + 1 == head {
                self.cells[to][lane][width - 2..].copy_from_slice(&['▶', ' ']);
            } else if lane == head {
                self.cells[to][lane][start] = '◀';
            }
        }
        for (column, sign) in corner.chars().enumerate() {
            self.put(to, tail, column, sign);
        }
    }

    /// Adds a line to what is there.
    fn put(&mut self, row: usize, lane: usize, column: usize, sign: char) {
        let passed = column == 0 && self.is_passed(row, lane);
        let cell = &mut self.cells[row][lane][column];
        *cell = match (*cell, sign) {
            ('▶' | '◀', _) => *cell,
            ('│', '─') | ('─', '│') => '┼',
            ('╰' | '╯', '─') => '┴',
            // A line from further away passes below.
            ('─', '╰' | '╯') if passed => '┴',
            (_, sign) => sign,
        };
    }

    /// Whether a line comes into the lane from the left.
    fn is_passed(&self, row: usize, lane: usize) -> bool {
        lane > 0 && self.cells[row][lane - 1].last() == Some(&'─')
    }

    /// What is drawn in a lane after this many characters of words.
    pub(super) fn behind(&self, row: usize, lane: usize, words: usize) -> String {
        self.cells[row][lane].iter().skip(words).collect()
    }

    /// What is drawn in the lanes between this row and the next.
    pub(super) fn below(&self, row: usize) -> String {
        let lanes = self.cells[row].iter().zip(&self.down[row]);
        let text: Vec<String> = lanes
            .map(|(cell, &down)| {
                format!("{}{}", if down { '│' } else { ' ' }, " ".repeat(cell.len() - 1))
            })
            .collect();
        text.concat()
    }
}
