//! A `quiz` block: a question about an idea, in Markdown, with a reply to each option.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use super::{Card, Choice, Question};
use crate::fence;

/// What the lines of a block add up to.
#[derive(Default)]
struct Draft {
    question: Vec<String>,
    options: Vec<Written>,
}

/// One option, as it was written.
struct Written {
    line: usize,
    right: bool,
    text: String,
    reply: String,
}

/// Reads the body of a `quiz` block. Code in it that is only indented is in `language`; `id` names the question.
///
/// # Errors
///
/// The line within the block, counted from 1, and what is wrong there.
pub fn parse(body: &str, language: &str, id: String) -> Result<Card, (usize, String)> {
    let draft = read(body)?;
    let question = draft.question.join("\n");
    if question.trim().is_empty() {
        return Err((1, "a quiz without a question: write it above the options".to_owned()));
    }
    if draft.options.len() < 2 {
        return Err((
            1,
            "a quiz with nothing to choose: give it two options, each after `- [ ] `".to_owned(),
        ));
    }
    if !draft.options.iter().any(|option| option.right) {
        return Err((1, "a quiz without a right answer: mark it with `- [x] `".to_owned()));
    }
    let mut options = Vec::new();
    for option in &draft.options {
        if option.reply.trim().is_empty() {
            let what = format!(
                "the option `{}` has no reply: write it below, after `  > `",
                option.text.trim()
            );
            return Err((option.line, what));
        }
        let one = |text: &str| inline(text).map_err(|what| (option.line, what));
        options.push(Choice {
            html: one(&option.text)?,
            right: option.right,
            reply: Some(one(&option.reply)?),
        });
    }
    Ok(Card {
        heading: "Think, then check",
        before: String::new(),
        question: Question::Markdown { id, text: fenced(&question, language) },
        options,
        answer: String::new(),
    })
}

fn read(body: &str) -> Result<Draft, (usize, String)> {
    let mut draft = Draft::default();
    for (i, line) in body.lines().enumerate() {
        if let Some((right, text)) = option(line) {
            let text = text.to_owned();
            draft.options.push(Written { line: i + 1, right, text, reply: String::new() });
            continue;
        }
        match draft.options.last_mut() {
            None => draft.question.push(line.to_owned()),
            Some(_) if line.trim().is_empty() => {}
            Some(last) => {
                let inside = line.trim_start();
                if inside.len() == line.len() {
                    let what =
                        "neither an option nor a part of one: begin it with `- [ ] `, or indent it";
                    return Err((i + 1, what.to_owned()));
                }
                match inside.strip_prefix('>') {
                    Some(reply) => add(&mut last.reply, reply),
                    None if last.reply.is_empty() => add(&mut last.text, inside),
                    // Markdown's own lazy continuation of a quotation.
                    None => add(&mut last.reply, inside),
                }
            }
        }
    }
    Ok(draft)
}

/// Whether an option begins here: whether it is right, and its text.
fn option(line: &str) -> Option<(bool, &str)> {
    let wrong = line.strip_prefix("- [ ] ").map(|text| (false, text));
    wrong.or_else(|| line.strip_prefix("- [x] ").map(|text| (true, text)))
}

fn add(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line.trim());
}

/// One paragraph of Markdown as HTML, without the paragraph.
fn inline(text: &str) -> Result<String, String> {
    let mut events = Vec::new();
    let mut paragraphs = 0;
    for event in Parser::new_ext(text, Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Paragraph) => paragraphs += 1,
            Event::End(TagEnd::Paragraph) => {}
            Event::SoftBreak => events.push(Event::Text(" ".into())),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Strikethrough)
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Strikethrough,
            )
            | Event::Text(_)
            | Event::Code(_) => events.push(event),
            _ => {
                return Err(format!(
                    "`{}` is more than a sentence: options and replies are one paragraph of text, code, emphasis and links",
                    text.trim()
                ));
            }
        }
    }
    if paragraphs != 1 {
        return Err(format!("`{}` is more than one paragraph", text.trim()));
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    // mdBook looks for its directives in HTML as well, and a line end could end the block.
    Ok(out.replace("{{", "&#123;&#123;").replace('\n', "&#10;"))
}

/// `text` with its indented code in fences, so that it is coloured as its language.
fn fenced(text: &str, language: &str) -> String {
    let mut out = String::new();
    let mut end = 0;
    for block in fence::fences(text) {
        out.push_str(&text[end..block.range.start]);
        let info = block.info.as_deref().unwrap_or(language);
        out.push_str(&fence::write(info, &block.body));
        end = block.range.end;
    }
    out.push_str(&text[end..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "\
Which total is *possible*?

    counter += 1

- [ ] only `2`
  > The two loads
  > may come first.
- [x] 1
  > Both may read 0.
";

    #[test]
    fn a_block_has_a_question_options_and_replies() {
        let html = parse(BLOCK, "python", "q".to_owned()).unwrap().section();
        for expected in [
            "<div class=\"question\" id=\"q\">\n\nWhich total is *possible*?\n\n```python\ncounter += 1\n```",
            "<fieldset aria-labelledby=\"q\">",
            "data-right=\"false\" /> <span>only <code>2</code></span>",
            "<dd data-option=\"0\">The two loads may come first.</dd>",
            "<dt>1 <span class=\"mark\">right</span></dt>\n<dd data-option=\"1\">Both may read 0.</dd>",
        ] {
            assert!(html.contains(expected), "no {expected} in\n{html}");
        }
    }

    #[track_caller]
    fn refused(from: &str, to: &str, line: usize, what: &str) {
        let body = BLOCK.replace(from, to);
        let (at, why) = parse(&body, "rust", "q".to_owned()).unwrap_err();
        assert!(at == line && why.contains(what), "{at}: {why}");
    }

    #[test]
    fn each_option_needs_a_reply() {
        refused("  > Both may read 0.\n", "", 8, "the option `1` has no reply");
    }

    #[test]
    fn an_answer_is_needed() {
        refused("[x]", "[ ]", 1, "without a right answer");
    }

    #[test]
    fn a_question_is_needed() {
        refused("Which total is *possible*?\n\n    counter += 1\n", "", 1, "without a question");
    }

    #[test]
    fn what_is_no_option_is_refused() {
        refused("- [x] 1\n", "* 1\n", 8, "neither an option nor a part of one");
    }

    #[test]
    fn a_reply_is_one_paragraph() {
        refused("Both may", "# Both may", 8, "more than a sentence");
    }
}
