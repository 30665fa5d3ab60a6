//! What the source calls things, for pictures and for messages without a picture.

use std::collections::HashSet;
use std::panic::Location;
use std::ptr;

use super::failure::nothing;
use super::why::Names;
use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::request::{NO_OBJECT, Request, futex};
use crate::source;
use crate::trace::schedule::letter;
use crate::trace::{Object, type_names};

/// What the source calls an object, for messages.
pub(crate) fn object_name(execution: &Execution, object: u32) -> String {
    if object as usize >= execution.objects.len() {
        let queue = (0..execution.world.futexes.len()).find(|&q| futex(q) == object);
        let atomic = queue.map_or(NO_OBJECT, |queue| execution.atomic_at(queue));
        return match objects(execution).get(atomic as usize) {
            Some(atomic) => atomic.name.clone(),
            None => "token".into(),
        };
    }
    objects(execution).swap_remove(object as usize).name
}

/// What the source calls the object that a person takes the operation to be about.
pub(crate) fn shown_name(execution: &Execution, pending: &Request) -> String {
    object_name(execution, super::why::shown_object(execution, pending))
}

/// What a thread is called: by its name, or else by its letter.
pub(crate) fn thread_name(execution: &Execution, thread: usize) -> String {
    let name = execution.threads.get(thread).and_then(|state| state.name.clone());
    let unnamed = || if thread == 0 { "main".into() } else { letter(thread).to_string() };
    name.unwrap_or_else(unnamed)
}

/// The thread that holds a lock.
pub(crate) fn holder(execution: &Execution, object: u32) -> Option<usize> {
    let State::Mutex(mutex) = &execution.objects.get(object as usize)?.state else { return None };
    mutex.holder
}

/// An operation that has yet to happen, with its object: `balance.store`.
pub(crate) fn operation_on(execution: &Execution, pending: &Request) -> String {
    let verb = crate::trace::words::verb(pending.operation);
    match super::why::shown_object(execution, pending) {
        NO_OBJECT => verb.to_string(),
        object => format!("`{}.{verb}`", object_name(execution, object)),
    }
}

/// What a thread waits for, and why, for messages: ` to read …`. `name` says what threads are called.
pub(crate) fn wish(
    execution: &Execution,
    thread: usize,
    pending: &Request,
    name: &dyn Fn(usize) -> String,
) -> String {
    let names = Names { thread: name, object: &|o| object_name(execution, o), number: &|_| None };
    let mut waiting = nothing(thread, pending);
    super::why::explain(execution, thread, pending, &names, &mut waiting);
    waiting.why.map_or(String::new(), |why| format!(" {why}"))
}

pub(super) fn objects(execution: &Execution) -> Vec<Object> {
    let called = |object: usize, place| {
        name_at(execution.objects[object].kind, place)
            .unwrap_or_else(|| execution.objects[object].kind.to_string())
    };
    let mut names: Vec<String> =
        (0..execution.objects.len()).map(|o| called(o, execution.objects[o].first_use)).collect();
    one_name_for_all(execution, &mut names);
    let is_taken = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let number = |i: usize| names[..=i].iter().filter(|other| **other == names[i]).count();
    let object = |(i, name): (usize, &String)| Object {
        name: if is_taken(name) { format!("{name}#{}", number(i)) } else { name.clone() },
        kind: execution.objects[i].kind.to_string(),
        initial: None,
    };
    names.iter().enumerate().map(object).collect()
}

/// What the source calls an object of that kind that is used at this place.
fn name_at(kind: &str, place: &Location<'_>) -> Option<String> {
    let (file, line, column) = (place.file(), place.line(), place.column());
    let handles = [type_names::ARC, type_names::WEAK].contains(&kind);
    let name = source::receiver(file, line, column)
        .filter(|_| !handles)
        .or_else(|| handles.then(|| source::bound(file, line, column)).flatten())
        .or_else(|| argument(place))
        // `*LAZY` and `for x in rx` call a method of the object without naming one.
        .or_else(|| {
            let unspoken = matches!(kind, "LazyLock" | "Receiver");
            unspoken.then(|| source::named_at(file, line, column)).flatten()
        });
    // The source calls an `Rc` or an `Arc` by this name, but the explorer watches its count.
    match kind {
        type_names::RC | type_names::ARC => {
            Some(format!("{}.count", name.as_deref().unwrap_or(kind)))
        }
        type_names::WEAK => Some(format!("{}.weak", name.as_deref().unwrap_or(kind))),
        _ => name,
    }
}

/// If one thread's `mine` is another thread's `other`, neither name says which of the two objects is meant. Then
/// both get the name of the first, and their numbers tell them apart.
fn one_name_for_all(execution: &Execution, names: &mut [String]) {
    let mut seen = HashSet::new();
    for step in &execution.steps {
        let object = step.object as usize;
        if object >= names.len() || !seen.insert((object, ptr::from_ref(step.location))) {
            continue;
        }
        let kind = execution.objects[object].kind;
        let Some(name) = name_at(kind, step.location).filter(|name| *name != names[object]) else {
            continue;
        };
        let is_other =
            |&o: &usize| o != object && names[o] == name && execution.objects[o].kind == kind;
        let Some(other) = (0..names.len()).find(is_other) else { continue };
        let (from, to) = (names[object.max(other)].clone(), names[object.min(other)].clone());
        names.iter_mut().filter(|name| **name == from).for_each(|name| name.clone_from(&to));
    }
}

/// What the source calls the atomic that is passed to one of the futex's functions here.
fn argument(place: &Location<'_>) -> Option<String> {
    let line = source::locate(place.file(), place.line()).source;
    let from = ["wait(", "wake_one(", "wake_all("].iter().find_map(|call| line.find(call))?;
    let inside = line[from..].split_once('(')?.1;
    let end = inside.find([',', ')', '[']).unwrap_or(inside.len());
    let name = inside[..end].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (!name.is_empty() && name != "self").then(|| name.to_string())
}
