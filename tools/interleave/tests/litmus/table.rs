//! The litmus table: what C++20 allows, what each phase finds, and why they differ.

use std::collections::BTreeSet;

use interleave::Checker;

use crate::axioms::{Allowed, Outcome, allowed};
use crate::programs::{Litmus, all};
use crate::weak::{Op, Program};
use crate::weak_facade::outcomes;

/// One litmus test, with everything that can happen.
pub struct Row {
    pub litmus: Litmus,
    pub allowed: Allowed,
    pub order: BTreeSet<Outcome>,
    pub memory: BTreeSet<Outcome>,
}

impl Row {
    pub fn of(litmus: Litmus) -> Self {
        let order = outcomes(Checker::new().order_only(), &litmus.program);
        let memory = outcomes(Checker::new().memory_only(), &litmus.program);
        Row { allowed: allowed(&litmus.program), litmus, order, memory }
    }

    /// Whether the weak outcome is among these.
    pub fn shows(&self, outcomes: &BTreeSet<Outcome>) -> bool {
        outcomes.iter().any(|outcome| (self.litmus.is_weak)(outcome))
    }

    pub fn title(&self) -> String {
        format!("{}, {}", self.litmus.name, self.litmus.orderings)
    }
}

/// Every litmus test.
pub fn rows() -> Vec<Row> {
    all().into_iter().map(Row::of).collect()
}

/// The table as text.
pub fn render(rows: &[Row]) -> String {
    let mut text = String::new();
    line(&mut text, ["orderings", "C++20", "[order]", "[memory]", "all outcomes of each"]);
    let mut title = ("", "");
    for row in rows {
        let Row { litmus, allowed, order, memory } = row;
        if title != (litmus.name, litmus.outcome) {
            title = (litmus.name, litmus.outcome);
            let program = show(&litmus.program);
            text.push_str(&format!("\n{}: {program}\nweak: {}\n", litmus.name, litmus.outcome));
        }
        let yes = |outcomes| if row.shows(outcomes) { "yes" } else { "–" };
        let all = format!("{:>3} {:>3} {:>3}", allowed.standard.len(), order.len(), memory.len());
        let missed = if memory.len() < allowed.standard.len() { "load buffering" } else { "" };
        let [cpp, order, memory] = [&allowed.standard, order, memory].map(yes);
        line(&mut text, [&litmus.orderings, cpp, order, memory, &format!("{all}  {missed}")]);
    }
    text
}

fn line(text: &mut String, [orderings, cpp, order, memory, all]: [&str; 5]) {
    let line = format!("  {orderings:<34}{cpp:<8}{order:<10}{memory:<12}{all}");
    text.push_str(line.trim_end());
    text.push('\n');
}

/// The program in a line, without its orderings.
fn show(program: &Program) -> String {
    let name = |variable: usize| ["x", "y", "z"][variable];
    let operation = |op: &Op| match *op {
        Op::Load(v, _) => Some(format!("read {}", name(v))),
        Op::Store(v, value, _) => Some(format!("{} = {value}", name(v))),
        Op::Swap(v, value, _) => Some(format!("swap {} for {value}", name(v))),
        Op::FetchAdd(v, more, _) => Some(format!("{} += {more}", name(v))),
        Op::CompareExchange(v, (old, new), ..) => Some(format!("{} from {old} to {new}", name(v))),
        _ => None,
    };
    let thread = |ops: &Vec<Op>| ops.iter().filter_map(operation).collect::<Vec<_>>().join(", ");
    let threads = program.iter().filter(|ops| !ops.is_empty()).map(thread);
    threads.collect::<Vec<_>>().join("  ∥  ")
}
