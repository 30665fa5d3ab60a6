//! How the book appears outside its pages: the icon of its tab, and the preview that is shown beside a link to it.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use mdbook_driver::config::Config;

use super::{icon, png, policy, preview};
use crate::course::Course;
use crate::html::escape;
use crate::picture::{Columns, Rows, Snapshot, failure};
use crate::preprocess::NAME;

/// The icon's file. A new picture has the same name: an icon that is out of date does no harm.
const ICON: &str = "icon.svg";
const PREVIEW: &str = "preview.png";

/// What goes into the head of each page.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// Whether there is an icon of the book's own.
    icon: bool,
    /// The elements for programs that show previews.
    tags: String,
}

/// Draws the run that `book.toml` names for it, and writes the pictures into `folder`.
///
/// # Errors
///
/// When the run cannot be read, or a picture cannot be written.
pub fn make(course: &Course, config: &Config, folder: &Path) -> Result<Face> {
    let run: Option<String> = config.get(&format!("preprocessor.{NAME}.preview"))?;
    let title = config.book.title.as_deref().unwrap_or_default();
    let about = config.book.description.as_deref().unwrap_or_default();
    let mut tags = String::new();
    for (property, content) in [("type", "website"), ("title", title), ("description", about)] {
        meta(&mut tags, &format!("og:{property}"), content);
    }
    let Some(run) = run else {
        return Ok(Face { icon: false, tags });
    };
    let path = course.book().join(&run);
    let name = course.name(&path);
    let json = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{name}`"))?;
    let snapshot = Snapshot::parse(&json).with_context(|| format!("`{name}`"))?;
    let rows = Rows::new(snapshot.trace(), snapshot.counterexample());
    let columns = Columns::new(snapshot.trace(), &rows.lanes, rows.shared);
    let result = snapshot.counterexample().map(|found| failure(&found.failure)).unwrap_or_default();
    let picture = preview::draw(title, about, &rows, columns, &result);
    for (file, bytes) in [(ICON, icon::svg(&rows).into_bytes()), (PREVIEW, png::write(&picture))] {
        std::fs::write(folder.join(file), bytes)
            .with_context(|| format!("cannot write `{file}`"))?;
    }
    // A preview's address must be a whole one, so it needs to be known where the book will be.
    let html = config.html_config().unwrap_or_default();
    if let Some(site) = html.site_url.filter(|site| site.starts_with("http")) {
        meta(&mut tags, "og:image", &format!("{}/{PREVIEW}", site.trim_end_matches('/')));
        let [width, height] = preview::SIZE.map(|length| length.to_string());
        meta(&mut tags, "og:image:width", &width);
        meta(&mut tags, "og:image:height", &height);
        meta(
            &mut tags,
            "og:image:alt",
            &format!("A run of the explorer, drawn as a swimlane: {result}"),
        );
        meta(&mut tags, "twitter:card", "summary_large_image");
    }
    Ok(Face { icon: true, tags })
}

impl Face {
    /// The page with this in its head.
    ///
    /// # Errors
    ///
    /// When the page is not one of mdBook's.
    pub fn put_on(&self, html: &str) -> Result<String> {
        let mut html = policy::after_charset(html, &self.tags)?;
        if !self.icon {
            return Ok(html);
        }
        // The frame with the contents has no icon.
        for (rel, own) in [
            ("icon", format!("<link rel=\"icon\" href=\"{ICON}\">")),
            ("shortcut icon", String::new()),
        ] {
            let Some(start) = html.find(&format!("<link rel=\"{rel}\" ")) else {
                continue;
            };
            let end = html[start..].find('>').context("a link's tag is not closed")?;
            html.replace_range(start..=start + end, &own);
        }
        Ok(html)
    }
}

fn meta(tags: &mut String, property: &str, content: &str) {
    if !content.is_empty() {
        _ = write!(
            tags,
            "\n        <meta property=\"{property}\" content=\"{}\">",
            escape(content)
        );
    }
}
