//! Every claim of chapter 17 about files, explored: the file is a model, in which each read and each write is one step.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::Mutex;
}

mod disk;
#[path = "../src/s1_writeln.rs"]
mod s1_writeln;
#[path = "../src/s2_in_one.rs"]
mod s2_in_one;
#[path = "../src/s3_log.rs"]
mod s3_log;
#[path = "../src/s4_shared.rs"]
mod s4_shared;
#[path = "../src/s5_record.rs"]
mod s5_record;
#[path = "../src/s6_journal.rs"]
mod s6_journal;

use std::io::{ErrorKind, Seek, SeekFrom, Write};

use disk::Disk;
use expect_test::{ExpectFile, expect_file};
use interleave::{Counterexample, FailureKind, Verdict, thread};
use s3_log::Log;
use s4_shared::SharedFile;
use s5_record::Found;
use s6_journal::Journal;

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[track_caller]
fn check_breaks(verdict: Verdict) -> Counterexample {
    let mut found = verdict.expect_fails(FailureKind::Assertion);
    // The explorer takes names from lines of code, and the model of the file is reached from lines that name a file.
    for object in &mut found.trace.objects {
        match object.kind.as_str() {
            "AtomicUsize" => object.name = "length".into(),
            "Mutex" if object.name.starts_with("file") => object.name = "lock".into(),
            _ => (),
        }
    }
    found
}

/// Whether the lines for seats 1 to `seats` are all there, each in one piece.
fn is_whole(text: &str, seats: u32) -> bool {
    let mut lines: Vec<_> = text.split_inclusive('/').collect();
    lines.sort_unstable();
    lines.into_iter().eq((1..=seats).map(|seat| format!("seat {seat}/")))
}

#[track_caller]
fn check_whole(disk: &Disk, seats: u32) {
    let text = disk.text();
    assert!(is_whole(&text, seats), "the log says \"{text}\"");
}

// ANCHOR: two-notes
/// Two threads note a seat each, in the same file. Returns what's in it then, with a `/` for each end of a line.
fn two_notes(note: fn(&Disk, u32)) -> String {
    let log = Disk::new();
    thread::scope(|s| {
        s.spawn(|| note(&log, 1));
        s.spawn(|| note(&log, 2));
    });
    log.text()
}
// ANCHOR_END: two-notes

#[test]
fn a_line_that_is_written_in_pieces_is_torn() {
    let found = check_breaks(interleave::check(|| {
        let text = two_notes(|log, seat| s1_writeln::note(log, seat).unwrap());
        assert!(is_whole(&text, 2), "the log says \"{text}\"");
    }));
    assert_eq!(found.preemptions, 1);
    check_snapshot(expect_file!["../traces/torn.json"], &found);
}

#[test]
fn every_schedule_of_lines_in_pieces_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        let text = two_notes(|log, seat| s1_writeln::note(log, seat).unwrap());
        if is_whole(&text, 2) { "both lines are whole".to_owned() } else { format!("torn: {text}") }
    });
    assert_eq!(tree.len(), 20);
    tree.goal = "Both lines are whole.".into();
    tree.objects[0].name = "length".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/torn-schedules.json"].assert_eq(&(json + "\n"));
}

#[test]
fn a_line_in_one_write_is_whole_if_the_file_takes_all_of_it() {
    interleave::model(|| {
        let text = two_notes(|log, seat| s2_in_one::note(log, seat).unwrap());
        assert!(is_whole(&text, 2), "the log says \"{text}\"");
    });
}

#[test]
fn a_line_in_one_write_is_torn_if_the_file_takes_a_part_of_it() {
    let found = check_breaks(interleave::check(|| {
        let log = Disk::with(5, usize::MAX);
        thread::scope(|s| {
            s.spawn(|| s2_in_one::note(&log, 1).unwrap());
            s.spawn(|| s2_in_one::note(&log, 2).unwrap());
        });
        check_whole(&log, 2);
    }));
    check_snapshot(expect_file!["../traces/short.json"], &found);
}

// ANCHOR: log
#[test]
fn threads_with_one_log_tear_no_line_even_if_the_file_takes_three_bytes_at_a_time() {
    interleave::model(|| {
        let disk = Disk::with(3, usize::MAX);
        let log = Log::new(&disk);
        thread::scope(|s| {
            for seat in 1..=3 {
                let log = &log;
                s.spawn(move || log.note(seat).unwrap());
            }
        });
        check_whole(&disk, 3);
    });
}
// ANCHOR_END: log

#[test]
fn what_was_noted_has_left_the_buffer_when_note_returns() {
    interleave::model(|| {
        let disk = Disk::new();
        let log = Log::new(&disk);
        thread::scope(|s| {
            for seat in 1..=2 {
                let (log, disk) = (&log, &disk);
                s.spawn(move || {
                    log.note(seat).unwrap();
                    assert!(disk.text().contains(&format!("seat {seat}/")));
                });
            }
        });
    });
}

#[test]
fn two_logs_on_one_file_tear_each_others_lines() {
    let found = check_breaks(interleave::check(|| {
        let disk = Disk::with(5, usize::MAX);
        // ANCHOR: two-logs
        // Two processes: each has a log of its own, and so a mutex of its own.
        let (log, other_log) = (Log::new(&disk), Log::new(&disk));
        thread::scope(|s| {
            s.spawn(|| log.note(1).unwrap());
            s.spawn(|| other_log.note(2).unwrap());
        });
        // ANCHOR_END: two-logs
        check_whole(&disk, 2);
    }));
    check_snapshot(expect_file!["../traces/two-logs.json"], &found);
}

#[test]
fn an_opening_that_does_not_append_overwrites_what_others_have_written() {
    let found = check_breaks(interleave::check(|| {
        let disk = Disk::new();
        thread::scope(|s| {
            for seat in 1..=2 {
                let disk = &disk;
                s.spawn(move || {
                    let mut file = disk.open();
                    s2_in_one::note(&mut file, seat).unwrap();
                });
            }
        });
        check_whole(&disk, 2);
    }));
    assert_eq!(found.preemptions, 0, "no preemption is needed");
}

#[test]
fn to_look_for_the_end_and_write_there_are_two_steps() {
    let found = check_breaks(interleave::check(|| {
        let disk = Disk::new();
        thread::scope(|s| {
            for seat in 1..=2 {
                let disk = &disk;
                s.spawn(move || {
                    let mut file = disk.open();
                    // ANCHOR: seek
                    file.seek(SeekFrom::End(0)).unwrap();
                    file.write_all(format!("seat {seat}\n").as_bytes()).unwrap();
                    // ANCHOR_END: seek
                });
            }
        });
        check_whole(&disk, 2);
    }));
    check_snapshot(expect_file!["../traces/lost.json"], &found);
}

// ANCHOR: processes
/// `processes` processes open the file, and each notes a seat.
fn in_processes(processes: u32, disk: &Disk) {
    thread::scope(|s| {
        for seat in 1..=processes {
            s.spawn(move || s4_shared::note(&mut disk.open(), seat).unwrap());
        }
    });
    check_whole(disk, processes);
}

#[test]
fn processes_that_lock_the_file_lose_no_line_and_tear_none() {
    interleave::model(|| in_processes(2, &Disk::with(3, usize::MAX)));
    interleave::model(|| in_processes(3, &Disk::with(3, usize::MAX)));
}
// ANCHOR_END: processes

#[test]
fn a_file_is_unlocked_after_an_error_too() {
    interleave::model(|| {
        let disk = Disk::with(usize::MAX, 10);
        thread::scope(|s| {
            for seat in 1..=2 {
                let disk = &disk;
                s.spawn(move || {
                    let mut file = disk.open();
                    // One of the two doesn't fit.
                    _ = s4_shared::note(&mut file, seat);
                    // It would wait forever if the other one still had the lock.
                    disk.open().lock().unwrap();
                });
            }
        });
    });
}

/// What's in a journal, as text.
#[track_caller]
fn records(disk: &Disk) -> Vec<String> {
    let records = Journal::new(disk.open()).records().unwrap();
    records.into_iter().map(|record| String::from_utf8(record).unwrap()).collect()
}

#[test]
fn processes_that_share_a_journal_lose_no_record() {
    interleave::model(|| {
        let disk = Disk::with(9, usize::MAX);
        thread::scope(|s| {
            for process in ["A", "B"] {
                let disk = &disk;
                s.spawn(move || Journal::new(disk.open()).append(process.as_bytes()).unwrap());
            }
        });
        let mut records = records(&disk);
        records.sort();
        assert_eq!(records, ["A", "B"]);
    });
}

/// Begins to append, gets so many bytes far, and crashes. The system closes the file, which releases the lock.
fn crash(disk: &Disk, payload: &[u8], bytes: usize) {
    let mut file = disk.open();
    file.lock().unwrap();
    file.seek(SeekFrom::End(0)).unwrap();
    file.write_all(&s5_record::encode(payload)[..bytes]).unwrap();
}

// ANCHOR: crash
/// One process crashes after so many bytes of its record, and another one appends, before that or after it.
fn one_crashes(bytes: usize) {
    let disk = Disk::new();
    thread::scope(|s| {
        s.spawn(|| crash(&disk, b"crash", bytes));
        s.spawn(|| Journal::new(disk.open()).append(b"other").unwrap());
    });
    let found = records(&disk);
    assert!(found.contains(&"other".to_owned()), "a crash after {bytes} bytes: {found:?}");
    // And the journal can be written to.
    Journal::new(disk.open()).append(b"later").unwrap();
    assert_eq!(records(&disk).last().unwrap(), "later");
}
// ANCHOR_END: crash

#[test]
fn wherever_a_process_crashes_every_record_of_the_others_is_found() {
    for bytes in 0..=s5_record::encode(b"crash").len() {
        interleave::check(|| one_crashes(bytes)).expect_holds();
    }
    // The book's list of proofs has one of them.
    interleave::model(|| one_crashes(9));
}

#[test]
fn wherever_the_disk_is_full_what_was_acknowledged_stays() {
    let first = s5_record::encode(b"first").len();
    let is_full = |room| {
        let disk = Disk::with(4, room);
        let mut journal = Journal::new(disk.open());
        journal.append(b"first").unwrap();
        let error = journal.append(b"second").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        assert_eq!(disk.bytes().len(), first, "the piece that did fit is cut off");
        assert_eq!(records(&disk), ["first"]);
    };
    for room in first..first + s5_record::encode(b"second").len() {
        interleave::check(|| is_full(room)).expect_holds();
    }
    interleave::model(|| is_full(first + 9));
}

#[test]
fn a_reader_without_the_lock_takes_a_record_that_is_being_written_for_a_torn_one() {
    let found = interleave::outcomes(|| {
        let disk = Disk::with(8, usize::MAX);
        thread::scope(|s| {
            s.spawn(|| Journal::new(disk.open()).append(b"A").unwrap());
            let reader = s.spawn(|| match s5_record::read(&mut disk.open()).unwrap() {
                Found::Record(_) => "a record",
                Found::End => "the end",
                Found::TornTail => "a torn tail",
                Found::Damage => "damage",
            });
            reader.join().unwrap()
        })
    });
    assert!(found.values().eq(&["a record", "a torn tail", "the end"]), "{found:?}");
}

/// Cuts off a torn tail, as the journal does, and forgets the lock.
fn repair_without_lock(disk: &Disk) {
    let (mut file, mut good) = (disk.open(), 0);
    loop {
        match s5_record::read(&mut file).unwrap() {
            Found::Record(payload) => good += s5_record::encode(&payload).len() as u64,
            Found::TornTail => return file.cut(good).unwrap(),
            Found::End | Found::Damage => return,
        }
    }
}

#[test]
fn who_cuts_off_a_tail_without_the_lock_cuts_off_a_record_that_is_being_written() {
    let found = check_breaks(interleave::check(|| {
        let disk = Disk::with(8, usize::MAX);
        thread::scope(|s| {
            let writer = s.spawn(|| Journal::new(disk.open()).append(b"A"));
            s.spawn(|| repair_without_lock(&disk));
            writer.join().unwrap().unwrap();
        });
        let is_there = disk.bytes() == s5_record::encode(b"A");
        assert!(is_there, "A was told that its record is in the journal, and it isn't");
    }));
    check_snapshot(expect_file!["../traces/cut.json"], &found);
}

/// What can be in the file is a question for the explorer.
#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let found =
        interleave::outcomes(|| two_notes(|log, seat| s1_writeln::note(log, seat).unwrap()));
    assert!(found.explored().is_exhaustive());
    let options =
        ["seat 2/seat 1/", "seat seat 21//", "seat 1seat 2//", "seat 1/", "seaseat 1/t 2/"];
    let answers: Vec<&str> =
        options.into_iter().filter(|option| found.values().any(|value| value == option)).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Two threads note a seat each, with `writeln!`. What can be in the file at the end? (A `/` stands for \
                     the end of a line.)",
        "code": "../tests/model.rs:two-notes",
        "options": options,
        "answers": answers,
        "replies": {
            "seat 1/": "In append mode, each piece is written after the others. Pieces can be in the wrong place, but none is lost.",
            "seaseat 1/t 2/": "In this model, the file takes each piece whole: `seat ` is never divided.",
        },
        "why": "Each line is three writes. The writes of one thread keep their order, and those of the other thread can come \
                anywhere in between.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
