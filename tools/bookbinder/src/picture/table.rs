//! Rows as an HTML table that reads well without script, without colour and read aloud.

use interleave::trace::{Counterexample, Failure, Operation, Thread, Trace};

use super::rows::{Row, Rows, stuck};
use super::{Snapshot, words};
use crate::html::{escape, prose};

/// More shared objects than this, and a row tells only what it changed.
const MOST_SHOWN: usize = 3;

/// A snapshot as a figure.
pub fn swimlane(snapshot: &Snapshot, title: Option<&str>) -> String {
    let trace = snapshot.trace();
    let rows = Rows::new(trace, snapshot.counterexample());
    let columns = Columns::new(trace, &rows.lanes, rows.shared);
    let mut html = format!(
        "<figure class=\"swimlane\">\n{}\n<caption>",
        columns.table()
    );
    html.push_str(&caption(snapshot, &rows, title));
    html.push_str("</caption>\n");
    html.push_str(&table_head(columns));
    html.push_str("<tbody role=\"rowgroup\">\n");
    for one in &rows.rows {
        html.push_str(&row(one, columns));
        html.push('\n');
    }
    if let Some(counterexample) = snapshot.counterexample() {
        html.push_str(&end(counterexample, &rows));
    }
    html.push_str("</tbody>\n</table>\n</figure>\n");
    html
}

/// The columns of one table.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// All threads of the run.
    pub threads: &'a [Thread],
    /// The threads that have a lane, as indices.
    pub lanes: &'a [usize],
    /// Whether anything is known of the shared objects.
    pub shared: bool,
    /// The name of the shared object, where there is only one.
    pub only: Option<&'a str>,
}

impl<'a> Columns<'a> {
    /// The columns for `trace` with these lanes.
    pub fn new(trace: &'a Trace, lanes: &'a [usize], shared: bool) -> Self {
        let only = match trace.objects.as_slice() {
            [one] => Some(one.name.as_str()),
            _ => None,
        };
        Self {
            threads: &trace.threads,
            lanes,
            shared,
            only,
        }
    }

    /// The start tag of the table.
    pub fn table(&self) -> &'static str {
        match self.only {
            Some(_) => "<table role=\"table\" class=\"one-object\">",
            None => "<table role=\"table\">",
        }
    }
}

/// The head of a table with these columns.
pub fn table_head(columns: Columns) -> String {
    let mut html = String::from(
        "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\" class=\"number\">\
         <span class=\"sr-only\">Step</span></th>",
    );
    for &thread in columns.lanes {
        html.push_str(&format!(
            "<th role=\"columnheader\" scope=\"col\" class=\"lane\">{}</th>",
            escape(&columns.threads[thread].name)
        ));
    }
    if columns.shared {
        html.push_str(&format!(
            "<th role=\"columnheader\" scope=\"col\" class=\"state\">{}</th>",
            escape(columns.only.unwrap_or("Shared"))
        ));
    }
    html.push_str(
        "<th role=\"columnheader\" scope=\"col\" class=\"source\">Source</th></tr></thead>\n",
    );
    html
}

/// One row of a table with these columns, on one line.
pub fn row(row: &Row, columns: Columns) -> String {
    let class = if row.decisive {
        "step decisive"
    } else {
        "step"
    };
    let mut html = format!(
        "<tr role=\"row\" class=\"{class}\"><th role=\"rowheader\" scope=\"row\" class=\"number\">{}</th>",
        row.number
    );
    for &thread in columns.lanes {
        let name = escape(&columns.threads[thread].name);
        if thread == row.thread {
            html.push_str(&format!(
                "<td role=\"cell\" class=\"lane acts\" data-label=\"{name}\">{}</td>",
                act(row)
            ));
        } else if row.waiting.contains(&thread) {
            html.push_str(&format!(
                "<td role=\"cell\" class=\"lane waits\" data-label=\"{name}\"><span>waits</span></td>"
            ));
        } else {
            html.push_str("<td role=\"cell\" class=\"lane\"></td>");
        }
    }
    if columns.shared {
        html.push_str(&format!(
            "<td role=\"cell\" class=\"state\" data-label=\"Shared\">{}</td>",
            state(row)
        ));
    }
    html.push_str(&source(&row.place, &row.code));
    html.push_str("</tr>");
    html
}

/// The cell that says where in the source; the path may break between its folders, the code after its dots.
fn source(place: &str, code: &str) -> String {
    let place = escape(place).replace('/', "/<wbr>");
    let code = escape(code).replace('.', ".<wbr>");
    format!(
        "<td role=\"cell\" class=\"source\"><span class=\"place\">{place}</span> <code>{code}</code></td>"
    )
}

fn act(row: &Row) -> String {
    // A narrow lane breaks after the object's name, and keeps a value beside what it belongs to.
    let label = escape(&row.label)
        .replace('.', ".<wbr>")
        .replace(' ', "\u{a0}");
    let label = label.replace(",\u{a0}", ", ");
    let mut html = format!("<span class=\"op\">{label}</span>");
    if let Some(ordering) = &row.ordering {
        html.push_str(&format!(
            " <span class=\"ordering\">{}</span>",
            escape(ordering)
        ));
    }
    for (i, remark) in row.remarks.iter().enumerate() {
        let class = if row.stale && i == 0 {
            "note stale"
        } else {
            "note"
        };
        html.push_str(&format!(
            " <span class=\"{class}\">← {}</span>",
            prose(remark)
        ));
    }
    html
}

fn state(row: &Row) -> String {
    let all = row.state.len() <= MOST_SHOWN;
    let shown = row.state.iter().filter(|(_, _, changed)| all || *changed);
    let each = shown.map(|(name, value, changed)| {
        let tag = if *changed { "strong" } else { "span" };
        format!(
            "<span class=\"object\"><span class=\"name\">{} = </span><{tag}>{}</{tag}></span>",
            escape(name),
            escape(value)
        )
    });
    each.collect::<Vec<_>>().join(" ")
}

fn caption(snapshot: &Snapshot, rows: &Rows, title: Option<&str>) -> String {
    let trace = snapshot.trace();
    let mut html = String::new();
    if let Some(title) = title {
        let stop = if title.ends_with(['.', '?', '!']) {
            ""
        } else {
            "."
        };
        html.push_str(&format!("<strong>{}{stop}</strong> ", prose(title)));
    }
    match snapshot {
        Snapshot::Fails(found) => html.push_str(&format!(
            "{} <span class=\"aside\">{}.</span>",
            prose(&found.headline()),
            escape(&found.facts())
        )),
        Snapshot::Run(_) => {
            let names: Vec<&str> = rows
                .lanes
                .iter()
                .map(|&lane| trace.threads[lane].name.as_str())
                .collect();
            let steps = rows.rows.len();
            let s = if steps == 1 { "" } else { "s" };
            html.push_str(&format!(
                "A run of {} in {steps} step{s}.",
                escape(&words::and(&names))
            ));
        }
    }
    if let Some(folded) = &rows.folded {
        html.push_str(&format!(" <span class=\"aside\">{}</span>", escape(folded)));
    }
    html
}

/// How it ends: who is stuck for ever, each in its lane, and what went wrong.
fn end(found: &Counterexample, rows: &Rows) -> String {
    let place = match &found.failure {
        Failure::Assertion { location, .. } | Failure::UnjoinedPanic { location, .. } => {
            Some(location)
        }
        _ => None,
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
        for_ever(found, rows),
        lines.join(" "),
        source.unwrap_or_default()
    )
}

/// The row of those who are stuck; who only joins one of them has no part in it.
fn for_ever(found: &Counterexample, rows: &Rows) -> String {
    let trace = &found.trace;
    let stuck: Vec<_> = stuck(&found.failure)
        .iter()
        .filter(|one| one.operation != Operation::Join && rows.lanes.contains(&one.thread))
        .collect();
    if stuck.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<tr role=\"row\" class=\"stuck\"><th role=\"rowheader\" scope=\"row\" class=\"number\">\
         <span aria-hidden=\"true\">…</span><span class=\"sr-only\">For ever</span></th>",
    );
    for &lane in &rows.lanes {
        match stuck.iter().find(|one| one.thread == lane) {
            Some(one) => html.push_str(&format!(
                "<td role=\"cell\" class=\"lane waits\" data-label=\"{}\"><span class=\"op\">{}</span> \
                 <span>{} for ever</span></td>",
                escape(&trace.threads[lane].name),
                escape(&words::wanted(one, trace)).replace('.', ".<wbr>"),
                if one.reads.is_some() { "spins" } else { "waits" }
            )),
            None => html.push_str("<td role=\"cell\" class=\"lane\"></td>"),
        }
    }
    if rows.shared {
        html.push_str("<td role=\"cell\" class=\"state\"></td>");
    }
    let at: Vec<String> = stuck
        .iter()
        .map(|one| format!("{}:{}", one.location.file, one.location.line))
        .collect();
    let code = stuck.first().map_or("", |one| one.location.source.as_str());
    let same = at.iter().all(|place| *place == at[0]);
    html.push_str(&source(
        if same { &at[0] } else { "" },
        if same { code } else { "" },
    ));
    html.push_str("</tr>\n");
    html
}
