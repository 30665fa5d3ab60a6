//! A kind of failure has one name, wherever it is written: in code, in the JSON of a trace, in a report.

use serde_json::json;
use trace::report::Kind;
use trace::{Failure, FailureKind};

/// What serde says of a kind that a trace can't have ends with those that it can.
#[test]
fn a_trace_knows_the_same_kinds() {
    let error = serde_json::from_value::<Failure>(json!({ "kind": "?" })).unwrap_err().to_string();
    let names: Vec<_> = FailureKind::ALL.iter().map(|kind| format!("`{kind}`")).collect();
    assert!(error.ends_with(&format!("expected one of {}", names.join(", "))), "{error}");
}

#[test]
fn a_name_can_be_read_again() {
    for &kind in FailureKind::ALL {
        assert_eq!(kind.to_string(), kind.name());
        assert_eq!(kind.name().parse(), Ok(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
    let error = "bad_luck".parse::<FailureKind>().unwrap_err().to_string();
    let expected =
        "`bad_luck` isn't a kind of failure; the kinds are `assertion`, `unjoined_panic`, ";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_report_has_the_names_of_failures_and_two_of_its_own() {
    let failures = FailureKind::ALL.iter().map(|&kind| Kind::Failure(kind));
    for kind in failures.chain([Kind::Hang, Kind::Crash]) {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        assert_eq!(serde_json::from_value::<Kind>(json!(kind.name())).unwrap(), kind);
    }
    assert!(serde_json::from_value::<Kind>(json!("bad_luck")).is_err());
}
