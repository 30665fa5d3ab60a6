//! Follows a schedule that was written down, and says which of its steps is impossible.

use crate::explain;
use crate::machine::choose::{Choose, Pick};
use crate::machine::enabled::EnabledThreads;
use crate::machine::execution::Execution;
use crate::machine::thread_set::{ThreadSet, bit, first, threads};
use crate::search::obstacle::{Obstacle, obstacle};
use crate::trace::Operation;
use crate::trace::schedule::{Letter, letter, parse};

/// A schedule, and how far it has been followed.
pub(crate) struct Script {
    letters: Vec<Letter>,
    next: usize,
    /// The alternatives that the step at hand must take.
    wanted: std::vec::IntoIter<usize>,
    /// Whether the schedule names the closure's own thread.
    drives_main: bool,
    /// Why the schedule cannot be followed.
    pub(crate) problem: Option<String>,
}

impl Script {
    pub(crate) fn empty() -> Self {
        Script {
            letters: Vec::new(),
            next: 0,
            wanted: Vec::new().into_iter(),
            drives_main: false,
            problem: None,
        }
    }

    pub(crate) fn new(text: &str) -> Result<Self, String> {
        let letters = parse(text)?;
        let drives_main = letters.iter().any(|letter| letter.thread == 0);
        Ok(Script { letters, drives_main, ..Script::empty() })
    }

    fn ends_too_early(&self, execution: &Execution, ready: ThreadSet) -> String {
        let names: Vec<_> = threads(ready).map(|t| wants(execution, t)).collect();
        format!(
            "the schedule ends after {} {}, but there are steps left: {}",
            self.next,
            if self.next == 1 { "letter" } else { "letters" },
            names.join("; ")
        )
    }
}

impl Choose for Script {
    fn next_thread(&mut self, execution: &Execution, enabled: EnabledThreads) -> Pick {
        let (ready, spinning) = (enabled.able(), enabled.spinning);
        self.wanted = Vec::new().into_iter();
        // While it is asleep, it wakes without a letter only if time passes because no thread can run.
        let main_can = || execution.is_enabled(0) || enabled.ready == 0;
        if !self.drives_main && ready & bit(0) != 0 && main_can() {
            return Pick::Thread(0);
        }
        let Some(letter) = self.letters.get(self.next) else {
            if ready == 0 {
                // No other thread can run, so the spinner finds out whether it gives up.
                return Pick::Thread(first(spinning));
            }
            self.problem = Some(self.ends_too_early(execution, ready));
            return Pick::Stop;
        };
        if let Some(problem) = impossible(execution, letter.thread, ready | spinning) {
            self.problem = Some(format!("letter {}: {problem}", self.next + 1));
            return Pick::Stop;
        }
        self.next += 1;
        self.wanted = Vec::from(letter.alternatives).into_iter();
        Pick::Thread(letter.thread)
    }

    fn alternative(&mut self, count: usize) -> usize {
        let wanted = self.wanted.next().unwrap_or(0);
        if wanted < count {
            return wanted;
        }
        self.problem.get_or_insert(format!(
            "letter {}: there is no alternative {wanted}, the last one is {}",
            self.next,
            count - 1
        ));
        0
    }

    fn execution_ends(&mut self, execution: &Execution) {
        if let Some(letter) = self.letters.get(self.next)
            && self.problem.is_none()
        {
            let problem = impossible(execution, letter.thread, 0).unwrap_or_default();
            self.problem = Some(format!("letter {}: {problem}", self.next + 1));
        }
    }

    fn follows(&mut self, _: usize, _: usize) {}

    fn closure_ends(&mut self) {}

    fn skip(&mut self) {}

    fn spinner_gives_up(&mut self) {}

    fn skips_what_commutes(&self) -> bool {
        false
    }
}

/// Why the thread can't take a step, in a sentence.
fn impossible(execution: &Execution, thread: usize, ready: ThreadSet) -> Option<String> {
    let name = |t: usize| letter(t).to_string();
    Some(match obstacle(execution, thread, ready, &name)? {
        Obstacle::Missing { last } => {
            format!("there is no thread {}; the last one is {}", letter(thread), letter(last))
        }
        Obstacle::Over => format!("{} has finished; it has no step left", letter(thread)),
        Obstacle::Waits(words) => format!("{} {words}", letter(thread)),
    })
}

fn wants(execution: &Execution, thread: usize) -> String {
    let name = letter(thread);
    match execution.threads[thread].pending.filter(|p| p.operation != Operation::Spawn) {
        Some(pending) => format!(
            "{name} is at {} ({}:{})",
            explain::operation_on(execution, &pending),
            crate::source::display_file(pending.location.file()),
            pending.location.line()
        ),
        None => name.to_string(),
    }
}
