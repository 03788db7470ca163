//! The report handed on: as Markdown, as JSON, as a link; redacted, and with a list of what was masked. And what
//! comes by such a link, which is hostile input.
//!
//! Nothing here is sent. A link is a text to copy: what stands in it is behind the `#`, which browsers send to
//! nobody, and this page never writes it into its own address.

mod panel;
mod policy;
mod received;
mod verdicts;

use claimlens_core::redaction::{Class, Redacted, redacted};
use claimlens_core::share::{self, Section, SendFault};

use crate::checking::overlay;
use crate::pages::desk::{self, Topic};
use crate::platform::{clock, dom};
use crate::state::{Data, State};

pub(crate) use panel::panel;
pub(crate) use policy::link as policy_link;
pub(crate) use received::{page, take_policy};

/// The id of the panel.
pub(crate) const PANEL: &str = "share";

/// What the ids of its checkboxes begin with; a class's or a section's word stands behind it.
const KEEP: &str = "share-keep-";
const OMIT: &str = "share-omit-";

/// What the panel knows.
#[derive(Debug, Default)]
pub struct Sharing {
    /// Whether the panel was opened: nothing is masked for nobody.
    pub open: bool,
    /// What is left as it is, though it would be masked.
    pub keep: Vec<Class>,
    /// What a link leaves out.
    pub omit: Vec<Section>,
    /// The link that was asked for, or why there is none.
    pub link: Option<Result<String, SendFault>>,
    /// The link to what is expected.
    pub policy: Option<Result<String, SendFault>>,
}

/// The panel was opened, or closed.
pub(crate) fn toggled() {
    let open = dom::is_open(PANEL);
    if desk::data().sharing.open != open {
        desk::change(Topic::Shared, |data| {
            data.sharing.open = open;
            data.sharing.link = None;
        });
    }
}

/// Another report is shown, or none: a link that was made is not of it.
pub(crate) fn shown() {
    if desk::data().sharing.link.is_some() {
        desk::change(Topic::Shared, |data| data.sharing.link = None);
    }
}

/// A checkbox was ticked. Says whether it was one of these.
pub(crate) fn chose(id: &str) -> bool {
    if let Some(class) = id.strip_prefix(KEEP).and_then(Class::of_word) {
        desk::change(Topic::Shared, |data| {
            toggle(&mut data.sharing.keep, class);
            data.sharing.link = None;
        });
    } else if let Some(word) = id.strip_prefix(OMIT) {
        let section = Section::CHOICES
            .into_iter()
            .find(|section| section.key() == word);
        if let Some(section) = section {
            desk::change(Topic::Shared, |data| {
                toggle(&mut data.sharing.omit, section);
                data.sharing.link = None;
            });
        }
    } else {
        return false;
    }
    true
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|known| *known == item) {
        Some(at) => _ = list.remove(at),
        None => list.push(item),
    }
}

/// A button of the panel. Says whether it was one.
pub(crate) fn act(state: State, action: &str) -> bool {
    match action {
        "share-link" => {
            let link = make_link(state);
            state.say(match &link {
                Some(Ok(_)) => "The link is made.".to_owned(),
                Some(Err(fault)) => fault.message(),
                None => String::new(),
            });
            desk::change(Topic::Shared, |data| data.sharing.link = link);
        }
        "share-policy" => {
            let link = state.read(|data| share::policy_link(&data.policy));
            let link = link.map(|fragment| whole(&fragment));
            desk::change(Topic::Shared, |data| data.sharing.policy = Some(link));
        }
        _ => return false,
    }
    true
}

/// What is expected has changed: a link to it is of the old.
pub(crate) fn expected() {
    if desk::data().sharing.policy.is_some() {
        desk::change(Topic::Shared, |data| data.sharing.policy = None);
    }
}

/// A link to the report as it was decoded. What was checked with a key is not in it: nobody who gets it could tell.
fn make_link(state: State) -> Option<Result<String, SendFault>> {
    let sharing = &desk::data().sharing;
    let redacted = as_decoded(state, sharing)?;
    let version = env!("CARGO_PKG_VERSION");
    let shared = share::shared(&redacted, clock::now(), version, &sharing.omit);
    Some(share::report_link(&shared).map(|fragment| whole(&fragment)))
}

/// A whole link: this page's address, and what stands behind it. Of a page on a disk the file's name alone: its folder is
/// nobody else's business, and leads nobody else anywhere.
fn whole(fragment: &str) -> String {
    let address = dom::address();
    let file = address.rsplit('/').next().filter(|_| dom::is_file());
    [file.unwrap_or(&address), fragment].concat()
}

/// The report as it was decoded, redacted: what the panel lists, and what a link holds.
fn as_decoded(state: State, sharing: &Sharing) -> Option<Redacted> {
    state.read(|data| {
        let report = data.report.as_ref()?;
        Some(redacted(report, data.pasted.text(), &sharing.keep))
    })
}

/// The report as it is handed on: what was checked is in its words, and what is to be masked is.
fn handed_on(data: &Data) -> Option<(Redacted, String)> {
    let (report, checked) = overlay::report(data)?;
    let keep = desk::data().sharing.keep.clone();
    Some((redacted(&report, data.pasted.text(), &keep), checked))
}

/// The report as Markdown, redacted.
pub(crate) fn markdown(data: &Data) -> Option<String> {
    let (redacted, checked) = handed_on(data)?;
    let text = redacted.to_markdown();
    if checked.is_empty() {
        return Some(text);
    }
    // What a check says comes before what was only decoded.
    Some(text.replacen(
        "Decoded, not verified.\n",
        &["Decoded; signatures as checked:\n", &checked].concat(),
        1,
    ))
}

/// The report as JSON, redacted.
pub(crate) fn json(data: &Data) -> Option<String> {
    handed_on(data).map(|(redacted, _)| redacted.to_json())
}
