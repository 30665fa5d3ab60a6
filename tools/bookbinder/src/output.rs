//! `{{#output path.txt}}`: what a program printed, as a terminal shows it.

use crate::html::{escape, prose};

/// `text` as a terminal block, under `title` where there is one.
pub fn terminal(text: &str, title: Option<&str>) -> String {
    let caption = title.map(|title| format!("<figcaption>{}</figcaption>\n", prose(title)));
    format!(
        "<figure class=\"terminal\">\n{}<pre><code class=\"language-text nohighlight\">{}</code></pre>\n</figure>\n",
        caption.unwrap_or_default(),
        escape(text.trim_end())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_escaped_and_has_no_blank_line_to_end_its_block() {
        let html = terminal("a <b>\n\nc\n", Some("It runs"));
        assert!(html.contains("a &lt;b&gt;&#10;&#10;c</code>"), "{html}");
        assert!(!html.contains("\n\n"), "{html}");
    }
}
