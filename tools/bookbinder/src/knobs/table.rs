//! Every combination as a table, for readers without script. Settings that never make a difference share a row.

use super::Explored;
use crate::html::escape;
use crate::picture;

/// More rows than this, and the table is folded.
const MOST_ROWS: usize = 8;

/// The table, and above it the weakest combinations that hold.
pub fn results(explored: &Explored, weakest: &[usize]) -> String {
    let all = explored.combinations.len();
    let holds = (0..all).filter(|&one| explored.holds(one)).count();
    let named = |&one: &usize| {
        let settings = explored.settings(one);
        let each = explored.knobs.iter().zip(settings);
        let each = each.map(|(knob, setting)| {
            format!("<code>{}</code> {}", escape(&knob.name), escape(&knob.options[setting]))
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let named: Vec<String> = weakest.iter().map(named).collect();
    let hold = if holds == 1 { "holds" } else { "hold" };
    let mut html = format!(
        "<div class=\"results\">\n<p>There are {all} combinations, and {holds} of them {hold}. \
         As weak as it can be: {}.</p>\n",
        named.join("; or ")
    );
    let rows = rows(explored);
    let folded = rows.len() > MOST_ROWS;
    if folded {
        html.push_str("<details>\n<summary>Show every combination</summary>\n");
    }
    html.push_str("<div class=\"table-wrapper\"><table><thead><tr>");
    for knob in &explored.knobs {
        html.push_str(&format!("<th scope=\"col\"><code>{}</code></th>", broken(&knob.name)));
    }
    html.push_str("<th scope=\"col\">Results</th></tr></thead><tbody>\n");
    for (settings, combination) in rows {
        html.push_str("<tr>");
        for setting in settings {
            html.push_str(&format!("<td>{}</td>", escape(&setting)));
        }
        let verdict = if explored.holds(combination) { "holds" } else { "breaks" };
        let outcomes = explored.found(combination).outcomes.join(", ");
        html.push_str(&format!("<td>{verdict}: {}</td></tr>\n", escape(&outcomes)));
    }
    html.push_str("</tbody></table></div>\n");
    html.push_str(if folded { "</details>\n</div>\n" } else { "</div>\n" });
    html
}

/// A name that can break between its words: `state.swap(UNLOCKED)` is wide for a column.
fn broken(name: &str) -> String {
    escape(name).replace('.', ".<wbr>").replace('_', "_<wbr>").replace('(', "(<wbr>")
}

/// What stands in each row: the settings of the knobs, and one of the combinations that the row is about.
fn rows(explored: &Explored) -> Vec<(Vec<String>, usize)> {
    let classes: Vec<Vec<Vec<usize>>> =
        (0..explored.knobs.len()).map(|knob| classes(explored, knob)).collect();
    let first = |combination: &usize| {
        let settings = explored.settings(*combination);
        settings
            .iter()
            .zip(&classes)
            .all(|(setting, classes)| classes.iter().any(|class| class[0] == *setting))
    };
    let told = |combination: usize| {
        let settings = explored.settings(combination);
        let each = settings.iter().zip(&classes).zip(&explored.knobs);
        let each = each.map(|((setting, classes), knob)| {
            let class = classes.iter().find(|class| class.contains(setting)).unwrap_or(&classes[0]);
            if class.len() == knob.options.len() {
                return "any".to_owned();
            }
            let names: Vec<&str> =
                class.iter().map(|&option| knob.options[option].as_str()).collect();
            picture::or(&names)
        });
        (each.collect(), combination)
    };
    (0..explored.combinations.len()).filter(first).map(told).collect()
}

/// The options of a knob, those together that can take each other's place whatever the others are.
fn classes(explored: &Explored, knob: usize) -> Vec<Vec<usize>> {
    let after: usize = explored.knobs[knob + 1..].iter().map(|one| one.options.len()).product();
    let options = explored.knobs[knob].options.len();
    let same = |a: usize, b: usize| {
        (0..explored.combinations.len())
            .filter(|combination| combination / after % options == a)
            .all(|combination| {
                let other = combination - a * after + b * after;
                explored.found(combination).outcomes == explored.found(other).outcomes
                    && explored.holds(combination) == explored.holds(other)
            })
    };
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for option in 0..options {
        match classes.iter_mut().find(|class| same(class[0], option)) {
            Some(class) => class.push(option),
            None => classes.push(vec![option]),
        }
    }
    classes
}
