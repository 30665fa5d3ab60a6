//! Questions of earlier lessons, asked on a later day: those of the book, whose answers the lessons' tests have computed.
//!
//! They lie beside the lessons' traces, where those tests keep them fresh, so nothing of the book has to be built. What is
//! remembered stays in a file of the course: the day, which questions were asked, and whether the learner wants any.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use lesson::{Quiz, excerpt};

use crate::command::Session;
use crate::files;

/// A question of a lesson.
#[derive(Clone, Debug)]
pub struct Question {
    /// The lesson and the file: `03-mutex/quiz.json`.
    pub name: String,
    /// What is asked, and what is right.
    pub quiz: Quiz,
    /// The code that it is about, if there is any.
    pub listing: Option<String>,
}

/// What is remembered.
#[derive(Default)]
struct Memory {
    day: Option<u64>,
    is_off: bool,
    asked: Vec<String>,
}

const FIRST_LINE: &str = "course recall 1";
/// So many at once, and no more.
const MOST: usize = 3;

/// The questions for today: none on the first day, none a second time on the same day, and none where none are wanted.
pub fn due(session: &Session<'_>) -> Vec<Question> {
    let root = &session.course.root;
    let mut memory = read(root);
    let today = today();
    let is_later = memory.day.is_some_and(|day| day < today);
    if memory.is_off || memory.day == Some(today) {
        return Vec::new();
    }
    memory.day = Some(today);
    write(root, &memory);
    if !is_later {
        return Vec::new();
    }
    let here = &session.current().lesson;
    let mut lessons: Vec<&str> = session
        .course
        .exercises
        .iter()
        .filter(|exercise| session.is_solved(exercise) && exercise.lesson < *here)
        .map(|exercise| exercise.lesson.as_str())
        .collect();
    lessons.dedup();
    let mut questions: Vec<Question> =
        lessons.iter().flat_map(|lesson| of_lesson(root, lesson)).collect();
    // Those that were never asked first, then those that were asked longest ago.
    questions.sort_by_key(|question| memory.asked.iter().position(|name| *name == question.name));
    questions.truncate(MOST);
    questions
}

/// Takes down that a question was asked.
pub fn asked(root: &Path, question: &Question) {
    let mut memory = read(root);
    memory.asked.retain(|name| *name != question.name);
    memory.asked.push(question.name.clone());
    write(root, &memory);
}

/// No more questions, ever.
pub fn switch_off(root: &Path) {
    let mut memory = read(root);
    memory.is_off = true;
    write(root, &memory);
}

/// The questions of a lesson that can be read.
fn of_lesson(root: &Path, lesson: &str) -> Vec<Question> {
    let folder = root.join("lessons").join(lesson).join("traces");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.retain(|path| name(path).starts_with("quiz") && name(path).ends_with(".json"));
    let question = |path: &PathBuf| {
        let quiz = Quiz::parse(&fs::read_to_string(path).ok()?).ok()?;
        let listing = match quiz.code() {
            Some((file, anchor)) => {
                let text = fs::read_to_string(folder.join(file)).ok()?;
                Some(excerpt::excerpt(&text, anchor).ok()?.text)
            }
            None => None,
        };
        Some(Question { name: format!("{lesson}/{}", name(path)), quiz, listing })
    };
    paths.iter().filter_map(question).collect()
}

/// The day by the world's clock: where the learner lives is nobody's business.
fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / (24 * 60 * 60))
}

fn path(root: &Path) -> PathBuf {
    root.join(".progress.recall")
}

/// What cannot be read is forgotten: nothing depends on it.
fn read(root: &Path) -> Memory {
    let mut memory = Memory::default();
    let text = fs::read_to_string(path(root)).unwrap_or_default();
    let mut lines = text.lines();
    if lines.next() != Some(FIRST_LINE) {
        return memory;
    }
    for line in lines {
        match line.split_once(' ') {
            None if line == "off" => memory.is_off = true,
            Some(("day", day)) => memory.day = day.parse().ok(),
            Some(("asked", name)) => memory.asked.push(name.to_owned()),
            _ => {}
        }
    }
    memory
}

fn write(root: &Path, memory: &Memory) {
    let mut text = format!("{FIRST_LINE}\n");
    if let Some(day) = memory.day {
        text += &format!("day {day}\n");
    }
    if memory.is_off {
        text += "off\n";
    }
    for name in &memory.asked {
        text += &format!("asked {name}\n");
    }
    let _ = files::write_atomically(&path(root), &text);
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::of_lesson;

    #[test]
    fn every_question_of_the_lessons_can_be_asked() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut count = 0;
        for entry in fs::read_dir(root.join("lessons")).unwrap() {
            let entry = entry.unwrap();
            let lesson = entry.file_name().into_string().unwrap();
            let files = fs::read_dir(entry.path().join("traces")).into_iter().flatten();
            let is_quiz =
                |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with("quiz");
            let written = files.flatten().filter(is_quiz).count();
            let questions = of_lesson(&root, &lesson);
            assert_eq!(questions.len(), written, "a question of {lesson} cannot be read");
            // Each option has a digit for a key.
            assert!(questions.iter().all(|question| question.quiz.options.len() < 10), "{lesson}");
            count += questions.len();
        }
        assert!(count > 20, "only {count} questions were found");
    }
}
