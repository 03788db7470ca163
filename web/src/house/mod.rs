//! What whoever runs this site has set, in `config.json` beside the page: read once, right after the reference data,
//! and never because of a paste. What can stand in it is [`claimlens_core::site_config`]'s to say.
//!
//! Others ask the small functions here; before the settings are there they say what a page without any says. Nothing
//! in it can widen what the page may do: the browser holds the page to the policy it was built with.

pub mod companion;
pub mod lists;
mod presets;
pub mod words;

use std::sync::OnceLock;

use claimlens_core::site_config::{self, ConfigRead, Feature};
use claimlens_core::walkthrough::Checklists;
use leptos::prelude::{ArcTrigger, Notify, Track};

use crate::markup::{Node, el, live};
use crate::pages;
use crate::platform::fetch::{self, Beside, Stop};
use crate::platform::{clock, dom};
use lists::List;

pub use presets::{ID as PRESET, preset, presets};

/// The file's name.
pub const FILE: &str = "config.json";

/// How long it may take, in milliseconds: after that the page is one without settings.
const PATIENCE: i32 = 8000;

/// What became of the file.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Source {
    /// It was read, whatever is wrong with it.
    #[default]
    Read,
    /// There is none.
    Missing,
    /// It could not be had.
    Failed,
}

/// All of it.
#[derive(Debug, Default)]
pub struct House {
    /// What became of the file.
    pub source: Source,
    /// What is good in it, and what is wrong with it.
    pub read: ConfigRead,
    /// The further checklists that it names.
    pub lists: Vec<List>,
}

impl House {
    /// How many things are wrong with it.
    #[must_use]
    pub fn faults(&self) -> usize {
        let lists = self.lists.iter().filter(|list| list.fault.is_some());
        self.read.problems.len() + lists.count()
    }

    /// What the page's root element says of it, in `data-config`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.source {
            Source::Read if self.faults() > 0 => "broken",
            Source::Read => "loaded",
            Source::Missing | Source::Failed => "failed",
        }
    }
}

static HOUSE: OnceLock<House> = OnceLock::new();

fn signal() -> &'static ArcTrigger {
    static SIGNAL: OnceLock<ArcTrigger> = OnceLock::new();
    SIGNAL.get_or_init(ArcTrigger::new)
}

/// All of it, once it is there. Does not follow it.
#[must_use]
pub fn house() -> Option<&'static House> {
    HOUSE.get()
}

/// Has the view that is being made run again when it is there.
pub fn follow() {
    signal().track();
}

/// Whether something is switched off.
#[must_use]
pub fn is_off(feature: Feature) -> bool {
    house().is_some_and(|house| house.read.config.off.contains(&feature))
}

/// The domain of the region that is chosen where nobody chose one.
#[must_use]
pub fn region() -> Option<&'static str> {
    house()?.read.config.region
}

/// The names of the files that were asked for: this one, and the checklists it names.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let lists = house().map_or(&[][..], |house| &house.lists);
    let lists = lists.iter().map(|list| list.file.as_str());
    std::iter::once(FILE).chain(lists).collect()
}

/// The tab's title on a page of that name.
#[must_use]
pub fn title(page: &str) -> String {
    let set = house().and_then(|house| house.read.config.title.as_deref());
    words::title(page, set)
}

/// Makes room for it in the header.
pub fn arrived() {
    dom::mount("house", live(header));
}

/// Fetches it with the further checklists it names, says on the root element what became of it, and tells everybody.
/// `own` are the page's own checklists; gives all of them together where there are others.
pub async fn load(own: &[(&str, &str)]) -> Option<Checklists> {
    clock::idle().await;
    let stop = Stop::new();
    let late = stop.clone();
    clock::later(PATIENCE, move || late.now());
    let mut house = House::default();
    match fetch::beside(FILE, &stop).await {
        Beside::Text(text) => house.read = site_config::read(&text),
        Beside::Missing => house.source = Source::Missing,
        Beside::Failed => house.source = Source::Failed,
    }
    let mut files = Vec::new();
    for name in &house.read.config.checklists {
        files.push((name.clone(), fetch::beside(name, &stop).await));
    }
    let (checklists, lists) = lists::merged(own, &files);
    house.lists = lists;
    let house = HOUSE.get_or_init(|| house);
    let off = house.read.config.off.iter().map(|off| off.word());
    dom::set_root_attribute("data-off", &off.collect::<Vec<_>>().join(" "));
    dom::set_root_attribute("data-config", house.word());
    signal().notify();
    pages::housed();
    checklists
}

/// Beside the logo: whose page it is, and where to read what is wrong with the settings.
fn header() -> Node {
    follow();
    let Some(house) = house() else {
        return Node::Nothing;
    };
    let config = &house.read.config;
    let line = config.logo_line.as_ref().or(config.title.as_ref());
    let line = line.map(|line| el("bdi").text(line.clone()));
    let faults = (house.faults() > 0).then(|| {
        el("a")
            .id("house-faults")
            .attr("href", "#privacy")
            .text(words::faults(house.faults()))
    });
    el("p").children([line.into(), faults.into()]).into()
}

#[cfg(test)]
mod tests {
    use super::{House, List, Source, site_config};

    #[test]
    fn the_root_element_says_what_became_of_it() {
        let of = |text: &str| House {
            read: site_config::read(text),
            ..House::default()
        };
        let broken_list = House {
            lists: vec![List {
                file: "a.json".into(),
                title: String::new(),
                fault: Some("it is no JSON".into()),
            }],
            ..House::default()
        };
        let missing = House {
            source: Source::Missing,
            ..House::default()
        };
        for (house, word, faults) in [
            (of("{}"), "loaded", 0),
            (of(r#"{"title":"A"}"#), "loaded", 0),
            (of("{"), "broken", 1),
            (of(r#"{"titel":"A","region":3}"#), "broken", 2),
            (broken_list, "broken", 1),
            (missing, "failed", 0),
        ] {
            assert_eq!((house.word(), house.faults()), (word, faults));
        }
    }
}
