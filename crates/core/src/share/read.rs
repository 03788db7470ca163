//! Members of a JSON object, read strictly: no other name, no other type.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::Fault;
use super::check::fault;
use crate::jose::json::Value;
use crate::report::{ValueKind, Word};
use crate::site_config::kind;

/// A value with its place.
pub(super) struct Node<'d, 't> {
    value: Value<'d, 't>,
    at: String,
}

impl<'d, 't> Node<'d, 't> {
    /// The object at the root; it may have these members.
    pub(super) fn root(value: Value<'d, 't>, names: &[&str]) -> Result<Self, Fault> {
        let node = Self {
            value,
            at: String::new(),
        };
        node.object(names)?;
        Ok(node)
    }

    fn wrong(&self, expected: &str) -> Fault {
        fault(self.at.as_str(), kind(self.value.kind()), expected)
    }

    fn object(&self, names: &[&str]) -> Result<(), Fault> {
        if self.value.kind() != ValueKind::Object {
            return Err(self.wrong("an object"));
        }
        match self
            .value
            .entries()
            .find(|entry| !names.contains(&entry.name.as_ref()))
        {
            Some(entry) => Err(fault(
                self.at.as_str(),
                format!("a member {}", crate::claims::brief(&entry.name)),
                format!("no others than {}", names.join(", ")),
            )),
            None => Ok(()),
        }
    }

    /// The member of that name.
    pub(super) fn maybe(&self, name: &str) -> Option<Self> {
        Some(Self {
            value: self.value.get(name)?,
            at: match self.at.as_str() {
                "" => name.to_string(),
                at => format!("{at}.{name}"),
            },
        })
    }

    pub(super) fn member(&self, name: &str) -> Result<Self, Fault> {
        self.maybe(name)
            .ok_or_else(|| fault(self.at.as_str(), "nothing", format!("a member {name}")))
    }

    pub(super) fn text(&self) -> Result<String, Fault> {
        self.value
            .as_str()
            .map(Cow::into_owned)
            .ok_or_else(|| self.wrong("a text"))
    }

    pub(super) fn number(&self) -> Result<i64, Fault> {
        self.value
            .as_i64()
            .ok_or_else(|| self.wrong("a whole number"))
    }

    pub(super) fn index(&self) -> Result<usize, Fault> {
        usize::try_from(self.number()?).map_err(|_| self.wrong("a number from 0 on"))
    }

    pub(super) fn maybe_number(&self) -> Result<Option<i64>, Fault> {
        match self.value.kind() {
            ValueKind::Null => Ok(None),
            _ => self.number().map(Some),
        }
    }

    pub(super) fn word<T: Word>(&self) -> Result<T, Fault> {
        let word = self.text()?;
        T::of_word(&word).ok_or_else(|| {
            let known: Vec<&str> = T::WORDS.iter().map(|(_, word)| *word).collect();
            fault(
                self.at.as_str(),
                crate::claims::brief(&word),
                known.join(", "),
            )
        })
    }

    /// The elements of an array, each of these.
    pub(super) fn list<T>(&self, each: fn(&Self) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        self.items()?.iter().map(each).collect()
    }

    /// The same of a member that may be missing; but it is not there and empty.
    pub(super) fn list_of<T>(
        &self,
        name: &str,
        each: fn(&Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        match self.maybe(name) {
            Some(list) => list.list(each),
            None => Ok(Vec::new()),
        }
    }

    /// An object with these members and no others.
    pub(super) fn with(&self, names: &[&str]) -> Result<&Self, Fault> {
        self.object(names).map(|()| self)
    }

    /// An array of that many elements.
    pub(super) fn row<const N: usize>(&self) -> Result<[Self; N], Fault> {
        let items = self.items()?;
        <[Self; N]>::try_from(items).map_err(|_| self.wrong(&format!("a list of {N}")))
    }

    fn items(&self) -> Result<Vec<Self>, Fault> {
        if self.value.kind() != ValueKind::Array {
            return Err(self.wrong("a list"));
        }
        let items = self.value.items().enumerate();
        Ok(items
            .map(|(at, value)| Self {
                value,
                at: format!("{}[{at}]", self.at),
            })
            .collect())
    }
}
