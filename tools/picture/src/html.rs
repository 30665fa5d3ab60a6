//! Text as HTML that survives both Markdown and mdBook's own directives.

/// `text`, escaped for element content and for attributes in double quotes.
///
/// `{{` is escaped too, because mdBook looks for its directives in HTML as well; line ends become
/// character references, because a blank line would end the HTML block.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '{' => html.push_str("&#123;"),
            '\n' => html.push_str("&#10;"),
            '\r' => {}
            c => html.push(c),
        }
    }
    html
}

/// A sentence as HTML: what stands between backticks becomes code.
pub fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks is no markup of ours: show the text as it is.
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let mut html = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i % 2 == 1 {
            html.push_str(&format!("<code>{}</code>", escape(part)));
        } else {
            html.push_str(&escape(part));
        }
    }
    html
}

/// JSON for a `<script>` element. There, only `</` and `<!--` end or change what is read, so the rest of the markup in
/// it stays as short as it is; `{{` would be a directive of mdBook's.
pub fn json(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).expect("plain data has a JSON form");
    json.replace("</", "<\\/").replace("<!--", "\\u003c!--").replace("{{", "{\\u007b")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_is_escaped() {
        assert_eq!(
            escape("a < b && \"{{#x}}\"\n"),
            "a &lt; b &amp;&amp; &quot;&#123;&#123;#x}}&quot;&#10;"
        );
    }

    #[test]
    fn backticks_become_code_and_a_lone_one_stays() {
        assert_eq!(prose("held `m`"), "held <code>m</code>");
        assert_eq!(prose("a ` b"), "a ` b");
    }

    #[test]
    fn json_in_a_script_neither_ends_it_nor_holds_a_directive_and_says_the_same() {
        let text = "<td>{{#x}}</td></script><!-- &";
        let json = json(&text);
        assert_eq!(json, r#""<td>{\u007b#x}}<\/td><\/script>\u003c!-- &""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
