//! The content-security policy of a page: nothing from outside, and no inline script but mdBook's own.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The hashes of the scripts that were met: all pages have the same few.
pub type Hashes = HashMap<String, String>;

/// mdBook's page is declared to be UTF-8 before anything else. What the policy is to hold for comes after it.
const CHARSET: &str = "<meta charset=\"UTF-8\">";

/// The inline styles of mdBook's: in its template, between the chapters of the page that holds them all, and one that its
/// search sets. No other style can be inline.
const STYLES: [&str; 3] = [
    "clear: both",
    "break-before: page; page-break-before: always;",
    "position: absolute; opacity: 0;",
];

/// The page with its policy.
///
/// # Errors
///
/// When the page is not one of mdBook's.
pub fn add(html: &str, hashes: &mut Hashes) -> Result<String> {
    let policy = policy(&scripts(html)?, hashes);
    let element =
        format!("\n        <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    after_charset(html, &element)
}

/// The page with more in its head, as early as can be.
///
/// # Errors
///
/// When the page is not one of mdBook's.
pub fn after_charset(html: &str, elements: &str) -> Result<String> {
    let at = html.find(CHARSET).with_context(|| format!("it has no `{CHARSET}`"))? + CHARSET.len();
    let (before, after) = html.split_at(at);
    Ok(format!("{before}{elements}{after}"))
}

/// Pictures may be `data:` because mdBook's button to copy code is one. Its contents for readers without script are a frame.
fn policy(scripts: &[&str], hashes: &mut Hashes) -> String {
    let mut hash = |text: &str| {
        let known = hashes.entry(text.to_owned());
        known
            .or_insert_with(|| {
                format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
            })
            .clone()
    };
    let scripts: String = scripts.iter().map(|script| hash(script)).collect();
    let styles: String = STYLES.iter().map(|style| hash(style)).collect();
    format!(
        "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-hashes'{styles}; \
         img-src 'self' data:; font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// The inline scripts of the template. One in a chapter is none of them, so that a browser refuses to run it.
fn scripts(html: &str) -> Result<Vec<&str>> {
    let (before, rest) = html.split_once("<main>").unwrap_or((html, ""));
    let (_, after) = rest.rsplit_once("</main>").unwrap_or_default();
    let mut found = Vec::new();
    for mut part in [before, after] {
        while let Some((_, rest)) = part.split_once("<script") {
            let (attributes, rest) =
                rest.split_once('>').context("a script's tag is not closed")?;
            let (script, rest) = rest.split_once("</script>").context("a script is not closed")?;
            let inline = attributes.trim().is_empty();
            ensure!(inline || attributes.contains("src="), "what is `<script{attributes}>`?");
            if inline {
                found.push(script);
            }
            part = rest;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta charset=\"UTF-8\"><title>One</title><script>alert(1)</script></head>\
        <main><script>alert(2)</script></main><script src=\"book.js\"></script><script>alert(3)</script>";

    #[test]
    fn the_scripts_of_the_template_are_allowed_and_none_of_a_chapter() {
        assert_eq!(scripts(PAGE).unwrap(), ["alert(1)", "alert(3)"]);
    }

    #[test]
    fn the_policy_comes_before_everything_that_it_holds_for() {
        let html = add(PAGE, &mut Hashes::default()).unwrap();
        let policy = html.find("http-equiv").unwrap();
        assert!(html.find("charset").unwrap() < policy && policy < html.find("<title>").unwrap());
        // The hash as `openssl dgst -sha256 -binary | base64` prints it.
        assert!(html.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"), "{html}");
    }

    #[test]
    fn a_page_of_another_program_is_refused() {
        let said = add("<head></head>", &mut Hashes::default()).unwrap_err();
        assert_eq!(said.to_string(), "it has no `<meta charset=\"UTF-8\">`");
    }
}
