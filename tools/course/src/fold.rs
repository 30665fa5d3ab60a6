//! A text that can be folded: where there is no room for all of it, what matters least is left out first.

/// A text in pieces, most of which can be folded.
#[derive(Default)]
pub struct Folding {
    pieces: Vec<Piece>,
}

struct Piece {
    text: String,
    fold: Fold,
}

/// What becomes of a piece where there is no room for it.
pub enum Fold {
    /// It is shown all the same.
    Keep,
    /// It is left out.
    Out,
    /// This line stands there instead.
    Line(String),
    /// What is left out is in its middle: the steps of a picture, or else lines.
    Middle,
    /// The last of these are left out, and so many are told of instead.
    Items(Items),
}

/// Things of one kind.
pub struct Items {
    texts: Vec<String>,
    /// What stands between them.
    gap: &'static str,
    /// What is said of so many that are left out.
    rest: fn(usize) -> String,
}

/// Less than this of a picture says nothing.
const LEAST: usize = 3;

/// How many rows a text takes on the terminal.
pub type Height<'a> = &'a dyn Fn(&str) -> usize;

impl Folding {
    /// Adds a piece that is always shown.
    pub fn keep(&mut self, text: impl Into<String>) {
        self.push(text, Fold::Keep);
    }

    /// Adds a piece.
    pub fn push(&mut self, text: impl Into<String>, fold: Fold) {
        self.pieces.push(Piece { text: text.into(), fold });
    }

    /// Adds things of one kind, with this between them. The last of them are left out where there is no room; `rest`
    /// says so, given how many.
    pub fn items(&mut self, texts: Vec<String>, gap: &'static str, rest: fn(usize) -> String) {
        self.push(texts.join(gap), Fold::Items(Items { texts, gap, rest }));
    }

    /// Changes every piece of the text.
    pub fn map(mut self, change: impl Fn(&str) -> String) -> Self {
        for piece in &mut self.pieces {
            piece.text = change(&piece.text);
            if let Fold::Items(items) = &mut piece.fold {
                items.texts.iter_mut().for_each(|item| *item = change(item));
            }
        }
        self
    }

    /// All of it, with an empty line between the pieces.
    pub fn whole(&self) -> String {
        let texts: Vec<&str> = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        texts.join("\n\n") + "\n"
    }

    /// As much of it as there is room for; nothing when that would be too little.
    pub fn folded(&self, room: usize, height: Height<'_>) -> Option<String> {
        let whole = self.whole();
        if height(&whole) <= room {
            return Some(whole);
        }
        // First what can be missed, then the empty lines, then the details.
        let is_in = |piece: &&Piece| !matches!(piece.fold, Fold::Out);
        let texts: Vec<&str> =
            self.pieces.iter().filter(is_in).map(|piece| piece.text.as_str()).collect();
        let lines: Vec<&str> = self
            .pieces
            .iter()
            .filter(is_in)
            .map(|piece| match &piece.fold {
                Fold::Line(line) => line.as_str(),
                _ => piece.text.as_str(),
            })
            .collect();
        let shorter = [(&texts, "\n\n"), (&lines, "\n\n"), (&lines, "\n")];
        let mut shorter = shorter.map(|(texts, gap)| texts.join(gap) + "\n").into_iter();
        if let Some(text) = shorter.find(|text| height(text) <= room) {
            return Some(text);
        }
        let is_elastic = |piece: &&Piece| matches!(piece.fold, Fold::Middle | Fold::Items(..));
        let elastic = self.pieces.iter().find(is_elastic)?;
        let others: Vec<&str> =
            lines.iter().copied().filter(|text| *text != elastic.text).collect();
        let room = room.checked_sub(height(&others.join("\n"))).filter(|&room| room >= LEAST)?;
        let short = match &elastic.fold {
            Fold::Items(items) => items.some(room, height),
            _ => without_middle(&elastic.text, room, height),
        };
        let fitting = lines.iter().map(|text| if *text == elastic.text { &short } else { *text });
        Some(fitting.collect::<Vec<_>>().join("\n") + "\n")
    }
}

impl Items {
    /// As many of them as there is room for, and how many are left out. The first one is there in any case.
    fn some(&self, room: usize, height: Height<'_>) -> String {
        let Self { texts, gap, rest } = self;
        for kept in (1..texts.len()).rev() {
            let text = format!("{}{gap}{}", texts[..kept].join(gap), rest(texts.len() - kept));
            if height(&text) <= room {
                return text;
            }
        }
        let tail = match texts.len() {
            0 | 1 => String::new(),
            all => format!("\n{}", rest(all - 1)),
        };
        let room = room.saturating_sub(height(tail.trim_start()));
        beginning(texts.first().map_or("", String::as_str), room, height).0 + &tail
    }
}

/// So many rows of the text from its beginning, the last of which says that there is more; and how many of its lines that
/// shows.
pub fn beginning(text: &str, room: usize, height: Height<'_>) -> (String, usize) {
    let lines: Vec<&str> = text.lines().collect();
    if height(text) <= room {
        return (text.to_owned(), lines.len());
    }
    let mut kept = lines.len().min(room.saturating_sub(1));
    while kept > 0 && height(&lines[..kept].join("\n")) + 1 > room {
        kept -= 1;
    }
    // A cut in a gap would look like the end.
    while kept > 1 && lines[kept - 1].trim().is_empty() {
        kept -= 1;
    }
    let more = left_out(lines.len() - kept, "line");
    let shown: Vec<&str> = lines[..kept].iter().copied().chain([more.as_str()]).collect();
    (shown.join("\n"), kept)
}

/// The text without its middle. Of a picture the lanes' headings stay, the last steps, and what went wrong.
fn without_middle(text: &str, room: usize, height: Height<'_>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let steps: Vec<usize> = (0..lines.len()).filter(|&i| is_step(lines[i])).collect();
    let Some((&first, &last)) = steps.first().zip(steps.last()) else {
        let half = room.saturating_sub(1) / 2;
        return join(&lines, half, lines.len().saturating_sub(room - 1 - half), room, height);
    };
    // What a thread that is stuck waits for stands below the last step, without a number.
    let mut start = last + 1;
    if first > 0 && lines[first - 1].trim().is_empty() {
        // Without lanes, the source of a step stands below it, indented further than the threads' names.
        let is_source = |line: &&&str| line.starts_with("      ");
        start += lines[start..].iter().take_while(is_source).count();
    }
    let fits = |start: usize| {
        height(&lines[..first].join("\n")) + 1 + height(&lines[start..].join("\n")) <= room
    };
    for &step in steps.iter().rev() {
        if !fits(step) {
            break;
        }
        start = step;
    }
    if start > last && !fits(start) {
        // Not even a step: then the headings have the least to say.
        let from = (0..lines.len()).find(|&i| height(&lines[i..].join("\n")) < room);
        return join(&lines, 0, from.unwrap_or(lines.len()), room, height);
    }
    let hidden = steps.iter().filter(|&&step| step < start).count();
    let more = left_out(hidden, "step");
    let shown = lines[..first].iter().copied().chain([more.as_str()]);
    shown.chain(lines[start..].iter().copied()).collect::<Vec<_>>().join("\n")
}

fn join(lines: &[&str], head: usize, tail: usize, room: usize, height: Height<'_>) -> String {
    let more = left_out(tail.saturating_sub(head), "line");
    let text =
        [&lines[..head.min(lines.len())], &[&more], &lines[tail.min(lines.len())..]].concat();
    let text = text.join("\n");
    // Lines that take several rows each: the end is what matters.
    if height(&text) <= room || tail + 1 >= lines.len() {
        text
    } else if head > 0 {
        join(lines, head - 1, tail, room, height)
    } else {
        join(lines, head, tail + 1, room, height)
    }
}

/// Whether this is a step in a picture: `  3  A     entries.store 1`.
fn is_step(line: &str) -> bool {
    let plain = anstream::adapter::strip_str(line).to_string();
    let trimmed = plain.trim_start();
    let digits = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < trimmed.len() && digits.starts_with("  ") && plain.len() - trimmed.len() < 4
}

fn left_out(n: usize, what: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("  … {n} {what}{s} more: PgDn")
}

#[cfg(test)]
mod tests {
    use super::{Fold, Folding, beginning};

    const PICTURE: &str = "\
An interleaving breaks this.
2 schedules tried

     A          B
  1  load → 0               lib.rs:1
  2             load → 0
  3             store 1
  4  store 1
                            ← overwrites what B stored
                park …

 expected 2, got 1";

    fn folding() -> Folding {
        let mut folding = Folding::default();
        folding.keep("Not solved yet.");
        folding.push(PICTURE, Fold::Middle);
        folding.push("Fails as well:\n  a\n  b", Fold::Line("2 others fail as well.".into()));
        folding.push("Every failure in full", Fold::Out);
        folding
    }

    fn rows(text: &str) -> usize {
        text.lines().count()
    }

    #[track_caller]
    fn check(room: usize, expected: &str) {
        let folded = folding().folded(room, &rows).unwrap_or_default();
        assert!(rows(&folded) <= room, "{} rows:\n{folded}", rows(&folded));
        assert_eq!(folded, expected);
    }

    #[test]
    fn what_fits_is_shown_whole() {
        check(40, &folding().whole());
    }

    #[test]
    fn what_can_be_missed_goes_first_and_then_the_empty_lines() {
        check(18, &format!("Not solved yet.\n\n{PICTURE}\n\nFails as well:\n  a\n  b\n"));
        check(16, &format!("Not solved yet.\n\n{PICTURE}\n\n2 others fail as well.\n"));
        check(14, &format!("Not solved yet.\n{PICTURE}\n2 others fail as well.\n"));
    }

    #[test]
    fn then_the_first_steps_and_never_the_lanes_the_last_steps_or_what_went_wrong() {
        check(
            12,
            "Not solved yet.\nAn interleaving breaks this.\n2 schedules tried\n\n     A          B\n  \
             … 3 steps more: PgDn\n  4  store 1\n                            ← overwrites what B stored\n                \
             park …\n\n expected 2, got 1\n2 others fail as well.\n",
        );
    }

    #[test]
    fn where_there_is_no_room_for_a_step_the_end_stays() {
        check(
            7,
            "Not solved yet.\n  … 8 lines more: PgDn\n                            ← overwrites what B stored\n                \
             park …\n\n expected 2, got 1\n2 others fail as well.\n",
        );
        assert_eq!(folding().folded(4, &rows), None);
    }

    #[test]
    fn of_items_the_first_ones_stay() {
        let mut errors = Folding::default();
        errors.keep("Does not compile.");
        let error = |name: &str| format!("error: {name}\n --> lib.rs");
        let items = ["a", "b", "c"].map(error).to_vec();
        errors.items(items, "\n\n", |rest| format!("And {rest} more."));
        let expected =
            "Does not compile.\nerror: a\n --> lib.rs\n\nerror: b\n --> lib.rs\n\nAnd 1 more.\n";
        assert_eq!(errors.folded(8, &rows).as_deref(), Some(expected));
        let expected = "Does not compile.\nerror: a\n --> lib.rs\n\nAnd 2 more.\n";
        assert_eq!(errors.folded(7, &rows).as_deref(), Some(expected));
    }

    #[test]
    fn a_beginning_does_not_end_in_a_gap() {
        let text = "one\n\ntwo\nthree\nfour";
        assert_eq!(beginning(text, 3, &rows), ("one\n  … 4 lines more: PgDn".into(), 1));
        assert_eq!(beginning(text, 4, &rows), ("one\n\ntwo\n  … 2 lines more: PgDn".into(), 3));
        assert_eq!(beginning(text, 5, &rows), (text.into(), 5));
    }
}
