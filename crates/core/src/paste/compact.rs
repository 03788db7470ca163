//! Tokens of dotted base64url parts (JWS and JWE compact, SD-JWT), bare or wrapped, whole or cut off.
//!
//! A token is taken from its start on. The question at every gap is whether what follows still
//! belongs to it. The token itself answers: a header or payload is whole when its JSON is, the header
//! says how many parts there are and, by its algorithm, how long the signature is. Only where it
//! does not tell do the widths of the lines decide.

use super::balance::Balance;
use super::candidate::Shape;
use super::chars::{HEX, How, WORD, byte, is, logical, run};
use super::grab::{Gap, Grab, gap, peek, quote_len};
use super::rules::{MAX_ARTEFACT_BYTES, MAX_STRETCHES};
use crate::jose::base64url;
use crate::jose::json::{Limits, read};

/// What the start of a possible token decodes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, PartialOrd)]
pub(super) enum Start {
    /// Not the beginning of a JSON object.
    No,
    /// The beginning of some JSON object.
    Object,
    /// The beginning of a JOSE Header, by its first member.
    Header,
}

/// Header parameters that a JOSE Header may begin with.
static FIRST_MEMBERS: &[&str] = &[
    "alg",
    "apu",
    "apv",
    "b64",
    "crit",
    "cty",
    "enc",
    "epk",
    "jku",
    "jwk",
    "jwt",
    "kid",
    "typ",
    "ver",
    "x5c",
    "x5t",
    "x5u",
    "zip",
    "x5t#S256",
    "trust_chain",
    "iss",
    "url",
    "nonce",
    "p2c",
    "p2s",
];

/// Reads the first characters of a possible token at `at`.
pub(super) fn start_at(bytes: &[u8], at: usize) -> Start {
    // `{` and what may follow it begin with these two characters in base64url.
    let next = byte(bytes, at + 1);
    let follows = if is(next, WORD) {
        matches!(next, b'y' | b'w' | b'3')
    } else {
        // Wrapped right behind the first character.
        gap(bytes, at + 1).is_some() || logical(bytes, at + 1).how != How::Plain
    };
    if byte(bytes, at) != b'e' || !follows {
        return Start::No;
    }
    // Four characters decide for most words.
    let four = base64url::decode(&peek(bytes, at, 4)).bytes;
    if four.first() != Some(&b'{') {
        return Start::No;
    }
    let head = peek(bytes, at, 48);
    // Whole groups of four only.
    let whole = head.len() / 4 * 4;
    let decoded = base64url::decode(head.get(..whole.max(3)).unwrap_or(&head)).bytes;
    let Some(rest) = decoded.strip_prefix(b"{") else {
        return Start::No;
    };
    let rest = rest.trim_ascii_start();
    match rest.first() {
        None if head.len() < 24 => Start::Object,
        Some(b'}') => Start::Object,
        Some(b'"') => {
            let name = rest.get(1..).unwrap_or_default();
            let starts = |member: &&&str| {
                name.strip_prefix(member.as_bytes())
                    .is_some_and(|after| after.first() == Some(&b'"'))
            };
            if FIRST_MEMBERS.iter().any(|member| starts(&member)) {
                Start::Header
            } else if name
                .first()
                .is_none_or(|&first| (b' '..0x7F).contains(&first))
            {
                Start::Object
            } else {
                Start::No
            }
        }
        _ => Start::No,
    }
}

/// How the signature's length stands to what the algorithm makes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Filled {
    Short,
    Whole,
    Unknown,
}

/// The lengths of signatures in base64url characters, by algorithm (RFC 7518 §3, 8037 §3.1, 9864).
static SIGNATURES: &[(&str, &[usize])] = &[
    ("none", &[0]),
    ("HS256", &[43]),
    ("HS384", &[64]),
    ("HS512", &[86]),
    ("ES256", &[86]),
    ("ES256K", &[86]),
    ("ES384", &[128]),
    ("ES512", &[176]),
    ("EdDSA", &[86, 152]),
    ("Ed25519", &[86]),
    ("Ed448", &[152]),
    ("ML-DSA-44", &[3227]),
    ("ML-DSA-65", &[4412]),
    ("ML-DSA-87", &[6170]),
    ("RS", &[342, 171, 512, 683]),
    ("PS", &[342, 171, 512, 683]),
];

/// How long a signature of the header's algorithm can be; none where the header does not tell.
fn signature_lengths(header: &str) -> Option<&'static [usize]> {
    let decoded = base64url::decode(header);
    let document = read(&decoded.bytes, Limits::DEFAULT);
    let alg = document.object()?.get_str("alg")?;
    let (_, lengths) = SIGNATURES.iter().find(|(name, _)| {
        // RS256, PS512: the key decides.
        alg.as_ref() == *name || name.len() == 2 && alg.len() == 5 && alg.starts_with(name)
    })?;
    Some(lengths)
}

/// A token that was taken out of the text.
#[derive(Debug)]
pub(super) struct Compact {
    pub(super) grab: Grab,
    pub(super) shape: Shape,
    pub(super) dots: usize,
    /// Its first part is whole JSON.
    pub(super) header_whole: bool,
    pub(super) too_long: bool,
}

/// A token being taken out of the text.
#[derive(Debug)]
pub(super) struct Taker<'t> {
    text: &'t str,
    bytes: &'t [u8],
    grab: Grab,
    /// Dots so far; `~` so far.
    dots: usize,
    tildes: usize,
    /// Dots of the key binding JWT behind the last `~`.
    binding: usize,
    /// Where in the cleaned text the current part starts.
    part: usize,
    balance: Balance,
    header_whole: bool,
    /// How many dots a whole token of this header has.
    expected: Option<usize>,
    signature: &'static [usize],
    /// Cleaned length at the start of the current line; the width of the lines before.
    line: usize,
    width: usize,
    strays: usize,
}

/// What a piece costs beside its bytes: whether a short line belongs to the token is asked by looking
/// at what stands in the next ones, too.
const PIECE: usize = 64;

impl<'t> Taker<'t> {
    /// Begins with the token that starts at `at`. What starts there is not judged again.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            grab: Grab::new(at),
            dots: 0,
            tildes: 0,
            binding: 0,
            part: 0,
            balance: Balance::default(),
            header_whole: false,
            expected: None,
            signature: &[],
            line: 0,
            width: 0,
            strays: 0,
        }
    }

    /// Takes pieces for about as much work as `bytes` bytes at a stretch are; whether there is more.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        let mut spent = 0;
        while spent < bytes {
            let at = self.grab.at;
            if self.too_long() || !self.step() {
                return false;
            }
            spent = spent.saturating_add(self.grab.at - at + PIECE);
        }
        true
    }

    fn too_long(&self) -> bool {
        self.grab.text.len() >= MAX_ARTEFACT_BYTES || self.grab.map.stretches() >= MAX_STRETCHES
    }

    /// The token, once there is no more of it.
    pub(super) fn finish(self) -> Compact {
        Compact {
            shape: if self.tildes > 0 {
                Shape::SdJwt
            } else {
                Shape::Compact
            },
            header_whole: self.header_whole || self.dots == 0 && self.balance.whole(),
            dots: self.dots,
            too_long: self.too_long(),
            grab: self.grab,
        }
    }
}

impl Taker<'_> {
    /// Takes the next piece; false at the end of the token.
    fn step(&mut self) -> bool {
        let room = MAX_ARTEFACT_BYTES.saturating_sub(self.grab.text.len());
        let end = run(self.bytes, self.grab.at, WORD).min(self.grab.at + room);
        if end > self.grab.at {
            if self.is_json_part() {
                for &byte in self.bytes.get(self.grab.at..end).unwrap_or_default() {
                    self.balance.push(byte);
                }
            }
            self.grab.take(self.text, end);
            return true;
        }
        let found = logical(self.bytes, self.grab.at);
        match found.byte {
            0 => false,
            byte if is(byte, WORD) => {
                self.balance.push(byte);
                self.grab.take_logical(found);
                true
            }
            b'.' => self.dot(),
            b'~' => self.tilde(),
            b'=' => self.padding(),
            b'+' | b'/' => self.standard(found.byte),
            _ => self.gap() || self.stray(),
        }
    }

    /// Header, payload, Disclosures; not what may be ciphertext.
    fn is_json_part(&self) -> bool {
        self.dots == 0
            || self.tildes > 0 && self.binding < 2
            || self.dots == 1 && self.expected != Some(4)
    }

    fn part_len(&self) -> usize {
        self.grab.text.len() - self.part
    }

    fn at_part_start(&self) -> bool {
        self.part_len() == 0
    }

    /// The part that began last, and where its dots would end it.
    fn last_part(&self) -> &str {
        self.grab.text.get(self.part..).unwrap_or_default()
    }

    fn begin_part(&mut self) {
        let found = logical(self.bytes, self.grab.at);
        self.grab.take_logical(found);
        self.part = self.grab.text.len();
        self.balance = Balance::default();
    }

    fn ellipsis(&self) -> bool {
        let rest = self.bytes.get(self.grab.at..).unwrap_or_default();
        rest.starts_with(b"...") || rest.starts_with("\u{2026}".as_bytes())
    }

    fn dot(&mut self) -> bool {
        if self.ellipsis() {
            return false;
        }
        if self.tildes > 0 {
            // Only the key binding JWT behind the last `~` has dots (RFC 9901 §4.3).
            if self.binding >= 2 || self.binding == 0 && !self.last_part().starts_with("ey") {
                return false;
            }
            if self.binding == 0 {
                self.signature = signature_lengths(self.last_part()).unwrap_or_default();
            }
            self.binding += 1;
            self.begin_part();
            return true;
        }
        if self.dots == 0 {
            self.read_header();
        }
        if self.dots >= self.expected.unwrap_or(4) {
            return false;
        }
        let after = self.grab.at + logical(self.bytes, self.grab.at).len;
        if self.dots != 1 && !self.goes_on(after) {
            // A full stop, unless it is the dot before an empty signature.
            return false;
        }
        if self.dots == 1 && self.expected.is_none() && !self.goes_on(after) {
            return false;
        }
        self.dots += 1;
        self.begin_part();
        true
    }

    /// Whether a part, or the dot of an empty one, stands at `at`, a gap passed over.
    fn goes_on(&self, at: usize) -> bool {
        let stands = |at: usize| {
            let found = logical(self.bytes, at).byte;
            is(found, WORD) || found == b'.'
        };
        if stands(at) {
            return true;
        }
        gap(self.bytes, at).is_some_and(|gap| stands(gap.end) && self.plausible(&gap))
    }

    /// What the header says about the rest of the token.
    fn read_header(&mut self) {
        self.header_whole = self.balance.whole();
        if !self.header_whole || self.part_len() > 1 << 16 {
            return;
        }
        let decoded = base64url::decode(&self.grab.text);
        let document = read(&decoded.bytes, Limits::DEFAULT);
        let Some(header) = document.object() else {
            return;
        };
        if header.get("enc").is_some() {
            self.expected = Some(4);
            return;
        }
        self.expected = Some(2);
        self.signature = signature_lengths(&self.grab.text).unwrap_or_default();
    }

    fn filled(&self) -> Filled {
        let len = self.part_len();
        if self.signature.contains(&len) {
            Filled::Whole
        } else if self.signature.iter().any(|&whole| len < whole) {
            Filled::Short
        } else {
            Filled::Unknown
        }
    }

    /// A token that has all it should have.
    fn complete(&self) -> bool {
        self.tildes == 0
            && self.expected == Some(self.dots)
            && self.dots == 2
            && self.filled() == Filled::Whole
    }

    fn tilde(&mut self) -> bool {
        if self.dots != 2 {
            return false;
        }
        // A key binding JWT ends the token.
        if self.binding > 0 {
            return false;
        }
        self.tildes += 1;
        self.begin_part();
        true
    }

    /// `=` belongs to the token where it fills the part up, or where a dot follows it.
    fn padding(&mut self) -> bool {
        // Quoted-printable puts it at the end of every line.
        let ends = matches!(byte(self.bytes, self.grab.at + 1), b'\r' | b'\n');
        let lacks = self.balance.open() || !self.balance.begun || self.dots >= 2;
        let fills = (self.part_len() + 1).is_multiple_of(4);
        if ends && (lacks || !fills) && !self.complete() && self.gap() {
            return true;
        }
        let mut next = self.grab.at;
        let mut count = 0;
        loop {
            let found = logical(self.bytes, next);
            if found.byte != b'=' || count == 3 {
                break;
            }
            count += 1;
            next += found.len;
        }
        let after = logical(self.bytes, next).byte;
        let fills = count <= 2 && (self.part_len() + count).is_multiple_of(4);
        let ends = !is(after, WORD);
        if (count > 2 || !fills || !ends) && after != b'.' {
            return false;
        }
        for _ in 0..count {
            let found = logical(self.bytes, self.grab.at);
            self.grab.take_logical(found);
        }
        true
    }

    /// `+` and `/` of the standard alphabet: only where the part still lacks something.
    fn standard(&mut self, byte: u8) -> bool {
        let lacks = if self.is_json_part() {
            self.balance.open()
        } else {
            self.filled() != Filled::Whole && (byte == b'+' || self.filled() == Filled::Short)
        };
        let found = logical(self.bytes, self.grab.at);
        if !lacks
            || !is(logical(self.bytes, self.grab.at + found.len).byte, WORD)
                && !self.goes_on_standard(found.len)
        {
            return false;
        }
        self.balance.push(byte);
        self.grab.take_logical(found);
        true
    }

    fn goes_on_standard(&self, len: usize) -> bool {
        matches!(
            logical(self.bytes, self.grab.at + len).byte,
            b'+' | b'/' | b'=' | b'.'
        )
    }

    /// Passes over a gap if what follows it belongs to the token.
    fn gap(&mut self) -> bool {
        let Some(gap) = gap(self.bytes, self.grab.at) else {
            return false;
        };
        if !self.joins(&gap) {
            return false;
        }
        let width = self.grab.text.len() - self.line;
        if gap.breaks > 0 {
            if self.line > 0 || self.width > 0 {
                self.width = self.width.max(width);
            } else {
                // The first line may be shorter by what stands before the token.
                self.width = 1;
            }
            self.line = self.grab.text.len();
        }
        self.grab.skip(&gap);
        true
    }

    fn joins(&self, gap: &Gap) -> bool {
        let next = logical(self.bytes, gap.end);
        let stands = is(next.byte, WORD);
        if gap.unseen {
            return stands || matches!(next.byte, b'.' | b'~');
        }
        if self.complete() {
            return next.byte == b'~' && gap.breaks > 0;
        }
        if next.byte == b'.' {
            let open = if self.tildes > 0 {
                self.binding < 2 && self.balance.whole() && self.last_part().starts_with("ey")
            } else {
                self.dots < self.expected.unwrap_or(2)
            };
            // Without a line break only if what the dot leads to cannot be the next sentence.
            return open && (gap.breaks > 0 || looks_encoded(self.bytes, gap.end + 1));
        }
        if next.byte == b'~' {
            return self.dots == 2 && self.binding == 0 && gap.breaks > 0;
        }
        if !stands {
            let standard = matches!(next.byte, b'+' | b'/');
            return standard
                && gap.breaks > 0
                && (self.balance.open() || self.filled() == Filled::Short);
        }
        if !self.plausible(gap) {
            return false;
        }
        let fresh = self.at_part_start();
        if self.tildes > 0 {
            return self.joins_disclosure(gap, fresh);
        }
        let another = start_at(self.bytes, gap.end) == Start::Header;
        if self.dots == 0 || self.dots == 1 && self.expected != Some(4) {
            // The payload may begin like a header; a header or payload cut in two does not go on like one.
            return if fresh {
                self.dots > 0 && gap.breaks > 0 || looks_encoded(self.bytes, gap.end)
            } else {
                (!another || self.balance.takes_object())
                    && !self.balance.whole()
                    && (self.balance.open() || !self.balance.begun)
                    && (gap.breaks > 0 || looks_encoded(self.bytes, gap.end))
            };
        }
        if another && !(fresh && self.dots < self.expected.unwrap_or(2)) {
            return false;
        }
        if self.dots < self.expected.unwrap_or(2) {
            return gap.breaks > 0 || looks_encoded(self.bytes, gap.end);
        }
        match self.filled() {
            Filled::Short => gap.breaks > 0 || looks_encoded(self.bytes, gap.end),
            Filled::Whole => false,
            Filled::Unknown => self.wide_enough(gap),
        }
    }

    fn joins_disclosure(&self, gap: &Gap, fresh: bool) -> bool {
        if self.binding == 2 {
            return match self.filled() {
                Filled::Short => true,
                Filled::Whole => false,
                Filled::Unknown => self.wide_enough(gap),
            };
        }
        if self.binding == 1 && fresh {
            return true;
        }
        if fresh {
            // The next Disclosure is an array; a key binding JWT says so in its header.
            let head = peek(self.bytes, gap.end, 96);
            let decoded =
                base64url::decode(head.get(..head.len() / 4 * 4).unwrap_or_default()).bytes;
            return decoded.starts_with(b"[")
                || decoded.starts_with(b"{") && decoded.windows(6).any(|w| w == b"kb+jwt")
                || head.len() < 4 && head.starts_with('W');
        }
        self.balance.open() || !self.balance.begun
    }

    /// Where only the widths of the lines tell: a line that is as wide as the others goes on.
    fn wide_enough(&self, gap: &Gap) -> bool {
        if gap.breaks != 1 {
            return false;
        }
        let width = self.grab.text.len() - self.line;
        let next = run(self.bytes, gap.end, WORD) - gap.end;
        if self.width <= 1 {
            // The first or second line: what follows may not be wider than a column goes.
            let first = self.line == 0;
            return width <= 250 && next <= width + if first { 80 } else { 0 } && next < 250;
        }
        width >= self.width && next <= width
    }

    /// Whether the run behind the gap can be a piece of a token: base64url up to something that ends
    /// a piece, not the first word of a sentence, a header's name or a parameter.
    fn plausible(&self, gap: &Gap) -> bool {
        plausible(self.bytes, gap.end, gap.breaks)
    }

    /// A character that no token has, in the middle of one: taken, to be reported where it stands.
    fn stray(&mut self) -> bool {
        let at = self.grab.at;
        let found = byte(self.bytes, at);
        let len = self
            .text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        let ends = quote_len(self.bytes, at) > 0
            || matches!(
                found,
                b',' | b';'
                    | b':'
                    | b'('
                    | b')'
                    | b'['
                    | b']'
                    | b'{'
                    | b'}'
                    | b'<'
                    | b'>'
                    | b'&'
                    | b'|'
                    | b'\\'
                    | b'%'
                    | 0..=32
            )
            || self.ellipsis();
        if ends || len == 0 || self.strays >= 8 || self.complete() {
            return false;
        }
        // It must stand inside: more of the token behind it, and a token that still lacks something.
        let next = self.behind_strays(at + len, found);
        let behind = run(self.bytes, next, WORD) - next;
        let dotted = byte(self.bytes, next + behind) == b'.';
        let lacks = self.balance.open()
            || (self.dots >= 1 || behind == 0 && dotted) && self.dots < self.expected.unwrap_or(2)
            || self.dots == 2 && self.filled() == Filled::Short;
        if !(lacks && (behind >= 4 || dotted)) || self.dots == 0 && !self.dotted_later(next) {
            return false;
        }
        self.strays += 1;
        self.grab.take(self.text, at + len);
        true
    }

    /// Behind the same stray character repeated: a token whose end was blotted out goes on after it.
    fn behind_strays(&self, at: usize, stray: u8) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let same = rest
            .iter()
            .take(8 - self.strays.min(8))
            .take_while(|&&byte| byte == stray);
        at + if stray.is_ascii() { same.count() } else { 0 }
    }

    /// Whether a dot follows the run at `at`: a damaged header must still be one of several parts.
    fn dotted_later(&self, at: usize) -> bool {
        let end = run(self.bytes, at, WORD);
        byte(self.bytes, end) == b'.'
    }
}

/// See [`Taker::plausible`].
pub(super) fn plausible(bytes: &[u8], at: usize, breaks: usize) -> bool {
    let mut end = at;
    let mut letters = 0;
    loop {
        let found = logical(bytes, end);
        if is(found.byte, WORD) {
            letters += usize::from(!matches!(found.byte, b'-' | b'_'));
        } else if !matches!(found.byte, b'.' | b'~' | b'+' | b'/') {
            break;
        }
        end += found.len;
    }
    let mut next = logical(bytes, end);
    let mut equals = 0;
    while next.byte == b'=' && equals < 2 {
        equals += 1;
        end += next.len;
        next = logical(bytes, end);
    }
    if equals > 0 && (is(next.byte, WORD) || matches!(next.byte, b'=' | b'"' | b'\'' | b'$')) {
        return false;
    }
    // A run of dashes is a rule or a boundary.
    if letters == 0 && end - at > 2 {
        return false;
    }
    match next.byte {
        b':' | b'=' | b'(' | b'@' => false,
        b' ' | b'\t' => {
            // Something else on the same line: a sentence, unless the pieces are separated by spaces.
            let mut after = end;
            while matches!(byte(bytes, after), b' ' | b'\t') {
                after += 1;
            }
            matches!(
                byte(bytes, after),
                0 | b'\r' | b'\n' | b'\\' | b'^' | b'`' | b'"' | b'\'' | b'-'
            ) || breaks == 0 && looks_encoded(bytes, at)
        }
        _ => true,
    }
}

/// Whether the run at `at` looks like a piece of base64url rather than a word: capitals or digits
/// among small letters, or both.
fn looks_encoded(bytes: &[u8], at: usize) -> bool {
    let piece = bytes.get(at..run(bytes, at, WORD)).unwrap_or_default();
    let small = piece.iter().any(u8::is_ascii_lowercase);
    let inner_capital = piece.iter().skip(1).any(u8::is_ascii_uppercase);
    let digit = piece.iter().any(u8::is_ascii_digit);
    piece.len() >= 6 && inner_capital && (small || digit)
}

/// Three to five base64url parts that stand alone, the first of which is no header: a token damaged
/// at its front. Names of hosts and files have shorter parts.
pub(super) fn damaged(piece: &str) -> bool {
    let mut parts = 0;
    let mut long = 0;
    let mut hex = true;
    for part in piece.split('.') {
        if !part.bytes().all(|byte| is(byte, WORD)) {
            return false;
        }
        parts += 1;
        long += usize::from(part.len() >= 16);
        hex &= part.bytes().all(|byte| is(byte, HEX));
    }
    matches!(parts, 3..=5) && long >= 2 && !hex
}

/// A token whose header is gone, dot and all the rest still there: `.payload.signature`.
pub(super) fn headless(text: &str) -> bool {
    let rest = text.strip_prefix('.').and_then(|rest| rest.split_once('.'));
    rest.is_some_and(|(payload, signature)| {
        [payload, signature]
            .into_iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| is(byte, WORD)))
    })
}

/// Takes what stands from `at` to `end` as it is.
pub(super) fn verbatim(text: &str, at: usize, end: usize) -> Grab {
    let mut grab = Grab::new(at);
    grab.take(text, end);
    grab
}
