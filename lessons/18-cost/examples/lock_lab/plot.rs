//! Draws a run: one dot for each lock and number of threads, and a line for each cure.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::cases::THREADS;
use crate::data::{Row, Run};

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// What the backend says, which can't fail for a picture in memory.
type Drawn = Result<(), Box<dyn std::error::Error>>;

const INK: RGBColor = RGBColor(40, 40, 40);
const FAINT: RGBColor = RGBColor(205, 205, 205);

/// A color for each number of threads: the more, the warmer.
const BY_THREADS: [RGBColor; 4] =
    [RGBColor(90, 160, 210), RGBColor(30, 80, 150), RGBColor(235, 140, 40), RGBColor(190, 40, 30)];

/// A color for each line.
const BY_LINE: [RGBColor; 4] =
    [RGBColor(190, 40, 30), RGBColor(235, 140, 40), RGBColor(30, 80, 150), RGBColor(60, 140, 90)];

fn text(
    area: &Area<'_>,
    at: (i32, i32),
    words: &str,
    size: i32,
    color: RGBColor,
    to: HPos,
) -> Drawn {
    let style = ("sans-serif", size).into_font().color(&color).pos(Pos::new(to, VPos::Center));
    Ok(area.draw(&Text::new(words.to_owned(), at, style))?)
}

fn line(area: &Area<'_>, points: &[(i32, i32)], color: RGBColor, width: u32) -> Drawn {
    Ok(area.draw(&PathElement::new(points.to_vec(), color.stroke_width(width)))?)
}

fn dot(area: &Area<'_>, at: (i32, i32), color: RGBColor) -> Drawn {
    Ok(area.draw(&Circle::new(at, 4, color.filled()))?)
}

/// The lines of `about`, small, at the bottom of a picture, two in a row.
fn about(area: &Area<'_>, run: &Run, bottom: i32) -> Drawn {
    let lines: Vec<String> = run.about.chunks(2).map(|two| two.join("; ")).collect();
    for (i, words) in lines.iter().enumerate() {
        let y = bottom - 13 * (lines.len() - i) as i32;
        text(area, (12, y), words, 11, RGBColor(110, 110, 110), HPos::Left)?;
    }
    Ok(())
}

/// All locks, with this much inside: a panel for each share of reads, and in each a row for each lock.
///
/// # Errors
///
/// The backend can't draw.
pub fn locks(run: &Run, inside: u32) -> Result<String, Box<dyn std::error::Error>> {
    const ROW: i32 = 19;
    let rows: Vec<&Row> =
        run.rows.iter().filter(|row| row.experiment == "locks" && row.inside == inside).collect();
    let mut names: Vec<&str> = Vec::new();
    for row in &rows {
        if !names.contains(&row.name.as_str()) {
            names.push(&row.name);
        }
    }
    let (top, width) = (84, 960);
    let bottom = top + ROW * names.len() as i32;
    let height = bottom + 80;
    // From the power of ten below the slowest to the one above the fastest. What is slower than a thousand visits per second
    // lies at the left edge.
    let low = rows.iter().map(|row| row.lowest).fold(f64::INFINITY, f64::min).log10().floor();
    let low = low.max(-3.0);
    let high = rows.iter().map(|row| row.highest).fold(0.0, f64::max).log10().ceil();
    let mut svg = String::new();
    {
        let area =
            SVGBackend::with_string(&mut svg, (width as u32, height as u32)).into_drawing_area();
        area.fill(&WHITE)?;
        let what = if inside == 0 { "one addition inside" } else { "long inside" };
        let title = format!("Millions of visits per second, {what} (further right is faster)");
        text(&area, (12, 18), &title, 16, INK, HPos::Left)?;
        let mut x = 12;
        for (threads, color) in THREADS.iter().zip(BY_THREADS) {
            dot(&area, (x + 5, 42), color)?;
            let s = if *threads == 1 { "" } else { "s" };
            text(&area, (x + 14, 42), &format!("{threads} thread{s}"), 13, INK, HPos::Left)?;
            x += 95;
        }
        text(
            &area,
            (x + 5, 42),
            "thin lines: from the slowest sample to the fastest",
            12,
            INK,
            HPos::Left,
        )?;
        for (i, name) in names.iter().enumerate() {
            text(&area, (170, top + ROW * i as i32 + ROW / 2), name, 13, INK, HPos::Right)?;
        }
        for (panel, (reads, words)) in
            [(0, "all visits write"), (90, "nine of ten visits only read")].into_iter().enumerate()
        {
            let (left, right) = (185 + 400 * panel as i32, 185 + 400 * panel as i32 + 350);
            let place = |rate: f64| {
                let share = ((rate.max(1e-9).log10() - low) / (high - low)).max(0.0);
                left + (share * f64::from(right - left)).round() as i32
            };
            text(&area, ((left + right) / 2, 66), words, 14, INK, HPos::Center)?;
            for power in low as i32..=high as i32 {
                let x = place(10_f64.powi(power));
                line(&area, &[(x, top), (x, bottom)], FAINT, 1)?;
                let label = if power < 0 {
                    format!("{:.*}", -power as usize, 10_f64.powi(power))
                } else {
                    format!("{}", 10_u64.pow(power as u32))
                };
                text(&area, (x, bottom + 12), &label, 12, INK, HPos::Center)?;
            }
            for (i, name) in names.iter().enumerate() {
                let y = top + ROW * i as i32 + ROW / 2;
                line(&area, &[(left, y), (right, y)], RGBColor(238, 238, 238), 1)?;
                for (threads, color) in THREADS.iter().zip(BY_THREADS) {
                    let row = rows.iter().find(|row| {
                        row.name == *name && row.threads == *threads && row.reads == reads
                    });
                    if let Some(row) = row {
                        line(&area, &[(place(row.lowest), y), (place(row.highest), y)], color, 2)?;
                        dot(&area, (place(row.rate), y), color)?;
                    }
                }
            }
        }
        about(&area, run, height - 8)?;
        area.present()?;
    }
    Ok(svg)
}

/// The cures: a panel for each experiment, and in each a line for each way to do it.
///
/// # Errors
///
/// The backend can't draw.
pub fn cures(run: &Run) -> Result<String, Box<dyn std::error::Error>> {
    const PANELS: [(&str, &str); 4] = [
        ("shards", "Sharding: points for 1,024 players"),
        ("neighbours", "False sharing: a counter for each thread"),
        ("batches", "Batching: additions to a total"),
        ("pages", "Hold time: an addition and a page"),
    ];
    let (width, height) = (940, 720);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
        area.fill(&WHITE)?;
        text(
            &area,
            (12, 18),
            "Millions per second, by number of threads (higher is faster)",
            16,
            INK,
            HPos::Left,
        )?;
        for (i, (experiment, title)) in PANELS.into_iter().enumerate() {
            let corner = (20 + 465 * (i as i32 % 2), 44 + 320 * (i as i32 / 2));
            let rows: Vec<&Row> =
                run.rows.iter().filter(|row| row.experiment == experiment).collect();
            panel(&area, corner, title, &rows)?;
        }
        about(&area, run, height as i32 - 6)?;
        area.present()?;
    }
    Ok(svg)
}

fn panel(area: &Area<'_>, (left, top): (i32, i32), title: &str, rows: &[&Row]) -> Drawn {
    let (axis, right, bottom) = (left + 50, left + 310, top + 270);
    text(area, (left + 5, top + 4), title, 14, INK, HPos::Left)?;
    let highest = rows.iter().map(|row| row.highest).fold(0.0, f64::max);
    let step = step(highest);
    let y = |rate: f64| {
        bottom - (rate / (highest * 1.05) * f64::from(bottom - top - 25)).round() as i32
    };
    let x = |threads: usize| {
        let at = THREADS.iter().position(|one| *one == threads).unwrap_or(0) as i32;
        axis + 20 + at * (right - axis - 40) / (THREADS.len() as i32 - 1)
    };
    let mut mark = 0.0;
    while mark <= highest * 1.05 {
        line(area, &[(axis, y(mark)), (right, y(mark))], FAINT, 1)?;
        let digits = (-step.log10().floor()).max(0.0) as usize;
        text(area, (axis - 6, y(mark)), &format!("{mark:.digits$}"), 12, INK, HPos::Right)?;
        mark += step;
    }
    for threads in THREADS {
        let s = if threads == 1 { " thread" } else { "" };
        text(area, (x(threads), bottom + 14), &format!("{threads}{s}"), 12, INK, HPos::Center)?;
    }
    let mut names: Vec<&str> = Vec::new();
    for row in rows {
        if !names.contains(&row.name.as_str()) {
            names.push(&row.name);
        }
    }
    let mut labels = Vec::new();
    for (name, color) in names.iter().zip(BY_LINE) {
        let these: Vec<&&Row> = rows.iter().filter(|row| row.name == *name).collect();
        let points: Vec<_> = these.iter().map(|row| (x(row.threads), y(row.rate))).collect();
        line(area, &points, color, 2)?;
        for row in &these {
            line(
                area,
                &[(x(row.threads), y(row.lowest)), (x(row.threads), y(row.highest))],
                color,
                1,
            )?;
            dot(area, (x(row.threads), y(row.rate)), color)?;
        }
        if let Some(&(_, at)) = points.last() {
            labels.push((at, *name, color));
        }
    }
    // Labels that would lie on each other move apart.
    labels.sort_by_key(|label| label.0);
    let mut free = top;
    let needed = 15 * labels.len() as i32;
    for (i, (at, name, color)) in labels.into_iter().enumerate() {
        let at = at.max(free).min(bottom - needed + 15 * (i as i32 + 1));
        text(area, (right + 2, at), name, 13, color, HPos::Left)?;
        free = at + 15;
    }
    Ok(())
}

/// A round distance between two marks, so that there are about five.
fn step(highest: f64) -> f64 {
    let rough = (highest / 5.0).max(1e-6);
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|one| one * power);
    steps.into_iter().find(|step| *step >= rough).unwrap_or(rough)
}
