//! Two worlds as a figure: what the program does in each, where they part, and what's said to each answer.

mod common;

use bookbinder::worlds;
use common::read_fixture;
use serde_json::{Value, json};

/// The racy counter of lesson 01, where `+=` is one step and in our world.
fn adding() -> String {
    read_fixture("worlds.json")
}

fn drawn(json: &str) -> String {
    worlds::section(json, "adding", Some("Which totals?")).unwrap().0
}

/// What the script is given.
fn game(html: &str) -> Value {
    let (_, data) = html.split_once("application/json\">").unwrap();
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

/// The fixture with one thing changed.
fn changed(pointer: &str, to: Value) -> String {
    let mut json: Value = serde_json::from_str(&adding()).unwrap();
    *json.pointer_mut(pointer).unwrap_or_else(|| panic!("the fixture lacks {pointer}")) = to;
    json.to_string()
}

#[track_caller]
fn refused(pointer: &str, to: Value, why: &str) {
    let error = worlds::section(&changed(pointer, to), "adding", None).unwrap_err().to_string();
    assert!(error.contains(why), "{error}");
}

#[test]
fn without_script_both_worlds_and_the_run_are_there() {
    let html = drawn(&adding());
    for said in [
        "<p class=\"goal\">Which totals?</p>",
        "<caption>A world in which <code>+=</code> is one step: both schedules</caption>",
        "<caption>Our world: all 6 schedules</caption>",
        "<tr><td>1 <span class=\"only\">only here</span></td><td>4</td></tr>",
        "They part at step 2. Where <code>+=</code> is one step, A takes its next step first, <code>value.store 1</code>.",
    ] {
        assert!(html.contains(said), "{said}\nin\n{html}");
    }
    assert!(!html.contains(" hidden>"), "only the script hides the answer");
}

#[test]
fn one_row_of_the_run_is_where_the_worlds_part() {
    let html = drawn(&adding());
    let rows: Vec<&str> = html.lines().filter(|line| line.contains("class=\"step")).collect();
    let parts: Vec<usize> =
        (0..rows.len()).filter(|&row| rows[row].contains("here the worlds part")).collect();
    assert_eq!(parts, [1]);
    assert!(rows[1].contains("class=\"step parts\""), "{}", rows[1]);
    assert!(html.contains("<figure class=\"swimlane\" data-name=\"adding-run\">"));
}

#[test]
fn each_answer_is_told_what_happens_in_both_worlds() {
    let game = game(&drawn(&adding()));
    let told = |answer: usize| game["answers"][answer]["told"].as_str().unwrap().to_owned();
    let (there, here) = ("both schedules end with 2", "4 of the 6 schedules end with 1");
    assert_eq!(told(0), format!("That isn't our world. There, {there}. In ours, {here}."));
    assert_eq!(
        told(1),
        format!("That's our world: {here}. Where <code>+=</code> is one step, {there}.")
    );
}

#[test]
fn what_happens_instead_is_said_in_the_words_of_what_was_found() {
    let refused = "A waits for the lock `lock`, which B holds";
    let html = drawn(&changed("/parting", json!({ "step": 3, "refused": refused })));
    assert!(html.contains(
        "this step is impossible: A waits for the lock <code>lock</code>, which B holds."
    ));

    let mut read: Value = serde_json::from_str(&adding()).unwrap();
    read["parting"]["instead"] = read["counterexample"]["trace"]["steps"][3].clone();
    read["parting"]["instead"]["read"] = "1".into();
    assert!(drawn(&read.to_string()).contains("B's step is <code>value.load → 1</code>."));
}

#[test]
fn what_points_nowhere_is_refused() {
    refused("/version", json!(9), "has version 9");
    refused("/belief", json!("the_earth_is_flat"), "isn't about two worlds");
    refused("/parting/step", json!(0), "where the picture shows nothing");
    refused("/parting/step", json!(99), "where the picture shows nothing");
    refused("/parting/instead/object", json!(7), "points to what its run lacks");
    refused("/counterexample/trace/steps/3/thread", json!(7), "points to what its run lacks");
}
