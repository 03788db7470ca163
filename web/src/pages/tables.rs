//! The reference data: fetched once, when the page is ready and whatever was pasted, and held to its hash.

use claimlens_core::genesys::Tables;
use claimlens_core::walkthrough::Checklists;

use super::desk::{self, Topic};
use crate::house;
use crate::inspection;
use crate::markup::{Node, el};
use crate::platform::{checker, clock, dom, fetch};
use crate::state::State;

/// What became of it.
#[derive(Clone, Copy, Debug, Default)]
pub enum Reference {
    /// It is on its way.
    #[default]
    Awaited,
    /// It is here.
    Here(&'static Library),
    /// It could not be had, or not be read.
    Missing,
}

/// All of it.
#[derive(Debug)]
pub struct Library {
    /// What is known of Genesys Cloud.
    pub tables: &'static Tables,
    /// The checklists to walk.
    pub checklists: Checklists,
}

/// Fetches it, and inspects again what was pasted before it was there.
pub fn load(state: State) {
    clock::spawn(async move {
        let text = fetch::tables().await;
        let read = match &text {
            Some(text) => read(text).await,
            None => None,
        };
        let word = if read.is_some() { "loaded" } else { "failed" };
        desk::change(Topic::Loaded, |data| {
            data.reference = read.map_or(Reference::Missing, Reference::Here);
        });
        state.write(|data| data.tables = read.map(|library| library.tables));
        inspection::again(state);
        checker::prepare();
        // A suite that sees this attribute knows that the settings have come, too.
        let own = text.as_deref().unwrap_or_default();
        let more = house::load(&in_folder(own, "walkthroughs/")).await;
        if let (Some(library), Some(checklists)) = (read, more) {
            let tables = library.tables;
            let all = in_order(checklists);
            let library = Box::leak(Box::new(Library {
                tables,
                checklists: all,
            }));
            desk::change(Topic::Loaded, |data| {
                data.reference = Reference::Here(library)
            });
        }
        dom::set_root_attribute("data-tables", word);
    });
}

/// Reads the asset, in steps: there is time for an input between them. It lives as long as its tab.
async fn read(text: &str) -> Option<&'static Library> {
    clock::breathe().await;
    let tables = Tables::read(&in_folder(text, "genesys/")).ok()?;
    clock::breathe().await;
    let checklists = Checklists::read(&in_folder(text, "walkthroughs/")).ok()?;
    clock::breathe().await;
    Some(Box::leak(Box::new(Library {
        tables: Box::leak(Box::new(tables)),
        checklists: in_order(checklists),
    })))
}

/// The others come from the first, or are needed less.
fn in_order(mut checklists: Checklists) -> Checklists {
    checklists.all.sort_by_key(|list| list.id != "enforce-sso");
    checklists
}

/// The files of a folder: pairs of a name and its JSON. The asset has a line for each, with a tab between.
fn in_folder<'t>(text: &'t str, folder: &str) -> Vec<(&'t str, &'t str)> {
    let files = text.lines().filter_map(|line| line.split_once('\t'));
    let files = files.filter_map(|(name, json)| Some((name.strip_prefix(folder)?, json)));
    files.collect()
}

/// All of it, once it is here. Does not follow it.
pub fn library() -> Option<&'static Library> {
    match desk::data().reference {
        Reference::Here(library) => Some(library),
        Reference::Awaited | Reference::Missing => None,
    }
}

/// The reference data, or the words that stand where it would.
pub fn reference() -> Result<&'static Tables, Node> {
    desk::follow(Topic::Loaded);
    let words = match desk::data().reference {
        Reference::Here(library) => return Ok(library.tables),
        Reference::Awaited => "Reference data not loaded yet.",
        Reference::Missing => {
            "The reference data could not be loaded, or is not what this page was built with. Load the page again."
        }
    };
    Err(el("p").class("note").id("awaited").text(words).into())
}

#[cfg(test)]
mod tests {
    use super::in_folder;

    #[test]
    fn the_asset_is_taken_apart_by_lines_and_folders() {
        let text = "genesys/a.json\t{\"a\":\"\\t\"}\nwalkthroughs/b.json\t{}\ngenesys/c.json\t[]\n";
        assert_eq!(
            in_folder(text, "genesys/"),
            [("a.json", "{\"a\":\"\\t\"}"), ("c.json", "[]")]
        );
        assert!(in_folder("", "genesys/").is_empty());
    }
}
