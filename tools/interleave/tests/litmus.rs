//! The litmus table: both phases against C++20, on the programs that everybody knows.

#[allow(dead_code, reason = "shared with tests that use all of it")]
#[path = "brute_force/axioms.rs"]
mod axioms;
#[path = "docs/blocks.rs"]
mod blocks;
#[path = "brute_force/candidates.rs"]
mod candidates;
#[path = "litmus/interleavings.rs"]
mod interleavings;
#[path = "litmus/programs.rs"]
mod programs;
#[path = "brute_force/relation.rs"]
mod relation;
#[path = "litmus/table.rs"]
mod table;
#[allow(dead_code, reason = "shared with tests that use all of it")]
#[path = "brute_force/weak.rs"]
mod weak;
#[path = "brute_force/weak_facade.rs"]
mod weak_facade;

use std::sync::LazyLock;

use table::Row;

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(table::rows);

#[test]
fn the_axioms_agree_with_the_literature() {
    for row in &*ROWS {
        assert_eq!(row.shows(&row.allowed.standard), row.litmus.allowed, "{}", row.title());
    }
}

#[test]
fn nothing_is_found_that_cpp20_forbids() {
    for row in &*ROWS {
        let alarms: Vec<_> = row.memory.difference(&row.allowed.standard).collect();
        assert!(alarms.is_empty(), "{}: {alarms:?}", row.title());
    }
}

#[test]
fn the_order_phase_finds_exactly_the_interleavings() {
    for row in &*ROWS {
        let enumerated = interleavings::interleavings(&row.litmus.program);
        assert_eq!(row.order, enumerated, "{}", row.title());
        assert_eq!(row.allowed.sequential, enumerated, "{}, by the axioms", row.title());
        assert!(!row.shows(&row.order), "{}: a weak outcome is no interleaving", row.title());
    }
}

#[test]
fn the_memory_phase_finds_what_it_promises() {
    for row in &*ROWS {
        assert_eq!(row.shows(&row.memory), row.litmus.is_explored(), "{}", row.title());
        assert_eq!(row.memory, row.allowed.causal, "{}", row.title());
    }
}

/// Two read-modify-writes of one variable are ordered, and the later one reads what the earlier one wrote.
#[test]
fn a_read_modify_write_that_changes_nothing_is_ordered_too() {
    let program = programs::singles::exchange_as_a_fence(0);
    assert!(!axioms::allowed(&program).standard.iter().any(|outcome| programs::both_0(outcome)));
    let found = weak_facade::outcomes(interleave::Checker::new().memory_only(), &program);
    assert!(!found.iter().any(|outcome| programs::both_0(outcome)));
}

#[test]
fn the_table_in_the_docs_is_what_is_found() {
    blocks::check("LITMUS.md", "litmus table", &format!("```text\n{}```\n", table::render(&ROWS)));
}
