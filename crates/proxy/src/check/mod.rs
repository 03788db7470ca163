//! `claimlens-proxy check-site URL SHA256SUMS`: whether an address serves the page that was built, from outside.
//!
//! A page's word about itself proves nothing, and neither does this for anybody else: it compares what the server
//! sends to this machine, now, with a list that came from somewhere else than the server. [`list`](self) reads the
//! list, [`fetch`](self) asks, [`headers`](self) knows what has to stand in an answer, [`Report`] says how it is.

mod fetch;
mod headers;
mod list;
mod report;
mod unpack;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use rustls::pki_types::CertificateDer;

use crate::config::trust;
use crate::console::{complain, say};
use fetch::{Answer, Asked, Site};
use headers::Wanted;
use list::Listed;
pub use report::{Report, Row, Seen};
use unpack::unpacked;

/// The settings of whoever runs the page.
const HOUSE: &str = "config.json";

/// Exit codes: not the same, and not to be told.
const DIFFERS: u8 = 1;
const UNKNOWN: u8 = 2;

/// Compares the page at an address with a list of hashes
#[derive(Debug, Clone, Args)]
pub struct CheckSite {
    /// The address of the page, such as `https://tools.example/claimlens/`
    pub url: String,

    /// The list that `cargo xtask dist` made, from whoever built the page; not from that address
    pub sums: PathBuf,

    /// Root certificates in PEM, trusted besides those compiled in
    #[arg(long, value_name = "FILE")]
    pub extra_roots: Option<PathBuf>,

    /// Compare the files and leave the headers out, for hosts that send none of yours
    #[arg(long)]
    pub files_only: bool,
}

/// Does it, and prints what came out. 0: the same; 1: something differs; 2: it could not be told.
#[must_use]
pub fn run(options: &CheckSite) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let report = runtime
        .map_err(|error| format!("the operating system refused to go on: {error}"))
        .and_then(|runtime| runtime.block_on(prepared(options)));
    match report {
        Ok(report) => {
            say(report.to_string().trim_end());
            if report.is_same() {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(DIFFERS)
            }
        }
        Err(why) => {
            complain(&format!("claimlens-proxy: {why}"));
            ExitCode::from(UNKNOWN)
        }
    }
}

async fn prepared(options: &CheckSite) -> Result<Report, String> {
    let list = std::fs::read_to_string(&options.sums)
        .map_err(|error| format!("{} cannot be read: {error}.", options.sums.display()))?;
    let roots = match &options.extra_roots {
        Some(path) => trust::certificates(path)
            .map_err(|why| format!("--extra-roots {}: {why}.", path.display()))?,
        None => Vec::new(),
    };
    check(&options.url, &list, &roots, !options.files_only).await
}

/// Asks for every file of the list, one after the other, and compares.
///
/// # Errors
/// When the address is none, the list has no page in it, or nothing answers.
pub async fn check(
    url: &str,
    list: &str,
    roots: &[CertificateDer<'static>],
    with_headers: bool,
) -> Result<Report, String> {
    let listed = list::read(list)?;
    let mut site = Site::at(url, roots)?;
    let index = site.get(list::INDEX, Asked::Plain).await?;
    let mut looker = Looker {
        wanted: with_headers.then(|| Wanted::of_page(&index.body)),
        strange: BTreeSet::new(),
    };
    let mut report = Report::new(site.address());
    for file in &listed {
        let row = Row::new(&file.name);
        report.add(looker.row(&mut site, file, row, &file.name).await?);
    }
    // The address itself is what people open, and no name in the list.
    if let Some(page) = listed.iter().find(|file| file.name == list::INDEX) {
        let row = Row::new("(the address)");
        report.add(looker.row(&mut site, page, row, "").await?);
    }
    // The settings of a server are not for browsers. They hold no secret: that is a word, and no difference.
    let settings = site.get(crate::headers_file::NAME, Asked::Plain).await?;
    if settings.status == 200 {
        report.remark("headers.json is served; it is meant for the server, and holds no secret.");
    }
    let house = site.get(HOUSE, Asked::Plain).await?;
    if house.status == 200 && house.body.trim_ascii() != b"{}" {
        report.remark(
            "config.json sets something. No list can know it; the page shows it as text and lists it, and it cannot \
             widen the policy.",
        );
    }
    if !looker.strange.is_empty() {
        let names: Vec<String> = looker.strange.into_iter().collect();
        report.remark(&format!(
            "The server also sends headers that are not looked at here: {}.",
            names.join(", ")
        ));
    }
    if site.is_open() {
        report.remark("It was asked over http: whoever is on the way could have answered, and can answer others.");
    }
    Ok(report)
}

/// Looks at answers: what is wanted of their headers, and which of those are known to nobody here.
struct Looker {
    wanted: Option<Wanted>,
    strange: BTreeSet<String>,
}

impl Looker {
    /// One file, asked for by `name`: as it is, in its compressed copies, and as a browser asks for it.
    async fn row(
        &mut self,
        site: &mut Site,
        file: &Listed,
        mut row: Row,
        name: &str,
    ) -> Result<Row, String> {
        let answer = site.get(name, Asked::Plain).await?;
        row.plain = match answer.encoding() {
            Some(encoding) if answer.status == 200 => {
                row.say(format!("it came as {encoding}, which was not asked for"));
                Seen::Other
            }
            _ => seen(&answer, &file.hash),
        };
        let plain = row.plain;
        self.judge(&mut row, &answer, name, plain);
        for (encoding, _) in &file.packed {
            let answer = site.get(name, Asked::In(encoding)).await?;
            let found = match copy(file, &answer) {
                // As it is: slower, and right if that is the file.
                Seen::Same if answer.encoding().is_none() => Seen::Plain,
                other => other,
            };
            if found == Seen::Other {
                row.say(format!(
                    "as {encoding} it is not the copy that was built, and does not unpack to the file"
                ));
            }
            self.judge(&mut row, &answer, name, Seen::Same);
            row.packed.push((encoding, found));
        }
        // Whatever a browser's own question brings must be one of these.
        let answer = site.get(name, Asked::AsBrowser).await?;
        let found = copy(file, &answer);
        if found == Seen::Other {
            row.say("to a browser it is another file than to this program".to_owned());
        }
        self.judge(&mut row, &answer, name, Seen::Same);
        row.packed.push((report::BROWSER, found));
        Ok(row)
    }

    /// Says of an answer what its status and its headers have against it; each thing once.
    fn judge(&mut self, row: &mut Row, answer: &Answer, name: &str, seen: Seen) {
        if let Some(to) = answer.location() {
            row.say(format!("it leads to {to}; name that address instead"));
        } else if seen == Seen::Other {
            row.say("its content is not the one of the list".to_owned());
        }
        let Some(wanted) = &self.wanted else {
            return;
        };
        let faults = wanted.faults(name, &answer.headers);
        row.headers = Some(row.headers.unwrap_or(true) && faults.is_empty());
        for fault in faults {
            row.say(fault);
        }
        let strange = wanted.strange(name, &answer.headers);
        self.strange.extend(strange.map(ToString::to_string));
    }
}

/// How an answer is that may be compressed: by the build, or by the server if it unpacks to the file.
fn copy(file: &Listed, answer: &Answer) -> Seen {
    let Some(encoding) = answer.encoding() else {
        return seen(answer, &file.hash);
    };
    let built = file.packed.iter().find(|(known, _)| *known == encoding);
    let found = built.map_or(Seen::Other, |(_, hash)| seen(answer, hash));
    if answer.status != 200 || found == Seen::Same {
        return seen(answer, built.map_or("", |(_, hash)| hash));
    }
    match unpacked(&encoding, &answer.body) {
        Some(content) if fetch::hash(&content) == file.hash => Seen::Repacked,
        _ => Seen::Other,
    }
}

fn seen(answer: &Answer, hash: &str) -> Seen {
    match answer.status {
        200 if hash == answer.hash() => Seen::Same,
        200 => Seen::Other,
        status => Seen::Status(status),
    }
}
