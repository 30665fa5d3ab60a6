//! What an `Rc` has in common with its value, and what it can be made from.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use super::Rc;

impl<T: ?Sized> Deref for Rc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: ?Sized> AsRef<T> for Rc<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized> Borrow<T> for Rc<T> {
    fn borrow(&self) -> &T {
        self
    }
}

impl<T: Default> Default for Rc<T> {
    #[track_caller]
    fn default() -> Self {
        Rc::new(T::default())
    }
}

impl<T> From<T> for Rc<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Rc::new(value)
    }
}

impl<T: ?Sized> From<Box<T>> for Rc<T> {
    #[track_caller]
    fn from(value: Box<T>) -> Self {
        Rc::first(value.into())
    }
}

impl<T> From<Vec<T>> for Rc<[T]> {
    #[track_caller]
    fn from(values: Vec<T>) -> Self {
        Rc::first(values.into())
    }
}

impl From<&str> for Rc<str> {
    #[track_caller]
    fn from(text: &str) -> Self {
        Rc::first(text.into())
    }
}

impl From<String> for Rc<str> {
    #[track_caller]
    fn from(text: String) -> Self {
        Rc::first(text.into())
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Rc<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for Rc<T> {}

impl<T: ?Sized + PartialOrd> PartialOrd for Rc<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: ?Sized + Ord> Ord for Rc<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: ?Sized + Hash> Hash for Rc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Rc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Rc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
