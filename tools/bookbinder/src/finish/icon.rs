//! A run as the small picture in a browser's tab: a column for each thread, a bar for each step.

use std::fmt::Write as _;

use crate::picture::Rows;

/// The colours of the first threads, as `book/theme/look.css` has them on white.
pub const THREADS: [[u8; 3]; 4] =
    [[0x2a, 0x3f, 0xd0], [0xbf, 0x5f, 0x00], [0x00, 0x87, 0x6b], [0xa6, 0x62, 0xc8]];

/// More than these can't be told apart at 16 pixels.
const STEPS: usize = 4;
const LANES: usize = 3;

/// The icon as SVG. It lies on white, because a tab may be dark.
pub fn svg(rows: &Rows) -> String {
    let steps = &rows.rows[..rows.rows.len().min(STEPS)];
    let mut lanes = super::lanes(rows, STEPS);
    lanes.truncate(LANES);
    let (width, height) = (28 / lanes.len().max(1), 28 / steps.len().max(1));
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"5\" fill=\"#fff\"/>",
    );
    for (row, step) in steps.iter().enumerate() {
        let Some(lane) = lanes.iter().position(|&lane| lane == step.thread) else {
            continue;
        };
        let [r, g, b] = THREADS[lane % THREADS.len()];
        let (x, y) = (2 + lane * width, 2 + row * height);
        _ = write!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"1\" fill=\"#{r:02x}{g:02x}{b:02x}\"/>",
            width - 1,
            height - 1
        );
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_has_one_colour_in_the_book_and_in_its_icon() {
        let css = std::fs::read_to_string(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../book/theme/look.css"
        ))
        .unwrap();
        for ([r, g, b], thread) in THREADS.into_iter().zip(["a", "b", "c", "d"]) {
            let colour = format!("--thread-{thread}: #{r:02x}{g:02x}{b:02x};");
            assert!(css.contains(&colour), "{colour}");
        }
    }
}
