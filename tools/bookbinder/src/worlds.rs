//! `{{#worlds path.json}}`: the reader says in which world they live, and sees the same program in two.

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use trace::{Counterexample, FORMAT, FailureKind, Outcome, Phase, Step, World, Worlds};

use crate::figure::{self, Figure};
use crate::html::{escape, json, prose};
use crate::picture::{self, Rows, Snapshot};

/// What the script needs: the two answers, and what to say to each.
#[derive(Serialize)]
struct Game {
    answers: [Answer; 2],
}

#[derive(Serialize)]
struct Answer {
    /// What it's called in an address.
    state: &'static str,
    label: String,
    told: String,
}

/// The two worlds in `file` as a section, which shows everything without script. An address names the section by `name`,
/// and the run in it by `name-run`.
///
/// # Errors
///
/// When `file` isn't about two worlds, or points to what it lacks.
pub fn section(file: &str, name: &str, question: Option<&str>) -> Result<(String, Figure)> {
    let worlds: Worlds = figure::read(file, FORMAT, "isn't about two worlds")?;
    let found = &worlds.counterexample;
    ensure!(picture::is_consistent(&found.trace), "points to what its run lacks");
    let lacks = |step: &Step| {
        step.thread >= found.trace.threads.len()
            || step.object.is_some_and(|object| object >= found.trace.objects.len())
            || step.woken_by.is_some_and(|by| by >= found.trace.steps.len())
    };
    ensure!(!worlds.parting.instead.as_ref().is_some_and(lacks), "points to what its run lacks");
    let shown = found.trace.shown();
    let row = shown.iter().position(|&step| step == worlds.parting.step);
    let row = row.context("has worlds that part where the picture shows nothing")?;

    let (noun, belief) = (noun(&worlds), worlds.belief.claim());
    let mut html = figure::open("worlds", "Which world do you live in?", name, "", question);
    let title = format!("A world in which {belief}");
    html.push_str(&format!(
        "<div class=\"answer\">\n<div class=\"both\">\n{}{}</div>\n<p class=\"apart\">{}</p>\n",
        outcomes("believed", &title, &worlds.believed, None, noun),
        outcomes("ours", "Our world", &worlds.ours, Some(&worlds.believed), noun),
        prose(&apart(&worlds, row)),
    ));
    let snapshot = Snapshot::Fails(Box::new(found.clone()));
    let mut rows = Rows::new(&found.trace, Some(found));
    rows.rows[row].parts = true;
    rows.rows[row].remarks.push("here the worlds part".to_owned());
    html.push_str(&picture::figure(&snapshot, &rows, &format!("{name}-run"), Some("In our world")));
    html.push_str("</div>\n");
    let data = json(&game(&worlds, noun));
    html.push_str(&format!("<script type=\"application/json\">{data}</script>\n</section>\n"));
    let figure = Figure {
        name: name.to_owned(),
        count: (worlds.believed.runs + worlds.ours.runs, noun),
        outcomes: worlds.ours.outcomes.len(),
        bytes: data.len(),
    };
    Ok((html, figure))
}

/// What is counted: schedules, or executions where reads are a choice as well.
fn noun(worlds: &Worlds) -> &'static str {
    match worlds.phase {
        Phase::Order => "schedules",
        Phase::Memory => "executions",
    }
}

/// A world's name, and how its runs end. What never happens in the `other` world is marked.
fn outcomes(class: &str, title: &str, world: &World, other: Option<&World>, noun: &str) -> String {
    let mut head = noun.to_owned();
    head[..1].make_ascii_uppercase();
    let mut html = format!(
        "<div class=\"world {class}\">\n<table><caption>{}: {}</caption>\n\
         <thead><tr><th scope=\"col\">Result</th><th scope=\"col\">{head}</th></tr></thead><tbody>\n",
        prose(title),
        all(world, noun)
    );
    for outcome in &world.outcomes {
        let only = other.is_some_and(|other| !happens(outcome, other));
        let only = if only { " <span class=\"only\">only here</span>" } else { "" };
        html.push_str(&format!(
            "<tr><td>{}{only}</td><td>{}</td></tr>\n",
            escape(&end(outcome)),
            outcome.runs
        ));
    }
    html.push_str("</tbody></table>\n</div>\n");
    html
}

fn all(world: &World, noun: &str) -> String {
    match world.runs {
        1 => format!("the only {}", noun.trim_end_matches('s')),
        2 => format!("both {noun}"),
        runs => format!("all {runs} {noun}"),
    }
}

/// How a run ends, in a few words.
fn end(outcome: &Outcome) -> String {
    match (&outcome.value, outcome.failure) {
        (Some(value), _) => value.clone(),
        (None, Some(kind)) => match kind {
            FailureKind::Assertion => "a panic",
            FailureKind::UnjoinedPanic => "a panic in a thread that was never joined",
            FailureKind::DataRace => "a data race",
            FailureKind::Deadlock => "a deadlock",
            FailureKind::LostWakeup => "a thread that sleeps forever",
            FailureKind::Spin => "a thread that spins forever",
            FailureKind::NeverJoined => "a thread that is never joined",
        }
        .to_owned(),
        (None, None) => "no failure".to_owned(),
    }
}

/// The same in a sentence, where words that a program returned need quotes.
fn quoted(outcome: &Outcome) -> String {
    match &outcome.value {
        Some(value) if value.contains(' ') => format!("\"{value}\""),
        _ => end(outcome),
    }
}

/// Whether a run of this world can end so.
fn happens(outcome: &Outcome, world: &World) -> bool {
    world.outcomes.iter().any(|one| end(one) == end(outcome))
}

/// What the reader is told when they have answered.
fn game(worlds: &Worlds, noun: &str) -> Game {
    let ends = |world: &World| {
        let names: Vec<String> = world.outcomes.iter().map(quoted).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        picture::or(&names)
    };
    let new = worlds.ours.outcomes.iter().filter(|outcome| !happens(outcome, &worlds.believed));
    let end_s = |runs: usize| if runs == 1 { "ends" } else { "end" };
    let (mut runs, mut ways) = (0, Vec::new());
    for outcome in new {
        runs += outcome.runs;
        ways.push(quoted(outcome));
    }
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    let there = format!(
        "{} {} with {}",
        all(&worlds.believed, noun),
        end_s(worlds.believed.runs),
        ends(&worlds.believed)
    );
    let here = format!(
        "{runs} of the {} {noun} {} with {}",
        worlds.ours.runs,
        end_s(runs),
        picture::or(&ways)
    );
    let claim = worlds.belief.claim();
    let answer = |state, label: String, told: String| Answer {
        state,
        label: prose(&format!("One in which {label}")),
        told: prose(&told),
    };
    Game {
        answers: [
            answer(
                "believed",
                claim.to_owned(),
                format!("That isn't our world. There, {there}. In ours, {here}."),
            ),
            answer(
                "ours",
                worlds.belief.truth().to_owned(),
                format!("That's our world: {here}. Where {claim}, {there}."),
            ),
        ],
    }
}

/// Where the worlds part, and what happens in the other one instead.
fn apart(worlds: &Worlds, row: usize) -> String {
    let Counterexample { trace, .. } = &worlds.counterexample;
    let ours = &trace.steps[worlds.parting.step];
    let name = |thread: usize| trace.threads[thread].name.as_str();
    let object = |object: Option<usize>| object.map_or("", |one| trace.objects[one].name.as_str());
    let refused = worlds.parting.refused.as_deref();
    let there = match &worlds.parting.instead {
        Some(step) if step.thread != ours.thread => {
            let (who, what) = (name(step.thread), step.label(trace));
            format!("{who} takes its next step first, `{what}`")
        }
        Some(step) if step.operation == ours.operation && step.lock != ours.lock => {
            let call = trace.called(step.operation, step.object);
            match (step.woken_by, refused) {
                (Some(by), _) => format!(
                    "`{call}` returns at once, because {}'s notification was remembered",
                    name(trace.steps[by].thread)
                ),
                (None, Some(refused)) => format!(
                    "{} doesn't release `{}`, and so the schedule can't go on: {refused}",
                    name(step.thread),
                    object(ours.lock)
                ),
                (None, None) => {
                    format!("{} doesn't release `{}`", name(step.thread), object(ours.lock))
                }
            }
        }
        Some(step) => format!("{}'s step is `{}`", name(step.thread), step.label(trace)),
        None => match refused {
            Some(refused) => format!("this step is impossible: {refused}"),
            None => "the run has ended before it".to_owned(),
        },
    };
    let both = match row {
        0 => "The worlds part at the first step of the run below".to_owned(),
        1 => "Step 1 of the run below is possible in both worlds. They part at step 2".to_owned(),
        2 => "Steps 1 and 2 of the run below are possible in both worlds. They part at step 3"
            .to_owned(),
        _ => format!(
            "Steps 1 to {row} of the run below are possible in both worlds. They part at step {}",
            row + 1
        ),
    };
    format!("{both}. Where {}, {there}.", worlds.belief.claim())
}
