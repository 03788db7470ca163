//! A map that forgets its oldest entries.
//!
//! Anybody who reaches the demo region can make tokens: what is remembered must have an end.

use std::collections::{HashMap, VecDeque};

/// A map from names to values with room for so many of them.
#[derive(Debug)]
pub(super) struct Bounded<V> {
    entries: HashMap<String, V>,
    /// The names in the order they came; those that were removed stay in it until their turn.
    order: VecDeque<String>,
    room: usize,
}

impl<V> Bounded<V> {
    pub(super) fn new(room: usize) -> Self {
        Self {
            entries: HashMap::new(),
            order: VecDeque::new(),
            room,
        }
    }

    /// Adds an entry under a new name; the oldest one goes when there is no room.
    pub(super) fn insert(&mut self, name: String, value: V) {
        while self.order.len() >= self.room {
            if let Some(oldest) = self.order.pop_front() {
                self.entries.remove(&oldest);
            }
        }
        self.order.push_back(name.clone());
        self.entries.insert(name, value);
    }

    pub(super) fn get(&self, name: &str) -> Option<&V> {
        self.entries.get(name)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.entries.get_mut(name)
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<V> {
        self.entries.remove(name)
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.order.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_and_removed_ones_take_no_room_for_ever() {
        let mut map = Bounded::new(3);
        for number in 0..10 {
            map.insert(format!("{number}"), number);
            if number == 8 {
                assert_eq!(map.remove("8"), Some(8));
            }
        }
        assert_eq!(map.get("9"), Some(&9));
        assert_eq!(map.get("7"), Some(&7));
        assert_eq!(map.get("6"), None);
        assert!(map.order.len() <= 3 && map.entries.len() <= 3);
        map.clear();
        assert!(map.get_mut("9").is_none());
    }
}
