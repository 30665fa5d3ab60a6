//! What is said around the rows: what the picture shows, and how it ends.

use trace::{Counterexample, Failure, Operation};

use crate::html::{escape, prose};
use crate::rows::Rows;
use crate::snapshot::Snapshot;
use crate::table::source;
use crate::words;

/// What the table shows, in words.
pub fn caption(snapshot: &Snapshot, rows: &Rows, title: Option<&str>) -> String {
    let trace = snapshot.trace();
    let mut html = String::new();
    if let Some(title) = title {
        let stop = if title.ends_with(['.', '?', '!']) { "" } else { "." };
        html.push_str(&format!("<strong>{}{stop}</strong> ", prose(title)));
    }
    match snapshot {
        Snapshot::Fails(found) => html.push_str(&format!(
            "{}. <span class=\"aside\">{}.</span>",
            prose(&headline(found)),
            escape(&found.facts())
        )),
        Snapshot::Run(_) => {
            let names: Vec<&str> =
                rows.lanes.iter().map(|&lane| trace.threads[lane].name.as_str()).collect();
            let steps = rows.rows.len();
            let s = if steps == 1 { "" } else { "s" };
            html.push_str(&format!("A run of {} in {steps} step{s}.", escape(&words::and(&names))));
        }
    }
    if let Some(folded) = &rows.folded {
        html.push_str(&format!(" <span class=\"aside\">{}</span>", escape(folded)));
    }
    html
}

/// What was found, and of a panic also what it said.
fn headline(found: &Counterexample) -> String {
    let headline = found.headline();
    let headline = headline.trim_end_matches('.');
    match said(found) {
        Some(said) => format!("{headline}: {said}"),
        None => headline.to_owned(),
    }
}

/// What a panic said, if one is what was found.
pub fn said(found: &Counterexample) -> Option<String> {
    let (Failure::Assertion { location, .. } | Failure::UnjoinedPanic { location, .. }) =
        &found.failure
    else {
        return None;
    };
    let explanation = found.explanation();
    let said = explanation.first().map_or("", String::as_str);
    let place = format!(" ({}:{})", location.file, location.line);
    Some(said.trim_end_matches(&place).trim_end_matches('.').to_owned())
}

/// How it ends: who is stuck forever, each in its lane, and what went wrong.
pub fn end(found: &Counterexample, rows: &Rows) -> String {
    let place = match &found.failure {
        Failure::Assertion { location, .. } | Failure::UnjoinedPanic { location, .. } => {
            Some(location)
        }
        Failure::DataRace { .. }
        | Failure::Deadlock { .. }
        | Failure::LostWakeup { .. }
        | Failure::Spin { .. }
        | Failure::NeverJoined { .. } => None,
    };
    let place = place.filter(|at| !at.file.is_empty());
    let source = place.map(|at| source(&format!("{}:{}", at.file, at.line), &at.source));
    // Without a place the words have the whole width.
    let width = rows.lanes.len() + usize::from(rows.shared) + usize::from(source.is_none());
    let lines: Vec<String> = found
        .explanation()
        .iter()
        .map(|line| format!("<span class=\"line\">{}</span>", prose(line.trim())))
        .collect();
    format!(
        "{}<tr role=\"row\" class=\"failure\"><th role=\"rowheader\" scope=\"row\" class=\"number\">\
         <span aria-hidden=\"true\">✗</span><span class=\"sr-only\">End</span></th>\
         <td role=\"cell\" colspan=\"{width}\" aria-colspan=\"{width}\">{}</td>{}</tr>\n",
        forever(found, rows),
        lines.join(" "),
        source.unwrap_or_default()
    )
}

/// The row of those who are stuck; who only joins one of them has no part in it.
fn forever(found: &Counterexample, rows: &Rows) -> String {
    let trace = &found.trace;
    let stuck: Vec<_> = found
        .failure
        .waiting()
        .iter()
        .filter(|one| one.operation != Operation::Join && rows.lanes.contains(&one.thread))
        .collect();
    if stuck.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<tr role=\"row\" class=\"stuck\"><th role=\"rowheader\" scope=\"row\" class=\"number\">\
         <span aria-hidden=\"true\">…</span><span class=\"sr-only\">Forever</span></th>",
    );
    for &lane in &rows.lanes {
        match stuck.iter().find(|one| one.thread == lane) {
            Some(one) => html.push_str(&format!(
                "<td role=\"cell\" class=\"lane waits\" data-label=\"{}\"><span class=\"op\">{}</span> \
                 <span>{} forever</span></td>",
                escape(&trace.threads[lane].name),
                escape(&words::wanted(one, trace)).replace('.', ".<wbr>"),
                match one {
                    one if one.reads.is_some() => "spins",
                    one if one.timeouts > 0 => "times out",
                    one if one.sleeps() => "sleeps",
                    _ => "waits",
                }
            )),
            None => html.push_str("<td role=\"cell\" class=\"lane\"></td>"),
        }
    }
    if rows.shared {
        html.push_str("<td role=\"cell\" class=\"state\"></td>");
    }
    let at: Vec<String> =
        stuck.iter().map(|one| format!("{}:{}", one.location.file, one.location.line)).collect();
    let code = stuck.first().map_or("", |one| one.location.source.as_str());
    let same = at.iter().all(|place| *place == at[0]);
    html.push_str(&source(if same { &at[0] } else { "" }, if same { code } else { "" }));
    html.push_str("</tr>\n");
    html
}
