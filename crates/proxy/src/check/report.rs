//! What came out, as a table and sentences.

use std::fmt;

/// The name among a file's copies of what a browser gets.
pub(super) const BROWSER: &str = "browser";

/// How a file, or one of its copies, is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Byte by byte the one of the list.
    Same,
    /// A copy that is not sent: the file came as it is, and is the right one.
    Plain,
    /// Compressed by the server, and not by the build; it unpacks to the file.
    Repacked,
    /// Something else came.
    Other,
    /// Another status than 200.
    Status(u16),
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.pad("same"),
            Self::Plain => f.pad("not used"),
            Self::Repacked => f.pad("repacked"),
            Self::Other => f.pad("DIFFERS"),
            Self::Status(status) => f.pad(&status.to_string()),
        }
    }
}

/// One file.
#[derive(Debug)]
pub struct Row {
    /// Its name in the list.
    pub name: String,
    /// As it is.
    pub plain: Seen,
    /// Its compressed copies, by their encoding, and what comes when it is asked for as browsers do.
    pub packed: Vec<(&'static str, Seen)>,
    /// Whether its headers are as they must be; none where they were not looked at.
    pub headers: Option<bool>,
    /// What is to be said of it.
    pub faults: Vec<String>,
}

impl Row {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            plain: Seen::Other,
            packed: Vec::new(),
            headers: None,
            faults: Vec::new(),
        }
    }

    pub(super) fn say(&mut self, fault: String) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Whether all of it is as it was built.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let copies = self.packed.iter().map(|(_, seen)| seen);
        let good = |seen: &Seen| matches!(seen, Seen::Same | Seen::Plain | Seen::Repacked);
        self.plain == Seen::Same && copies.into_iter().all(good) && self.headers != Some(false)
    }

    fn copy(&self, encoding: &str) -> String {
        let found = self.packed.iter().find(|(known, _)| *known == encoding);
        found.map_or_else(|| "-".to_owned(), |(_, seen)| seen.to_string())
    }
}

/// All files.
#[derive(Debug)]
pub struct Report {
    address: String,
    /// In the order of the list, and the address itself last.
    pub rows: Vec<Row>,
    /// What is no difference, and good to know.
    pub remarks: Vec<String>,
}

impl Report {
    pub(super) fn new(address: String) -> Self {
        Self {
            address,
            rows: Vec::new(),
            remarks: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(super) fn remark(&mut self, remark: &str) {
        self.remarks.push(remark.to_owned());
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.rows.iter().all(Row::is_same)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let longest = self.rows.iter().map(|row| row.name.len()).max();
        let width = longest.unwrap_or(0).max(4);
        writeln!(
            f,
            "{:<width$}  {:<8} {:<8} {:<8} {:<8} headers",
            "file", "as it is", "brotli", "gzip", BROWSER
        )?;
        for row in &self.rows {
            let headers = match row.headers {
                None => "-",
                Some(true) => "good",
                Some(false) => "DIFFER",
            };
            let [brotli, gzip, browser] = ["br", "gzip", BROWSER].map(|copy| row.copy(copy));
            writeln!(
                f,
                "{:<width$}  {:<8} {brotli:<8} {gzip:<8} {browser:<8} {headers}",
                row.name, row.plain
            )?;
        }
        writeln!(f)?;
        for row in &self.rows {
            for fault in &row.faults {
                writeln!(f, "{}: {fault}.", row.name)?;
            }
        }
        for remark in &self.remarks {
            writeln!(f, "{remark}")?;
        }
        let different = self.rows.iter().filter(|row| !row.is_same()).count();
        match different {
            0 => writeln!(f, "{} serves what is in the list.", self.address),
            1 => writeln!(f, "One of {} differs at {}.", self.rows.len(), self.address),
            _ => writeln!(
                f,
                "{different} of {} differ at {}.",
                self.rows.len(),
                self.address
            ),
        }
    }
}
