//! What leaves this browser, and what is kept in it: the policy in force, what this tab has asked for, which
//! build this is and how to check that from outside, what whoever runs the site has set, and what is stored, with a button that removes it all.

mod build;
mod counted;
mod policy;
mod settings;
mod stored;

use super::desk::{self, Topic};
use super::heading;
use super::place::Page;
use crate::markup::{Node, el, live};
use crate::platform::kept::{self, Files};
use crate::platform::storage::{self, Entry};
use crate::platform::{clock, dom, fetch, traffic};
use crate::view_model::build::Made;

/// What was looked up for this page.
#[derive(Debug, Default)]
pub struct Known {
    /// The entries in the browser's storage, and how many are of other pages.
    pub entries: Vec<Entry>,
    /// How many entries are of other pages of the same origin.
    pub others: usize,
    /// The files for visits without a network; none while they are being counted.
    pub files: Option<Files>,
    /// Which build this is; none while it is being asked for.
    pub build: Option<Made>,
    /// The policies that the server sends by header, with the page and with the service worker's script, once they were
    /// asked for; none inside where no answer came.
    pub header: Option<[Option<String>; 2]>,
    /// Whether the next press forgets everything.
    pub sure: bool,
    /// What was just done.
    pub notice: &'static str,
}

/// The page.
pub(super) fn page() -> Vec<Node> {
    vec![
        heading(Page::Privacy.title()),
        el("p")
            .class("lead")
            .text("Nothing does by itself. Here is what you can hold that against.")
            .into(),
        policy::policy(),
        live(policy::header),
        live(settings::settings),
        live(counted::counted),
        live(build::build),
        live(stored::stored),
    ]
}

/// The program is there: from now on the browser is to remember what is asked for.
pub(super) fn arrived() {
    traffic::remember();
}

/// One has come to this page: looks everything up.
pub(super) fn turned() {
    desk::write(|data| data.known = Known::default());
    look();
    clock::spawn(async {
        let list = fetch::build_files().await;
        let made = Made::read(list.as_deref().unwrap_or_default());
        desk::change(Topic::Looked, |data| data.known.build = Some(made));
    });
}

/// Looks again what is kept and what was asked for.
pub(super) fn look() {
    let (entries, others) = storage::entries();
    desk::change(Topic::Looked, |data| {
        data.known.entries = entries;
        data.known.others = others;
    });
    clock::spawn(async {
        let mut files = kept::files().await;
        if files.worker && files.files == 0 {
            // It was installed just now, and is still putting them away.
            clock::pause(3000).await;
            files = kept::files().await;
        }
        desk::change(Topic::Looked, |data| data.known.files = Some(files));
    });
}

/// A button of this page.
pub(super) fn act(action: &str) {
    match action {
        "privacy-look" => look(),
        "privacy-header" => clock::spawn(async {
            let page = fetch::policy(&dom::address()).await;
            let worker = fetch::policy(&[&*dom::folder(), "sw.js"].concat()).await;
            let header = [page, worker];
            desk::change(Topic::Looked, |data| data.known.header = Some(header));
            look();
        }),
        "privacy-sure" => desk::change(Topic::Looked, |data| data.known.sure = true),
        "privacy-keep" => desk::change(Topic::Looked, |data| data.known.sure = false),
        _ => {}
    }
}

/// Everything was forgotten: says so, and looks what is left.
pub(super) fn forgotten() {
    desk::write(|data| {
        data.known.sure = false;
        data.known.notice = "Forgotten. What you see stays until this tab is closed; without a network the page opens again after the next visit with one.";
    });
    look();
}
