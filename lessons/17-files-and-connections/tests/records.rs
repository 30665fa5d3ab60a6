//! Every place where a record can end, and every bit that can be wrong.

use std::io::{self, ErrorKind, Read};

use lesson17::s5_record::{Found, HEADER, MOST, encode, read};

/// What is found in these bytes, up to the first thing that isn't a record.
fn found(mut bytes: &[u8]) -> (usize, Found) {
    for records in 0.. {
        match read(&mut bytes).unwrap() {
            Found::Record(_) => (),
            other => return (records, other),
        }
    }
    unreachable!()
}

fn three_records() -> Vec<u8> {
    [encode(b"seat 1"), encode(b""), encode(b"seat 2")].concat()
}

#[test]
fn wherever_the_file_is_cut_only_a_record_that_is_cut_is_missing() {
    let bytes = three_records();
    let ends = [0, HEADER + 6, 2 * HEADER + 6, 3 * HEADER + 12];
    for length in 0..=bytes.len() {
        let whole = ends[1..].iter().filter(|&&end| end <= length).count();
        let end = if ends.contains(&length) { Found::End } else { Found::TornTail };
        assert_eq!(found(&bytes[..length]), (whole, end), "cut to {length} bytes");
    }
}

#[test]
fn whichever_bit_is_wrong_the_record_is_not_taken_for_a_whole_one() {
    let bytes = three_records();
    for bit in 0..8 * bytes.len() {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let (whole, end) = found(&bytes);
        assert!(whole < 3 && end != Found::End, "bit {bit}: {whole} records, then {end:?}");
    }
}

#[test]
fn a_tail_of_zeros_is_no_record() {
    // Some file systems leave that after a power failure: the length of the file has been stored, and the data hasn't.
    for zeros in 1..3 * HEADER {
        let mut bytes = encode(b"seat 1");
        bytes.resize(bytes.len() + zeros, 0);
        let expected = if zeros <= HEADER { Found::TornTail } else { Found::Damage };
        assert_eq!(found(&bytes), (1, expected), "{zeros} zeros");
    }
    // A checksum of the payload alone would let them through.
    assert_eq!(crc32fast::hash(b""), 0);
}

#[test]
fn damage_before_the_end_is_not_taken_for_a_torn_tail() {
    let mut bytes = three_records();
    bytes[HEADER] ^= 1;
    assert_eq!(found(&bytes), (0, Found::Damage));
    let last = bytes.len() - 1;
    let mut bytes = three_records();
    bytes[last] ^= 1;
    assert_eq!(found(&bytes), (2, Found::TornTail));
}

#[test]
fn a_length_that_is_too_long_is_not_believed() {
    assert_eq!(found(&[0xff; 100]), (0, Found::Damage));
    let longest = vec![7; MOST];
    let mut bytes = &encode(&longest)[..];
    assert_eq!(read(&mut bytes).unwrap(), Found::Record(longest));
}

#[test]
fn a_file_that_cannot_be_read_is_not_taken_for_one_that_ends() {
    /// Gives a byte at a time, is interrupted in between, and fails at the end.
    struct Fails<'a>(&'a [u8], bool);
    impl Read for Fails<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(ErrorKind::Interrupted.into());
            }
            let Some((&first, rest)) = self.0.split_first() else {
                return Err(ErrorKind::TimedOut.into());
            };
            (buffer[0], self.0) = (first, rest);
            Ok(1)
        }
    }
    let bytes = encode(b"seat 1");
    let mut file = Fails(&bytes, false);
    assert_eq!(read(&mut file).unwrap(), Found::Record(b"seat 1".into()));
    for length in 0..bytes.len() {
        assert_eq!(
            read(&mut Fails(&bytes[..length], false)).unwrap_err().kind(),
            ErrorKind::TimedOut
        );
    }
}

#[test]
#[should_panic(expected = "a record of 65537 bytes")]
fn a_payload_that_no_reader_would_believe_is_not_written() {
    encode(&vec![0; MOST + 1]);
}
