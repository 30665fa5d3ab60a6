//! `{{#output path.txt}}`: what a program printed, as a terminal shows it; what is long can be folded.

use anyhow::{Result, ensure};

use crate::html::{escape, prose};

/// `text` as a terminal block, under `title` where there is one. With `rows`, what follows so many rows of data is
/// there to unfold.
///
/// # Errors
///
/// When there is nothing to fold.
pub fn terminal(text: &str, title: Option<&str>, rows: Option<usize>) -> Result<String> {
    let caption = title.map(|title| format!("<figcaption>{}</figcaption>\n", prose(title)));
    let (shown, folded) = match rows {
        Some(rows) => split(text, rows)?,
        None => (text, None),
    };
    let rest = folded.map(|(rest, rows)| {
        let s = if rows == 1 { "" } else { "s" };
        format!("<details>\n<summary>{rows} more row{s}</summary>\n{}</details>\n", block(rest))
    });
    Ok(format!(
        "<figure class=\"terminal\">\n{}{}{}</figure>\n",
        caption.unwrap_or_default(),
        block(shown),
        rest.unwrap_or_default()
    ))
}

/// How many rows of data `text` has.
///
/// Where lines have columns, the others are captions, and what is indented far is the head of a table. Where no line
/// has columns, each one counts.
pub fn rows(text: &str) -> usize {
    data(text).len()
}

fn block(text: &str) -> String {
    format!(
        "<pre><code class=\"language-text nohighlight\">{}</code></pre>\n",
        escape(text.trim_end())
    )
}

type Parts<'a> = (&'a str, Option<(&'a str, usize)>);

/// `text` up to its `keep`th row of data, and what follows, with the number of its rows.
fn split(text: &str, keep: usize) -> Result<Parts<'_>> {
    let data = data(text);
    ensure!(keep > 0, "cannot show 0 rows: give `rows` the number of those to show");
    ensure!(
        keep < data.len(),
        "has only {} rows of data: there is nothing to fold, so leave `rows` out",
        data.len()
    );
    let end: usize = text.split_inclusive('\n').take(data[keep - 1] + 1).map(str::len).sum();
    Ok((&text[..end], Some((text[end..].trim_start_matches('\n'), data.len() - keep))))
}

/// The lines that hold data, counted from 0.
fn data(text: &str) -> Vec<usize> {
    const HEAD: usize = 10;
    let columns = |line: &str| line.trim().contains("  ");
    let indent = |line: &str| line.len() - line.trim_start().len();
    let table = text.lines().any(columns);
    let holds = |line: &str| match table {
        true => columns(line) && indent(line) < HEAD,
        false => !line.trim().is_empty(),
    };
    text.lines().enumerate().filter(|(_, line)| holds(line)).map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
in nanoseconds, on 2 cores

                 1 thread   2 threads
std                   5.3        36.3
ticket                3.4        90.3

                 4 threads
std                   9.9        1.0
";

    #[test]
    fn output_is_escaped_and_has_no_blank_line_to_end_its_block() {
        let html = terminal("a <b>\n\nc\n", Some("It runs"), None).unwrap();
        assert!(html.contains("a &lt;b&gt;&#10;&#10;c</code>"), "{html}");
        assert!(!html.contains("\n\n"), "{html}");
    }

    #[test]
    fn captions_and_heads_are_no_rows() {
        assert_eq!(rows(TABLE), 3);
        assert_eq!(rows("two states\n  holds\n\nthree states\n  holds\n"), 4);
    }

    #[test]
    fn what_follows_the_rows_to_show_is_folded_and_the_head_is_not() {
        let html = terminal(TABLE, None, Some(1)).unwrap();
        let (shown, folded) = html.split_once("<details>").unwrap();
        assert!(shown.contains("2 threads&#10;std") && !shown.contains("ticket"), "{shown}");
        assert!(folded.contains("<summary>2 more rows</summary>"), "{folded}");
        assert!(folded.contains("<code class=\"language-text nohighlight\">ticket"), "{folded}");
    }

    #[test]
    fn where_nothing_is_left_to_fold_it_says_so() {
        assert!(terminal(TABLE, None, Some(3)).unwrap_err().to_string().contains("only 3 rows"));
    }
}
