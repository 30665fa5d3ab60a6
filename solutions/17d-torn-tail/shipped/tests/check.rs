//! A log that ends anywhere, has wrong bits, and is being written to.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two only: a torn header and a torn payload; damage of the length, the checksum and the payload, in a record
//!   at the beginning, in the middle and at the end.
//! - 2 and 9, the first time only: what has been recovered is recovered once more, and a record is appended after that.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: no record, an empty payload, the longest one, one byte more; each place where the file can end, and
//!   one that 16 bits can't hold.
//! - 7, a limit on what is repeated: a read is interrupted 1,000 times.
//! - the lock: writers in the middle of a record while the log is recovered, and every way out with an error.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Mutex, MutexGuard};
use interleave::{Checker, thread};
use torn_tail::record::{HEADER, MOST, encode};
use torn_tail::{LogFile, recover};

/// What fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Lock,
    /// The read at this place in the file.
    Read(usize),
    Cut,
    Unlock,
    CutAndUnlock,
    /// At each place in the file, so many reads are interrupted.
    Interrupts(usize),
}

/// A disk with one log on it.
struct Disk {
    /// Each read, write and cut is one step.
    steps: AtomicUsize,
    /// Nothing comes between a step and the use of this, so std's mutex is never waited for.
    bytes: std::sync::Mutex<Vec<u8>>,
    lock: Mutex<()>,
    at_a_time: usize,
}

/// The log, as a process has opened it.
struct Opening<'a> {
    disk: &'a Disk,
    guard: Option<MutexGuard<'a, ()>>,
    position: usize,
    fault: Option<Fault>,
    /// The error of a lock or a read that fails.
    kind: ErrorKind,
    has_failed: bool,
    interruptions: usize,
    reads: usize,
    cuts: usize,
    unlocks: usize,
}

impl Disk {
    fn new(bytes: &[u8], at_a_time: usize) -> Self {
        Disk {
            steps: AtomicUsize::new(0),
            bytes: std::sync::Mutex::new(bytes.to_vec()),
            lock: Mutex::new(()),
            at_a_time,
        }
    }

    fn open(&self, fault: Option<Fault>) -> Opening<'_> {
        Opening {
            disk: self,
            guard: None,
            position: 0,
            has_failed: false,
            interruptions: 0,
            fault,
            kind: ErrorKind::HostUnreachable,
            reads: 0,
            cuts: 0,
            unlocks: 0,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        self.bytes.lock().unwrap().clone()
    }

    /// Appends a record in two pieces, as every writer does: while the file is locked.
    fn append(&self, payload: &[u8]) {
        let _guard = self.lock.lock().unwrap();
        let record = encode(payload);
        let (one, other) = record.split_at(record.len() / 2);
        for piece in [one, other] {
            self.steps.fetch_add(1, SeqCst);
            self.bytes.lock().unwrap().extend(piece);
        }
    }
}

impl Read for Opening<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        self.disk.steps.fetch_add(1, SeqCst);
        match self.fault {
            Some(Fault::Read(place)) if place == self.position => {
                assert!(!self.has_failed, "a read has failed, and the file is read again");
                self.has_failed = true;
                return Err(self.kind.into());
            }
            Some(Fault::Interrupts(times)) if self.interruptions < times => {
                self.interruptions += 1;
                return Err(ErrorKind::Interrupted.into());
            }
            _ => (),
        }
        self.interruptions = 0;
        let bytes = self.disk.bytes.lock().unwrap();
        let left = bytes.get(self.position..).unwrap_or_default();
        let mut read = left.len().min(buffer.len()).min(self.disk.at_a_time);
        if let Some(Fault::Read(place)) = self.fault {
            // It ends there, so that this place is come to.
            read = read.min(place.abs_diff(self.position).max(1));
        }
        buffer[..read].copy_from_slice(&left[..read]);
        self.position += read;
        Ok(read)
    }
}

impl LogFile for Opening<'_> {
    #[track_caller]
    fn lock(&mut self) -> io::Result<()> {
        if self.fault == Some(Fault::Lock) {
            return Err(self.kind.into());
        }
        if self.guard.is_none() {
            self.guard = Some(self.disk.lock.lock().unwrap());
        }
        Ok(())
    }

    fn unlock(&mut self) -> io::Result<()> {
        self.unlocks += 1;
        self.guard = None;
        match self.fault {
            Some(Fault::Unlock | Fault::CutAndUnlock) => Err(ErrorKind::NotConnected.into()),
            _ => Ok(()),
        }
    }

    #[track_caller]
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.cuts += 1;
        self.disk.steps.fetch_add(1, SeqCst);
        if matches!(self.fault, Some(Fault::Cut | Fault::CutAndUnlock)) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        self.disk.bytes.lock().unwrap().resize(length as usize, 0);
        Ok(())
    }
}

/// The order of steps is what counts here: no two threads share a cell.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().max_executions(3_000).model(program);
}

const PAYLOADS: [&[u8]; 3] = [b"5 to Ada", b"", b"7 to Ben"];

fn log() -> Vec<u8> {
    PAYLOADS.map(encode).concat()
}

/// Where each record of the log ends, and where the first one begins.
fn ends() -> [usize; 4] {
    let mut end = 0;
    [0, 1, 2, 3].map(|records: usize| {
        if records > 0 {
            end += encode(PAYLOADS[records - 1]).len();
        }
        end
    })
}

/// In this log, so many whole records must be found, and the file must have this length afterwards.
#[track_caller]
fn check_recovers(
    bytes: &[u8],
    what: &str,
    payloads: &[&[u8]],
    length: usize,
    at_a_time: usize,
    fault: Option<Fault>,
) {
    explore(|| {
        let disk = Disk::new(bytes, at_a_time);
        let mut file = disk.open(fault);
        match recover(&mut file) {
            Ok(found) => assert!(
                found == payloads,
                "{what}: {} whole records are in it, and `recover` returns {} that aren't those",
                payloads.len(),
                found.len()
            ),
            Err(error) => {
                panic!("{what}: a torn tail is no error, and `recover` returns {error:?}")
            }
        }
        let left = disk.bytes();
        assert!(
            left == bytes[..length],
            "{what}: the whole records end at byte {length}, and the file has {} bytes now",
            left.len()
        );
        let cuts = usize::from(length < bytes.len());
        assert!(
            file.cuts == cuts,
            "{what}: `cut` was called {} times, and {cuts} is right",
            file.cuts
        );
        assert!(file.guard.is_none(), "{what}: `recover` has returned, and the file is locked");
        // Once more, and with another record.
        disk.append(b"9 to Eve");
        let again = recover(&mut disk.open(None)).unwrap();
        let expected: Vec<&[u8]> = payloads.iter().copied().chain([&b"9 to Eve"[..]]).collect();
        assert!(
            again == expected,
            "{what}: after the recovery, a record was appended, and it isn't found"
        );
    });
}

#[test]
fn wherever_the_file_ends_all_whole_records_are_found_and_the_rest_is_cut_off() {
    let (log, ends) = (log(), ends());
    for length in 0..=log.len() {
        let whole = ends[1..].iter().filter(|end| **end <= length).count();
        let what = format!("a log of {} bytes that ends after {length}", log.len());
        check_recovers(&log[..length], &what, &PAYLOADS[..whole], ends[whole], usize::MAX, None);
    }
}

#[test]
fn a_file_may_bring_a_few_bytes_at_a_time_and_interrupt_a_read() {
    let log = log();
    check_recovers(&[], "no log yet", &[], 0, 3, Some(Fault::Interrupts(1_000)));
    check_recovers(&[8], "a torn header", &[], 0, 3, Some(Fault::Interrupts(1_000)));
    for fault in [None, Some(Fault::Interrupts(1)), Some(Fault::Interrupts(3))] {
        check_recovers(&log, "a whole log", &PAYLOADS, log.len(), 3, fault);
        let torn = &log[..log.len() - 1];
        check_recovers(torn, "a torn payload", &PAYLOADS[..2], ends()[2], 3, fault);
        let torn = &log[..ends()[2] + 5];
        check_recovers(torn, "a torn header", &PAYLOADS[..2], ends()[2], 1, fault);
        let mut wrong = log.clone();
        wrong[ends()[3] - 1] ^= 1;
        let what = "a wrong bit in the last record";
        check_recovers(&wrong, what, &PAYLOADS[..2], ends()[2], 3, fault);
    }
}

#[test]
fn a_last_record_with_a_wrong_bit_is_cut_off() {
    for records in 1..=3 {
        let (start, end) = (ends()[records - 1], ends()[records]);
        // The checksum and the payload. A wrong length is another matter.
        for byte in start + 4..end {
            let mut bytes = log()[..end].to_vec();
            bytes[byte] ^= 0x10;
            let what = format!("a wrong bit in byte {} of the last record", byte - start);
            check_recovers(&bytes, &what, &PAYLOADS[..records - 1], start, usize::MAX, None);
        }
    }
}

#[test]
fn the_longest_payload_is_found() {
    let longest = vec![b'x'; MOST];
    let bytes = encode(&longest);
    check_recovers(&bytes, "the longest payload", &[&longest], bytes.len(), usize::MAX, None);
    let what = "the longest payload, but for a byte";
    check_recovers(&bytes[..bytes.len() - 1], what, &[], 0, usize::MAX, None);
}

#[test]
fn a_long_log_is_cut_at_the_right_place() {
    let longest = vec![b'x'; MOST];
    let whole = [encode(&longest), encode(b""), encode(&longest)].concat();
    let torn = [&whole[..], &encode(b"7 to Ben")[..9]].concat();
    let payloads = [&longest[..], b"", &longest];
    check_recovers(&torn, "a long log", &payloads, whole.len(), usize::MAX, None);
}

/// Errors after which a program might want to try again. Here, none of them is any better than the others.
const KINDS: [ErrorKind; 4] =
    [ErrorKind::HostUnreachable, ErrorKind::WouldBlock, ErrorKind::TimedOut, ErrorKind::Other];

/// `recover` must return this error, cut nothing, and leave the file unlocked.
#[track_caller]
fn check_refuses(bytes: &[u8], what: &str, fault: Option<Fault>, kind: ErrorKind) {
    explore(|| {
        let disk = Disk::new(bytes, usize::MAX);
        let mut file = Opening { kind, ..disk.open(fault) };
        match recover(&mut file) {
            Ok(found) => panic!("{what}: `recover` returns {} records, and no error", found.len()),
            Err(error) => {
                assert!(error.kind() == kind, "{what}: expected {kind:?}, got {:?}", error.kind())
            }
        }
        assert!(disk.bytes() == bytes, "{what}: the file was cut");
        assert!(
            file.guard.is_none(),
            "{what}: an error was returned, and the file is still locked"
        );
        disk.append(b"9 to Eve");
    });
}

#[test]
fn damage_before_the_last_record_is_an_error_and_nothing_is_cut_off() {
    let ends = ends();
    for record in 0..2 {
        // The checksum, and the payload if there is one.
        for byte in ends[record] + 4..ends[record + 1] {
            let mut bytes = log();
            bytes[byte] ^= 0x10;
            let what = format!("a wrong bit in byte {byte}, and whole records after it");
            check_refuses(&bytes, &what, None, ErrorKind::InvalidData);
        }
    }
    let mut bytes = log();
    bytes[4] ^= 1;
    check_refuses(
        &bytes[..ends[1] + 1],
        "a wrong checksum, and one byte after it",
        None,
        ErrorKind::InvalidData,
    );
}

#[test]
fn a_length_that_no_writer_writes_is_damage() {
    for length in [MOST as u32 + 1, 1 << 24, u32::MAX] {
        let mut bytes = log();
        bytes.extend(length.to_le_bytes());
        bytes.extend([0; 4]);
        let what = format!("a record that says it has {length} bytes");
        check_refuses(&bytes, &what, None, ErrorKind::InvalidData);
    }
    // Some file systems leave zeros after a crash. Eight of them aren't a record without a payload.
    let mut bytes = log();
    bytes.extend([0; 3 * HEADER]);
    check_refuses(&bytes, "zeros at the end", None, ErrorKind::InvalidData);
}

#[test]
fn a_file_that_cannot_be_read_is_not_cut() {
    let log = log();
    for place in [0, 3, HEADER, HEADER + 2, ends()[1], log.len() - 1, log.len()] {
        let what = format!("reading fails at byte {place}");
        for kind in KINDS {
            check_refuses(&log, &what, Some(Fault::Read(place)), kind);
        }
    }
    let mut wrong = log.clone();
    wrong[log.len() - 1] ^= 1;
    let fault = Some(Fault::Read(log.len()));
    let what = "a wrong checksum, and reading fails after it";
    for kind in KINDS {
        check_refuses(&wrong, what, fault, kind);
    }
}

#[test]
fn an_error_of_cut_or_unlock_is_returned_if_it_is_the_first() {
    let log = log();
    let torn = &log[..log.len() - 1];
    check_refuses(torn, "`cut` fails", Some(Fault::Cut), ErrorKind::PermissionDenied);
    check_refuses(
        torn,
        "`cut` and `unlock` fail",
        Some(Fault::CutAndUnlock),
        ErrorKind::PermissionDenied,
    );
    check_refuses(&log, "`unlock` fails", Some(Fault::Unlock), ErrorKind::NotConnected);
}

#[test]
fn a_file_that_cannot_be_locked_is_not_read() {
    for kind in KINDS {
        explore(|| {
            let disk = Disk::new(&log(), usize::MAX);
            let mut file = Opening { kind, ..disk.open(Some(Fault::Lock)) };
            let result = recover(&mut file);
            assert!(
                result.is_err_and(|error| error.kind() == kind),
                "`lock` has failed with {kind:?}, and `recover` doesn't return its error"
            );
            assert!(file.reads == 0, "`lock` has failed, and the file is read");
            assert!(file.unlocks == 0, "`lock` has failed, and `unlock` is called");
        });
    }
}

/// Writers append while the log is recovered. What they have appended must be there.
#[track_caller]
fn check_writers(writers: &[&'static [u8]], torn: &[u8]) {
    explore(|| {
        let mut bytes = encode(b"5 to Ada");
        bytes.extend(torn);
        let disk = Disk::new(&bytes, usize::MAX);
        if !torn.is_empty() {
            // A writer looks after the tail before it appends.
            recover(&mut disk.open(None)).unwrap();
        }
        thread::scope(|s| {
            for payload in writers {
                let disk = &disk;
                s.spawn(move || disk.append(payload));
            }
            s.spawn(|| {
                let found = recover(&mut disk.open(None)).expect("nothing is damaged");
                assert!(found[0] == b"5 to Ada");
                for payload in &found[1..] {
                    assert!(
                        writers.contains(&&payload[..]),
                        "a record was found that wasn't appended"
                    );
                }
            });
        });
        let found = recover(&mut disk.open(None)).expect("nothing is damaged");
        for payload in writers {
            assert!(
                found.contains(&payload.to_vec()),
                "a record was appended while the log was recovered, and it is cut off"
            );
        }
        assert_eq!(found.len(), 1 + writers.len());
    });
}

#[test]
fn a_record_that_is_being_written_is_not_cut_off() {
    check_writers(&[b"7 to Ben"], b"");
    check_writers(&[b""], b"");
}

#[test]
fn two_records_that_are_being_written_are_not_cut_off() {
    check_writers(&[b"7 to Ben", b"9 to Eve"], b"");
    check_writers(&[b"7 to Ben"], &[8, 0, 0]);
}

#[test]
fn two_recoveries_at_once_cut_off_only_what_is_torn() {
    explore(|| {
        let disk = Disk::new(&log()[..ends()[2] + 3], usize::MAX);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let found = recover(&mut disk.open(None)).expect("a torn tail is no error");
                    assert!(found.starts_with(
                        &PAYLOADS[..2].iter().map(|p| p.to_vec()).collect::<Vec<_>>()
                    ));
                    disk.append(b"9 to Eve");
                });
            }
        });
        assert_eq!(recover(&mut disk.open(None)).unwrap().len(), 4, "a record was cut off");
    });
}

/// A real log, and its path.
struct Real(File, PathBuf);

impl Real {
    fn is_locked(&self) -> bool {
        let other = File::options().write(true).open(&self.1).unwrap();
        matches!(other.try_lock(), Err(TryLockError::WouldBlock))
    }
}

impl Read for Real {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl LogFile for Real {
    fn lock(&mut self) -> io::Result<()> {
        LogFile::lock(&mut self.0)
    }

    fn unlock(&mut self) -> io::Result<()> {
        LogFile::unlock(&mut self.0)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        assert!(self.is_locked(), "a real file is cut, and it isn't locked");
        LogFile::cut(&mut self.0, length)
    }
}

#[test]
fn a_real_log_is_recovered() {
    let name = format!("exercise17d-{}-{:?}", std::process::id(), std::thread::current().id());
    let path = std::env::temp_dir().join(name.replace(['(', ')'], ""));
    std::fs::write(&path, &log()[..ends()[3] - 2]).unwrap();
    let file = File::options().read(true).write(true).open(&path).unwrap();
    let mut file = Real(file, path.clone());
    let found = catch_unwind(AssertUnwindSafe(|| recover(&mut file)));
    let is_locked = file.is_locked();
    drop(file);
    let left = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let found = found.unwrap_or_else(|panic| resume_unwind(panic));
    assert!(
        found.is_ok_and(|found| found == PAYLOADS[..2]),
        "a real file was torn in its last record"
    );
    assert!(left == log()[..ends()[2]], "the torn record isn't cut off");
    assert!(!is_locked, "`recover` has returned, and a real file is still locked");
}
