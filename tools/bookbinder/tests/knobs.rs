//! Knobs as a figure: every combination has its verdict, and a run that breaks it has the orderings that were chosen.

mod common;

use bookbinder::figure::Figure;
use bookbinder::knobs;
use common::read_fixture;
use serde_json::Value;

/// The message of lesson 07: `value.store`, `ready.store`, `ready.load`, `value.load`, each with three orderings.
fn message() -> String {
    read_fixture("knobs.json")
}

fn drawn(json: &str) -> (String, Figure) {
    knobs::section(json, "knobs", Some("weakest"), Some("Never read `0`.")).unwrap()
}

/// What the script is given.
fn game(html: &str) -> Value {
    let (_, data) = html.split_once("application/json\">").unwrap();
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

#[track_caller]
fn refused(from: &str, to: &str, why: &str) {
    let json = message();
    assert!(json.contains(from), "the fixture lacks {from}");
    let error = knobs::section(&json.replacen(from, to, 1), "knobs", Some("weakest"), None);
    let error = error.unwrap_err().to_string();
    assert!(error.contains(why), "{error}");
}

#[test]
fn without_script_settings_that_make_no_difference_share_a_row() {
    let (html, figure) = drawn(&message());
    let (section, _) = html.split_once("<figure").unwrap();
    assert!(section.contains("There are 81 combinations, and 36 of them hold."), "{section}");
    assert_eq!(section.matches("<tr><td>").count(), 4);
    let row = "<td>any</td><td>Release or SeqCst</td><td>Acquire or SeqCst</td><td>any</td>\
               <td>holds: 42, nothing yet</td>";
    assert!(section.contains(row), "{section}");
    assert_eq!((figure.count, figure.outcomes), ((81, "combinations"), 2));
}

#[test]
fn the_weakest_are_found_and_told() {
    let (html, _) = drawn(&message());
    let told = "<code>value.store</code> Relaxed, <code>ready.store</code> Release, \
                <code>ready.load</code> Acquire, <code>value.load</code> Relaxed.";
    assert!(html.contains(&format!("As weak as it can be: {told}")), "{html}");
    // In the base of three: 0, 1, 1, 0.
    assert_eq!(game(&html)["weakest"], serde_json::json!([12]));
}

#[test]
fn a_run_has_the_orderings_that_were_chosen() {
    let game = game(&drawn(&message()).0);
    let run = |combination: usize| {
        let result = game["combinations"][combination].as_u64().unwrap() as usize;
        let index = |value: &Value| value.as_u64().unwrap() as usize;
        let row = |row: &Value| {
            let cells = game["rows"][index(row)].as_array().unwrap().iter();
            cells.map(|cell| game["cells"][index(cell)].as_str().unwrap()).collect::<String>()
        };
        let rows = game["results"][result]["rows"].as_array().unwrap();
        rows.iter().map(row).collect::<Vec<_>>()
    };
    let weak = run(0);
    assert_eq!(weak.len(), 5, "{weak:?}");
    assert!(weak[..4].iter().all(|row| row.contains("\"ordering\">Relaxed<")), "{weak:?}");
    // 2, 0, 2, 1: the pair that is missing is the flag's.
    let strong = run(2 * 27 + 2 * 3 + 1);
    let orderings = ["SeqCst", "Relaxed", "SeqCst", "Acquire"];
    for (row, ordering) in strong.iter().zip(orderings) {
        assert!(row.contains(&format!("\"ordering\">{ordering}<")), "{row}");
    }
    assert_eq!(run(12), Vec::<String>::new());
}

#[test]
fn a_reader_who_breaks_it_begins_with_the_weakest_that_holds() {
    let (html, _) = knobs::section(&message(), "knobs", Some("break"), None).unwrap();
    assert_eq!((&game(&html)["start"], &game(&html)["aim"]), (&12.into(), &"break".into()));
}

#[test]
fn what_is_no_exploration_of_every_combination_is_refused() {
    refused("\"version\":1", "\"version\":9", "has version 9");
    refused("\"combinations\":[0,", "\"combinations\":[", "has not every combination");
    refused("\"combinations\":[0,", "\"combinations\":[7,", "a combination without a result");
    refused("\"combinations\":[0,", "\"combinations\":[1,", "holds with the weakest");
    let error = knobs::section(&message(), "knobs", None, None).unwrap_err();
    assert!(error.to_string().contains("aim="), "{error}");
}
