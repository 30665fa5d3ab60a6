//! Keeps what a program prints: all of it, or its beginning and its end when it prints forever.

use std::collections::VecDeque;

/// Output, of which only so much is kept.
pub struct Capture {
    half: usize,
    head: Vec<u8>,
    tail: VecDeque<u8>,
    dropped: u64,
}

impl Capture {
    /// Keeps this many bytes: the first half of them from the beginning, the other half from the end.
    pub fn new(limit: usize) -> Self {
        Self { half: limit / 2, head: Vec::new(), tail: VecDeque::new(), dropped: 0 }
    }

    /// Takes in what was printed next.
    pub fn push(&mut self, bytes: &[u8]) {
        let room = self.half.saturating_sub(self.head.len()).min(bytes.len());
        let (first, rest) = bytes.split_at(room);
        self.head.extend_from_slice(first);
        self.tail.extend(rest);
        let excess = self.tail.len().saturating_sub(self.half);
        self.tail.drain(..excess);
        self.dropped += excess as u64;
    }

    /// What was kept, with a line where something is missing.
    pub fn into_text(mut self) -> String {
        let tail = self.tail.make_contiguous();
        if self.dropped == 0 {
            self.head.extend_from_slice(tail);
            return String::from_utf8_lossy(&self.head).into_owned();
        }
        let (head, tail) = (String::from_utf8_lossy(&self.head), String::from_utf8_lossy(tail));
        format!("{head}\n… {} kB left out …\n{tail}", self.dropped.div_ceil(1000))
    }
}

#[cfg(test)]
mod tests {
    use super::Capture;

    #[track_caller]
    fn check(limit: usize, pieces: &[&str], expected: &str) {
        let mut capture = Capture::new(limit);
        for piece in pieces {
            capture.push(piece.as_bytes());
        }
        assert_eq!(capture.into_text(), expected);
    }

    #[test]
    fn short_output_is_kept_whole() {
        check(8, &["ab", "cdef", "gh"], "abcdefgh");
    }

    #[test]
    fn of_long_output_beginning_and_end_are_kept() {
        check(4, &["ab", "cdef", "gh"], "ab\n… 1 kB left out …\ngh");
    }

    #[test]
    fn endless_output_takes_no_more_room_than_the_limit() {
        let mut capture = Capture::new(1000);
        for _ in 0..10_000 {
            capture.push(&[b'x'; 100]);
        }
        assert_eq!((capture.head.len(), capture.tail.len(), capture.dropped), (500, 500, 999_000));
    }
}
