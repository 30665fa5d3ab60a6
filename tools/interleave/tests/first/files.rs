//! Whatever the file says, or doesn't say: the search goes on.

use std::fs;
use std::path::Path;

use interleave::FailureKind;
use interleave::report::{End, Found, Retried};
use interleave::sync::atomic::Ordering::SeqCst;
use serde_json::{Value, json};

use crate::asked::{ask, before, child, is_child, path, run_of};
use crate::programs::{locks, loses_an_update};

/// Why nothing was tried.
#[track_caller]
fn not_tried(test: &str, file: impl FnOnce() -> String) -> Option<String> {
    let said = ask(test, file, || interleave::model(locks))?;
    let [Retried { retried, .. }] = &said.retried[..] else { panic!("{:?}", said.retried) };
    let End::NotTried { why } = &retried.end else { panic!("{retried:?}") };
    assert_eq!(said.verdicts[0].verdict, Found::Holds);
    Some(why.clone())
}

#[test]
fn a_file_that_is_no_json_is_told_of() {
    if let Some(why) = not_tried("files::a_file_that_is_no_json_is_told_of", || "A B B A".into()) {
        assert!(why.starts_with("the file can't be read: expected value"), "{why}");
    }
}

#[test]
fn a_file_of_another_version_is_told_of() {
    let test = "files::a_file_of_another_version_is_told_of";
    if let Some(why) = not_tried(test, || r#"{"version": 1, "tests": [[]]}"#.into()) {
        assert_eq!(why, "the file can't be read: it is of version 1, and this is version 2");
    }
}

#[test]
fn a_file_of_another_shape_is_told_of() {
    let test = "files::a_file_of_another_shape_is_told_of";
    let file = || r#"{"version": 2, "tests": {"x": {"counterexample": 1}}}"#.into();
    if let Some(why) = not_tried(test, file) {
        assert!(why.starts_with("the file can't be read: invalid type"), "{why}");
    }
}

#[test]
fn a_schedule_that_is_none_is_told_of() {
    let test = "files::a_schedule_that_is_none_is_told_of";
    let file = || {
        let file = before(test, 0, run_of(loses_an_update));
        let mut file: Value = serde_json::from_str(&file).unwrap();
        file["tests"][test]["counterexample"]["schedule"] = json!("A 2 B");
        file.to_string()
    };
    if let Some(why) = not_tried(test, file) {
        assert!(why.starts_with("`2` in the schedule `A 2 B` is not a thread"), "{why}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told_of() {
    let test = "files::a_file_that_is_not_there_is_told_of";
    if is_child() {
        return interleave::model(locks);
    }
    let said = child(test, Some(Path::new("no/such/file")), true);
    let End::NotTried { why } = &said.retried[0].retried.end else { panic!() };
    assert!(why.starts_with("the file can't be read: "), "{why}");
    assert_eq!(said.verdicts[0].verdict, Found::Holds);
}

#[test]
fn a_test_that_is_not_in_the_file_tries_nothing() {
    let test = "files::a_test_that_is_not_in_the_file_tries_nothing";
    let file = || before("files::another", 0, run_of(loses_an_update));
    if let Some(said) = ask(test, file, || interleave::model(locks)) {
        assert_eq!((said.retried.len(), said.verdicts.len()), (0, 1));
    }
}

#[test]
fn without_a_report_nothing_is_tried() {
    let test = "files::without_a_report_nothing_is_tried";
    if is_child() {
        let runs = std::cell::Cell::new(0);
        interleave::model(|| runs.set(runs.get() + 1));
        println!("{} run", runs.get());
        return;
    }
    let file = path(test, "before");
    fs::write(&file, before(test, 0, run_of(loses_an_update))).unwrap();
    let said = child(test, Some(&file), false);
    fs::remove_file(&file).unwrap();
    let words = String::from_utf8_lossy(&said.output.stdout).into_owned();
    assert!(words.contains("1 run\n"), "{words}");
}

/// What the verdicts of each search say about which one it was, and which one tries the run again.
#[test]
fn of_several_searches_the_one_that_found_it_tries_it_again() {
    let test = "files::of_several_searches_the_one_that_found_it_tries_it_again";
    let file = || before(test, 1, run_of(loses_an_update));
    let said = ask(test, file, || {
        interleave::model(locks);
        // A replay is no search.
        interleave::replay("A A", locks_once);
        interleave::check(loses_an_update).expect_fails(FailureKind::Assertion);
        interleave::model(locks);
    });
    let Some(said) = said else { return };
    assert_eq!((said.retried.len(), said.verdicts.len()), (1, 2));
    assert_eq!((said.retried[0].search, said.retried[0].retried.fits), (1, 5));
}

fn locks_once() {
    interleave::thread::scope(|s| _ = s.spawn(|| interleave::sync::Mutex::new(0).lock().is_ok()));
}

/// The number of the search is beside the verdict, also if others were asked for meanwhile.
#[test]
fn a_verdict_says_which_search_found_it() {
    let test = "files::a_verdict_says_which_search_found_it";
    if is_child() {
        let _ = std::panic::catch_unwind(|| {
            interleave::model(locks);
            let second = interleave::check(loses_an_update);
            let _third = interleave::check(crate::programs::deadlocks);
            second.expect_holds();
        });
        let _ =
            std::panic::catch_unwind(|| interleave::replay("A A B B M", loses_it_in_each_order));
        return;
    }
    let report = path(test, "report-read-here");
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", test, "--test-threads=2"]).env("INTERLEAVE_TEST_FIRST", "yes");
    again.env(interleave::report::VARIABLE, &report).output().unwrap();
    let text = fs::read_to_string(&report).unwrap();
    fs::remove_file(&report).unwrap();
    let numbers: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["search"].clone())
        .collect();
    assert_eq!(numbers, [json!(null), json!(1), json!(null)]);
}

/// A schedule that no search of the test has found.
fn loses_it_in_each_order() {
    crate::programs::counts(|total| _ = (total.load(SeqCst), total.store(1, SeqCst)));
}
