//! A picture of few colours, written as PNG.

use miniz_oxide::deflate::compress_to_vec_zlib;

/// A picture: each pixel is the number of one of its colours.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its width in pixels.
    pub width: usize,
    /// Red, green and blue of each colour; at most 256 of them.
    pub palette: Vec<[u8; 3]>,
    /// Row by row.
    pub pixels: Vec<u8>,
}

/// zlib's own choice between time and size.
const LEVEL: u8 = 6;

/// The bytes of the file.
pub fn write(picture: &Picture) -> Vec<u8> {
    let height = picture.pixels.len() / picture.width;
    let number = |n: usize| {
        u32::try_from(n).expect("a picture is smaller than 4 billion pixels").to_be_bytes()
    };
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], data: &[u8]| {
        let checked = [name.as_slice(), data].concat();
        file.extend(number(data.len()));
        file.extend(&checked);
        file.extend(crc32fast::hash(&checked).to_be_bytes());
    };
    // 8 bits a pixel, which are the number of a colour; nothing filtered, nothing interlaced.
    chunk(b"IHDR", &[&number(picture.width)[..], &number(height), &[8, 3, 0, 0, 0]].concat());
    chunk(b"PLTE", &picture.palette.concat());
    let rows = picture.pixels.chunks(picture.width).flat_map(|row| [&[0], row].concat());
    chunk(b"IDAT", &compress_to_vec_zlib(&rows.collect::<Vec<u8>>(), LEVEL));
    chunk(b"IEND", &[]);
    file
}
