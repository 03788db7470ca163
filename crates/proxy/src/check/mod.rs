//! `claimlens-proxy check-site URL SHA256SUMS`: whether an address serves the page that was built, from outside.
//!
//! A page's word about itself proves nothing, and neither does this for anybody else: it compares what the server
//! sends to this machine, now, with a list that came from somewhere else than the server. [`list`](self) reads the
//! list, [`fetch`](self) asks, [`headers`](self) knows what has to stand in an answer, [`Report`] says how it is.

mod fetch;
mod headers;
mod list;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use rustls::pki_types::CertificateDer;

use crate::config::trust;
use crate::console::{complain, say};
use fetch::{Answer, Site};
use headers::Wanted;
use list::Listed;
pub use report::{Report, Row, Seen};

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
    let index = site.get(list::INDEX, None).await?;
    let wanted = with_headers.then(|| Wanted::of_page(&index.body));
    let mut report = Report::new(site.address());
    for file in &listed {
        report.add(row(&mut site, file, wanted.as_ref()).await?);
    }
    // The address itself is what people open, and no name in the list.
    let answer = site.get("", None).await?;
    let mut at_address = Row::new("(the address)");
    let page = listed.iter().find(|file| file.name == list::INDEX);
    at_address.plain = seen(&answer, page.map(|page| &page.hash));
    judge(&mut at_address, &answer, "", wanted.as_ref());
    report.add(at_address);
    // The settings of a server are not for browsers. They hold no secret: that is a word, and no difference.
    let settings = site.get(crate::headers_file::NAME, None).await?;
    if settings.status == 200 {
        report.remark("headers.json is served; it is meant for the server, and holds no secret.");
    }
    Ok(report)
}

/// One file, as it is and in its compressed copies.
async fn row(site: &mut Site, file: &Listed, wanted: Option<&Wanted>) -> Result<Row, String> {
    let answer = site.get(&file.name, None).await?;
    let mut row = Row::new(&file.name);
    row.plain = seen(&answer, Some(&file.hash));
    judge(&mut row, &answer, &file.name, wanted);
    for (encoding, hash) in &file.packed {
        let answer = site.get(&file.name, Some(encoding)).await?;
        let found = match answer.encoding() {
            Some(found) if found == *encoding => seen(&answer, Some(hash)),
            // As it is: slower, and right if that is the file.
            None => match seen(&answer, Some(&file.hash)) {
                Seen::Same => Seen::Plain,
                other => other,
            },
            Some(_) => Seen::Other,
        };
        if found == Seen::Other {
            row.say(format!(
                "as {encoding} it is not the copy that was built; what it unpacks to was not looked at"
            ));
        }
        row.packed.push((encoding, found));
    }
    Ok(row)
}

fn seen(answer: &Answer, hash: Option<&String>) -> Seen {
    match answer.status {
        200 if hash.is_some_and(|hash| *hash == answer.hash()) => Seen::Same,
        200 => Seen::Other,
        status => Seen::Status(status),
    }
}

/// Says of an answer what its status and its headers have against it.
fn judge(row: &mut Row, answer: &Answer, name: &str, wanted: Option<&Wanted>) {
    if let Some(to) = answer.location() {
        row.say(format!("it leads to {to}; name that address instead"));
    } else if row.plain == Seen::Other {
        row.say("its content is not the one of the list".to_owned());
    }
    let Some(wanted) = wanted else {
        return;
    };
    row.headers = Some(true);
    for fault in wanted.faults(name, &answer.headers) {
        row.headers = Some(false);
        row.say(fault);
    }
}
