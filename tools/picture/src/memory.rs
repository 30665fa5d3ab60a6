//! What the shared objects hold after each step.

use trace::{Object, Operation, Step, Thread};

/// The shared objects at one moment of a run.
#[derive(Clone, Debug)]
pub struct Memory {
    names: Vec<String>,
    values: Vec<Option<String>>,
    /// Which of them are poisoned locks.
    poisoned: Vec<bool>,
    changed: Option<usize>,
}

impl Memory {
    /// The objects before the first step.
    pub fn new(objects: &[Object]) -> Self {
        // Of a lock whose data can be shown, both are: `0, held by A`.
        let free = |object: &Object| is_lock(object).then(|| with(&object.initial, "free"));
        Self {
            names: objects.iter().map(|object| object.name.clone()).collect(),
            values: objects.iter().map(|object| free(object).or(object.initial.clone())).collect(),
            poisoned: vec![false; objects.len()],
            changed: None,
        }
    }

    /// Takes one step.
    pub fn step(&mut self, step: &Step, threads: &[Thread], objects: &[Object]) {
        self.changed = None;
        // Waiting on a condvar is giving its lock back.
        let Some(object) = step.lock.or(step.object) else { return };
        let unlocks = matches!(step.operation, Operation::Unlock | Operation::UnlockPoisoned);
        match step.operation {
            Operation::UnlockPoisoned => self.poisoned[object] = true,
            Operation::ClearPoison => {
                self.poisoned[object] = false;
                self.changed = Some(object);
            }
            _ => {}
        }
        let value = match step.operation {
            Operation::Lock | Operation::TryLock => {
                let held = format!("held by {}", threads[step.thread].name);
                Some(with(&step.read, &held))
            }
            _ if unlocks || is_wait(step.operation) && step.lock.is_some() => {
                let kept = || {
                    let (guarded, _) = self.values[object].as_deref()?.split_once(", ")?;
                    Some(guarded.to_owned())
                };
                Some(with(&step.wrote.clone().or_else(kept), "free"))
            }
            _ if is_lock(&objects[object]) => None,
            _ => step.wrote.clone(),
        };
        if let Some(value) = value {
            self.values[object] = Some(value);
            self.changed = Some(object);
        }
    }

    /// Name, value and whether the last step set it, for each object whose value is known.
    pub fn shown(&self) -> impl Iterator<Item = (&str, String, bool)> {
        let pairs = self.names.iter().zip(&self.values).enumerate();
        pairs.filter_map(|(i, (name, value))| {
            let value = value.as_deref()?;
            let value = if self.poisoned[i] { format!("{value}, poisoned") } else { value.into() };
            Some((name.as_str(), value, self.changed == Some(i)))
        })
    }
}

/// What a lock guards, where it is known, and who has the lock.
fn with(guarded: &Option<String>, lock: &str) -> String {
    match guarded {
        Some(guarded) => format!("{guarded}, {lock}"),
        None => lock.to_owned(),
    }
}

fn is_wait(operation: Operation) -> bool {
    matches!(operation, Operation::Wait | Operation::WaitTimeout)
}

fn is_lock(object: &Object) -> bool {
    object.kind.starts_with("Mutex")
}
