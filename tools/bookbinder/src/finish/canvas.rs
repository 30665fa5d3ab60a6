//! A white sheet to draw rectangles and text on.

use noto_sans_mono_bitmap::{FontWeight, RasterHeight, get_raster};

use super::png::Picture;

/// What is drawn with. White is what it is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Ink(u8);

/// How a piece of text looks.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// How thick its strokes are.
    pub weight: FontWeight,
    /// How high its line is.
    pub height: RasterHeight,
    /// Each of the font's pixels becomes a square of this many.
    pub scale: usize,
}

/// The shades from white to an ink: the edge of a letter covers a part of a pixel.
const SHADES: usize = 16;

/// A sheet.
#[derive(Clone, Debug)]
pub struct Canvas {
    picture: Picture,
}

impl Canvas {
    /// A white sheet of this width and height, for these inks.
    pub fn new<const N: usize>(
        width: usize,
        height: usize,
        inks: [[u8; 3]; N],
    ) -> (Self, [Ink; N]) {
        let shade = |ink: [u8; 3], shade: usize| {
            ink.map(|part| {
                let dark = usize::from(255 - part) * shade / (SHADES - 1);
                u8::try_from(255 - dark).expect("a shade lies between the ink and white")
            })
        };
        let palette =
            inks.iter().flat_map(|&ink| (0..SHADES).map(move |part| shade(ink, part))).collect();
        let picture = Picture { width, palette, pixels: vec![0; width * height] };
        let number = |n: usize| Ink(u8::try_from(n).expect("a picture has few inks"));
        (Self { picture }, std::array::from_fn(number))
    }

    /// A filled rectangle. What lies outside the sheet is not drawn.
    pub fn rectangle(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], ink: Ink) {
        self.shade([x, y], [width, height], ink, SHADES - 1);
    }

    /// A line of text whose upper left corner is there; returns where it ends. A letter that the font lacks is a `?`.
    pub fn text(&mut self, [x, y]: [usize; 2], text: &str, how: Type, ink: Ink) -> usize {
        let mut left = x;
        for letter in text.chars() {
            let found =
                get_raster(if letter == '\u{a0}' { ' ' } else { letter }, how.weight, how.height);
            let Some(raster) = found.or_else(|| {
                get_raster(if letter == '→' { ' ' } else { '?' }, how.weight, how.height)
            }) else {
                continue;
            };
            if letter == '→' {
                self.arrow(
                    [left, y],
                    [raster.width() * how.scale, how.height.val() * how.scale],
                    ink,
                );
            }
            for (row, line) in raster.rows().enumerate() {
                for (column, &cover) in line.iter().enumerate() {
                    let at = [left + column * how.scale, y + row * how.scale];
                    let part = usize::from(cover) * (SHADES - 1) / 255;
                    if part > 0 {
                        self.shade(at, [how.scale; 2], ink, part);
                    }
                }
            }
            left += raster.width() * how.scale;
        }
        left
    }

    /// An arrow to the right in the place of a letter; the font has none.
    fn arrow(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], ink: Ink) {
        let (middle, thick) = (y + height / 2, height.div_ceil(16));
        self.rectangle([x, middle], [width, thick], ink);
        for step in 0..width / 2 {
            for at in [middle - step, middle + step] {
                self.rectangle([x + width - step - thick, at], [thick, thick], ink);
            }
        }
    }

    /// The picture.
    pub fn into_picture(self) -> Picture {
        self.picture
    }

    fn shade(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], ink: Ink, part: usize) {
        let shade = ink.0 * u8::try_from(SHADES).expect("few") + u8::try_from(part).expect("few");
        let end = (x + width).min(self.picture.width);
        for row in self.picture.pixels.chunks_mut(self.picture.width).skip(y).take(height) {
            if x < end {
                row[x..end].fill(shade);
            }
        }
    }
}
