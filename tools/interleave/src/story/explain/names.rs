//! What the source calls things, for pictures and for messages that have none.

use super::failure::nothing;
use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::pending::{NO_OBJECT, Pending, futex};
use crate::schedule::letter;
use crate::story::source;
use crate::story::why::Names;
use crate::sync::arc;
use crate::trace::Object;

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

/// Who holds a lock.
pub(crate) fn holder(execution: &Execution, object: u32) -> Option<usize> {
    match &execution.objects.get(object as usize)?.state {
        State::Mutex(mutex) => mutex.holder,
        _ => None,
    }
}

/// An operation that has yet to happen, with its object: `balance.store`.
pub(crate) fn operation_on(execution: &Execution, pending: &Pending) -> String {
    let verb = crate::story::words::verb(pending.operation);
    match crate::story::why::shown_object(execution, pending) {
        NO_OBJECT => verb.to_string(),
        object => format!("`{}.{verb}`", object_name(execution, object)),
    }
}

/// What a thread waits for, and why, for messages: ` to read …`.
pub(crate) fn wish(execution: &Execution, thread: usize, pending: &Pending) -> String {
    let names = Names {
        thread: &|t| letter(t).to_string(),
        object: &|o| object_name(execution, o),
        number: &|_| None,
    };
    let mut waiting = nothing(thread, pending);
    crate::story::why::explain(execution, thread, pending, &names, &mut waiting);
    waiting.why.map_or(String::new(), |why| format!(" {why}"))
}

pub(super) fn objects(execution: &Execution) -> Vec<Object> {
    let name = |object: &crate::machine::object::Object| {
        let place = object.first_use;
        let handles = [arc::KIND, arc::WEAK_KIND].contains(&object.kind);
        let name = source::receiver(place.file(), place.line(), place.column())
            .filter(|_| !handles)
            .or_else(|| {
                let (file, line, column) = (place.file(), place.line(), place.column());
                handles.then(|| source::bound(file, line, column)).flatten()
            })
            .or_else(|| crate::story::lost::argument(place))
            // `*LAZY` and `for x in rx` call a method of the object without naming one.
            .or_else(|| {
                let unspoken = matches!(object.kind, "LazyLock" | "Receiver");
                unspoken
                    .then(|| source::named_at(place.file(), place.line(), place.column()))
                    .flatten()
            })
            .unwrap_or_else(|| object.kind.to_string());
        // What is watched of an `Rc` or an `Arc` is not what the source calls by this name.
        match object.kind {
            crate::rc::KIND | arc::KIND => format!("{name}.count"),
            arc::WEAK_KIND => format!("{name}.weak"),
            _ => name,
        }
    };
    let names: Vec<String> = execution.objects.iter().map(name).collect();
    let is_taken = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let number = |i: usize| names[..=i].iter().filter(|other| **other == names[i]).count();
    let object = |(i, name): (usize, &String)| Object {
        name: if is_taken(name) { format!("{name}#{}", number(i)) } else { name.clone() },
        kind: execution.objects[i].kind.to_string(),
        initial: None,
    };
    names.iter().enumerate().map(object).collect()
}
