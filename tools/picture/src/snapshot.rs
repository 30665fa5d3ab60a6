//! What is drawn: a run that fails, or one that shows something, as a file holds it.

use anyhow::{Context, Result, ensure};
use trace::{Counterexample, FORMAT, Trace};

/// What a file under `traces` holds.
#[derive(Clone, Debug)]
pub enum Snapshot {
    /// A run that fails, with the reason.
    Fails(Box<Counterexample>),
    /// A run that shows something.
    Run(Trace),
}

impl Snapshot {
    /// Reads a snapshot from its JSON.
    ///
    /// # Errors
    ///
    /// When it is no snapshot, or one of another version.
    pub fn parse(json: &str) -> Result<Self> {
        let value: serde_json::Value = serde_json::from_str(json).context("is not JSON")?;
        // Before anything else: another version may well look like no snapshot at all.
        let version = value.get("version").or_else(|| value.pointer("/trace/version"));
        if let Some(version) = version {
            ensure!(
                *version == FORMAT,
                "has version {version}, and this reads {FORMAT}: run its test again"
            );
        }
        let snapshot = if value.get("failure").is_some() {
            Self::Fails(serde_json::from_value(value).context("is no counterexample")?)
        } else {
            Self::Run(serde_json::from_value(value).context("is no trace")?)
        };
        ensure!(
            is_consistent(snapshot.trace()),
            "points to a thread, an object or a step that it lacks"
        );
        Ok(snapshot)
    }

    /// The steps.
    pub fn trace(&self) -> &Trace {
        match self {
            Self::Fails(counterexample) => &counterexample.trace,
            Self::Run(trace) => trace,
        }
    }

    /// The reason why it fails, if it does.
    pub fn counterexample(&self) -> Option<&Counterexample> {
        match self {
            Self::Fails(counterexample) => Some(counterexample),
            Self::Run(_) => None,
        }
    }
}

/// Whether every index in `trace` points to something, so that drawing it cannot panic.
pub fn is_consistent(trace: &Trace) -> bool {
    let thread = |t: usize| t < trace.threads.len();
    !trace.threads.is_empty()
        && trace.steps.iter().enumerate().all(|(index, step)| {
            thread(step.thread)
                && step.target.is_none_or(thread)
                && step.object.is_none_or(|object| object < trace.objects.len())
                && step.synchronizes_with.iter().all(|&from| from < index)
                && step.stale.as_ref().is_none_or(|stale| stale.stored_by < trace.steps.len())
        })
}
