//! Swimlanes as text: what a run of each kind looks like, kept under `tests/snapshots`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p bookbinder` writes them anew.

mod common;

use std::path::PathBuf;

use bookbinder::picture::{Snapshot, swimlane};
use bookbinder::{quiz, scheduler};
use common::read_fixture;
use lesson::Quiz;

/// Compares with the snapshot, cell by cell: each has a line of its own there.
#[track_caller]
fn check(name: &str, html: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    let html = html.replace("<td", "\n  <td").replace("<th ", "\n  <th ");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &html).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let first = kept.lines().zip(html.lines()).find(|(old, new)| old != new);
    assert!(kept == html, "`{}` differs, first in (old, new) {first:#?}", path.display());
}

/// The HTML of a scheduler figure.
fn section(tree: &str, promise: Option<&str>, goal: Option<&str>) -> anyhow::Result<String> {
    Ok(scheduler::section(tree, "schedules", promise, goal)?.0)
}

#[track_caller]
fn draw(name: &str, title: Option<&str>) -> String {
    let snapshot = Snapshot::parse(&read_fixture(&format!("{name}.json"))).unwrap();
    let html = swimlane(&snapshot, name, title);
    check(&format!("{name}.html"), &html);
    html
}

#[test]
fn a_lost_update_is_told_step_by_step() {
    let html = draw("lost-update", None);
    assert!(html.contains("<caption>An interleaving breaks this: expected 2, got 1. "));
    assert!(html.contains("7 schedules tried · 1 preemption · order of steps."));
    assert!(html.contains("← overwrites what B stored"));
}

#[test]
fn a_thread_that_waits_is_drawn_waiting_until_it_goes_on() {
    let html = draw("waits", Some("Mutual exclusion"));
    assert_eq!(html.matches("<span>waits</span>").count(), 2);
}

#[test]
fn a_main_thread_that_only_starts_the_others_has_no_lane() {
    let html = draw("waits", Some("Mutual exclusion"));
    assert!(!html.contains(">main</th>"));
    assert!(html.contains("Not drawn: main starts A and B and waits for the end."));
}

#[test]
fn a_deadlock_says_who_waits_for_whom() {
    let html = draw("deadlock", None);
    assert!(html.contains("<span>waits forever</span>"));
    assert!(
        html.contains(
            "A waits at src/lib.rs:9 for the lock <code>b</code>: B acquired it in step 2"
        )
    );
}

#[test]
fn a_stale_read_says_so_in_words() {
    let html = draw("stale", None);
    assert!(html.contains("stale: misses 42, stored in step 1"));
    assert!(html.contains("memory ordering"));
}

#[test]
fn an_arrow_leads_from_the_release_to_the_acquire_that_reads_it() {
    let html = draw("message", Some("The mended message"));
    let rows: Vec<&str> = html.split("<tr role=\"row\" class=\"step").collect();
    let edges = |row: usize| rows[row].matches("<i class=\"edge ").count();
    assert_eq!([1, 2, 3, 4].map(edges), [0, 1, 2, 0]);
    assert!(rows[2].contains("edge out") && rows[2].contains(">Release<"));
    assert!(rows[3].contains("edge right") && rows[3].contains("edge from-left"));
    assert!(rows[3].contains("← acquires what A released in step 2"));
}

#[test]
fn an_arrow_passes_the_lanes_between_its_ends_and_may_point_to_the_left() {
    let json = read_fixture("message.json")
        .replace("{\n      \"name\": \"A\"\n    },", "{ \"name\": \"A\" }, { \"name\": \"C\" },");
    let there = json.replace("\"thread\": 2", "\"thread\": 3");
    assert_ne!(there, json, "the fixture is laid out otherwise");
    let html = swimlane(&Snapshot::parse(&there).unwrap(), "x", None);
    assert!(html.contains("edge across") && html.contains("edge from-left"), "{html}");
    let back = json.replace("\"thread\": 1", "\"thread\": 3");
    let html = swimlane(&Snapshot::parse(&back).unwrap(), "x", None);
    assert!(html.contains("edge left") && html.contains("edge from-right"), "{html}");
}

#[test]
fn an_arrow_from_nowhere_is_refused() {
    let json = read_fixture("message.json")
        .replace("\"synchronizes_with\": [", "\"synchronizes_with\": [9, ");
    assert!(Snapshot::parse(&json).unwrap_err().to_string().contains("that it lacks"));
}

#[test]
fn a_lock_that_a_panic_has_released_is_free_and_poisoned() {
    let html = draw("poisoned", None);
    assert!(html.contains("free, poisoned"), "{html}");
    assert!(html.contains("held by B, poisoned"), "{html}");
}

#[test]
fn a_data_race_names_both_accesses() {
    let html = draw("data-race", None);
    assert!(html.contains("A writes it in step 1"));
    assert!(html.contains("B writes it in step 2"));
}

#[test]
fn a_figure_has_no_blank_line_that_would_end_its_html_block() {
    for name in ["lost-update", "waits", "deadlock", "stale", "message", "data-race"] {
        let snapshot = Snapshot::parse(&read_fixture(&format!("{name}.json"))).unwrap();
        assert!(!swimlane(&snapshot, name, None).contains("\n\n"), "{name}");
    }
}

#[test]
fn code_in_a_run_is_text_and_never_markup() {
    let json = read_fixture("lost-update.json").replace("seen + 1", "<b>{{#include x}}</b>");
    let html = swimlane(&Snapshot::parse(&json).unwrap(), "x", None);
    assert!(!html.contains("<b>") && !html.contains("{{#"), "{html}");
}

/// The lane would break the name of the operation, or the word after it, where there is no room for both.
#[test]
fn an_operation_of_a_long_name_may_stand_on_a_line_of_its_own() {
    let json = read_fixture("lost-update.json");
    let exchange = json
        .replace("\"operation\": \"load\"", "\"operation\": \"compare_exchange\"")
        .replace("\"read\": \"0\",", "\"read\": \"0\", \"wrote\": \"1\",");
    let html = swimlane(&Snapshot::parse(&exchange).unwrap(), "x", None);
    assert!(html.contains("balance.<wbr>compare_exchange 0\u{a0}→\u{a0}1<"), "{html}");
    let html = swimlane(&Snapshot::parse(&json).unwrap(), "x", None);
    assert!(html.contains("balance.<wbr>load\u{a0}→\u{a0}0<"), "{html}");
}

#[test]
fn a_run_that_points_nowhere_is_refused() {
    let json = read_fixture("lost-update.json").replace("\"object\": 0", "\"object\": 7");
    assert!(Snapshot::parse(&json).unwrap_err().to_string().contains("that it lacks"));
}

#[test]
fn the_scheduler_counts_every_schedule_and_its_result() {
    let html = section(&read_fixture("schedules.json"), Some("2"), None).unwrap();
    let (section, game) = html.split_once("<script").unwrap();
    check("schedules.html", section);
    assert!(game.contains("\"schedules\":6,\"noun\":\"schedules\",\"judged\":true,\"goal\":false,\"hopeless\":null"), "{game}");
    assert!(html.contains("There are 6 schedules."));
    assert!(html.contains("<tr><td>1</td><td>4</td><td>broken</td></tr>"));
    assert!(html.contains("<tr><td>2</td><td>2</td><td>kept</td></tr>"));
}

#[test]
fn without_a_promise_the_scheduler_judges_nothing() {
    let html = section(&read_fixture("schedules.json"), None, None).unwrap();
    assert!(!html.contains("The promise"), "{html}");
}

/// A program that returns `()` only says of itself that it doesn't fail.
#[test]
fn the_end_of_a_schedule_without_a_value_is_that_nothing_fails() {
    let json = read_fixture("schedules.json").replace("\"value\": \"1\"", "\"value\": null");
    let html = section(&json, None, None).unwrap();
    assert!(html.contains("<tr><td>no failure</td><td>4</td>"), "{html}");
}

#[test]
fn a_promise_can_be_kept_in_several_ways() {
    let html = section(&read_fixture("schedules.json"), Some("3 | 1"), None).unwrap();
    assert!(html.contains("<tr><td>1</td><td>4</td><td>kept</td></tr>"), "{html}");
    assert!(html.contains("<tr><td>2</td><td>2</td><td>broken</td></tr>"), "{html}");
}

/// The tree with its broken ends taken for kept ones.
fn unbreakable() -> String {
    read_fixture("schedules.json").replace("\"value\": \"1\"", "\"value\": \"2\"")
}

#[test]
fn a_goal_that_no_schedule_reaches_is_told_also_without_script() {
    let html = section(&unbreakable(), Some("2"), Some("Make it `1`.")).unwrap();
    let (section_html, game) = html.split_once("<script").unwrap();
    assert!(
        section_html.contains("<p class=\"goal\">Make it <code>1</code>.</p>"),
        "{section_html}"
    );
    let proof = "No schedule reaches the goal: all 6 schedules end with 2.";
    let told = format!("<p class=\"hopeless\">{proof}</p>");
    assert!(section_html.contains(&told), "{section_html}");
    assert!(game.contains(&format!("\"goal\":true,\"hopeless\":\"{proof}\"")), "{game}");
    let both = section(&read_fixture("schedules.json"), Some("1|2"), None);
    let html = both.unwrap();
    assert!(
        html.contains("No schedule breaks the promise: each of the 6 schedules ends with 1 or 2."),
        "{html}"
    );
}

#[test]
fn what_follows_is_kept_once_for_all_schedules_that_lead_there() {
    let html = section(&unbreakable(), Some("2"), None).unwrap();
    let (_, game) = html.split_once("application/json\">").unwrap();
    let (game, _) = game.split_once("</script>").unwrap();
    let game: serde_json::Value = serde_json::from_str(game).unwrap();
    let places = game["places"].as_array().unwrap();
    // One end, where a tree has six.
    assert_eq!(places.iter().filter(|place| place.is_object()).count(), 1);
    let mut paths = vec![];
    for place in places {
        let turns = place.as_array().map_or(&[][..], Vec::as_slice);
        let next = turns.iter().map(|turn| paths[turn["next"].as_u64().unwrap() as usize]).sum();
        paths.push(if place.is_object() { 1 } else { next });
    }
    // Each place stands after those that follow it, and no schedule is lost.
    assert_eq!(paths.last(), Some(&6_u64));
}

#[test]
fn a_promise_names_a_result_of_the_tree() {
    let error = section(&read_fixture("schedules.json"), Some("two"), None).unwrap_err();
    assert!(error.to_string().contains("no schedule ends with `two`"), "{error}");
}

#[test]
fn a_goal_needs_a_promise() {
    let error = section(&unbreakable(), None, Some("Make it 1.")).unwrap_err();
    assert!(error.to_string().contains("add `promise"), "{error}");
}

#[test]
fn what_a_load_reads_is_told_where_it_is_a_choice() {
    let html = section(&read_fixture("every-read.json"), Some("1"), None).unwrap();
    for expected in [
        "There are 2 executions.",
        "\"noun\":\"executions\"",
        "\"way\":\"x.load → 0 (stale)\"",
        "\"way\":\"x.load → 1\"",
    ] {
        assert!(html.contains(expected), "no {expected} in {html}");
    }
}

#[test]
fn a_quiz_can_be_read_without_script() {
    let html = quiz::section(&Quiz::parse(&read_fixture("quiz.json")).unwrap(), None);
    check("quiz.html", &html);
    assert!(html.contains("<summary>The answer</summary>"));
}

#[test]
fn a_quiz_whose_answer_is_no_option_is_refused() {
    let json = read_fixture("quiz.json").replace("\"2\",", "\"5\",");
    assert!(Quiz::parse(&json).is_err());
}
