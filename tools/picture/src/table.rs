//! Rows as an HTML table that reads well without script, without colour and read aloud.

use trace::{Thread, Trace};

use crate::arrows::strokes;
use crate::ending::{caption, end};
use crate::html::{escape, prose};
use crate::rows::{Row, Rows};
use crate::snapshot::Snapshot;

/// More shared objects than this, and a row tells only what it changed.
const MOST_SHOWN: usize = 3;

/// `swap 0 → 1` is shorter; `unlock poisons` and `notify_all → wakes A` aren't, and a narrow lane has no room for them.
const LONG_LABEL: usize = 13;

/// A snapshot as a figure, which an address names by `name`.
pub fn swimlane(snapshot: &Snapshot, name: &str, title: Option<&str>) -> String {
    let rows = Rows::new(snapshot.trace(), snapshot.counterexample());
    figure(snapshot, &rows, name, title)
}

/// The same, with rows that the caller has made.
pub fn figure(snapshot: &Snapshot, rows: &Rows, name: &str, title: Option<&str>) -> String {
    let trace = snapshot.trace();
    let columns = Columns::new(trace, &rows.lanes, rows.shared);
    let mut html = format!(
        "<figure class=\"swimlane\" data-name=\"{}\">\n{}\n<caption>",
        escape(name),
        columns.table()
    );
    html.push_str(&caption(snapshot, rows, title));
    html.push_str("</caption>\n");
    html.push_str(&table_head(columns));
    html.push_str("<tbody role=\"rowgroup\">\n");
    for one in &rows.rows {
        html.push_str(&row(one, columns));
        html.push('\n');
    }
    if let Some(counterexample) = snapshot.counterexample() {
        html.push_str(&end(counterexample, rows));
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
        Self { threads: &trace.threads, lanes, shared, only }
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
    let class = match (row.decisive, row.parts) {
        (false, false) => "step",
        (true, false) => "step decisive",
        (false, true) => "step parts",
        (true, true) => "step decisive parts",
    };
    let mut html = format!(
        "<tr role=\"row\" class=\"{class}\"><th role=\"rowheader\" scope=\"row\" class=\"number\">{}</th>",
        row.number
    );
    for &thread in columns.lanes {
        let name = escape(&columns.threads[thread].name);
        let edges = strokes(row, thread);
        if thread == row.thread {
            html.push_str(&format!(
                "<td role=\"cell\" class=\"lane acts\" data-label=\"{name}\">{}{edges}</td>",
                act(row)
            ));
        } else if row.waiting.contains(&thread) {
            html.push_str(&format!(
                "<td role=\"cell\" class=\"lane waits\" data-label=\"{name}\"><span>waits</span>{edges}</td>"
            ));
        } else {
            html.push_str(&format!("<td role=\"cell\" class=\"lane\">{edges}</td>"));
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

/// The pieces of a row that other rows may share: its start with the number, and each of its cells.
pub fn cells(row: &str) -> Vec<&str> {
    let starts = row.match_indices("<td ").map(|(at, _)| at);
    let bounds: Vec<usize> = [0].into_iter().chain(starts).chain([row.len()]).collect();
    bounds.windows(2).map(|pair| &row[pair[0]..pair[1]]).collect()
}

/// The cell that says where in the source; the path may break between its folders, the code after its dots.
pub(crate) fn source(place: &str, code: &str) -> String {
    let place = escape(place).replace('/', "/<wbr>");
    let code = escape(code).replace('.', ".<wbr>");
    format!(
        "<td role=\"cell\" class=\"source\"><span class=\"place\">{place}</span> <code>{code}</code></td>"
    )
}

fn act(row: &Row) -> String {
    let mut html = format!("<span class=\"op\">{}</span>", label(&row.label));
    if let Some(ordering) = &row.ordering {
        html.push_str(&format!(" <span class=\"ordering\">{}</span>", escape(ordering)));
    }
    if let Some(acquires) = &row.acquires {
        html.push_str(&format!(" <span class=\"note acquires\">← {}</span>", prose(acquires)));
    }
    for (i, remark) in row.remarks.iter().enumerate() {
        let class = if row.stale && i == 0 { "note stale" } else { "note" };
        html.push_str(&format!(" <span class=\"{class}\">← {}</span>", prose(remark)));
    }
    html
}

/// What is done, and with which values. A narrow lane breaks after the object's name, and keeps a value beside what it
/// belongs to; but where there's no room for both it breaks between them, and not in the middle of a word.
fn label(text: &str) -> String {
    let operation = text.split(' ').next().unwrap_or_default();
    let name = operation.rsplit('.').next().unwrap_or_default();
    let values = text[operation.len()..].trim_start();
    let length = name.len() + 1 + values.chars().count();
    let beside = if values.is_empty() {
        ""
    } else if length > LONG_LABEL {
        " "
    } else {
        "\u{a0}"
    };
    let values = escape(values).replace(' ', "\u{a0}").replace(",\u{a0}", ", ");
    format!("{}{beside}{values}", escape(operation).replace('.', ".<wbr>"))
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
