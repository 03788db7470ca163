//! The other settings that harden an organization: IP allowlist, idle timeout, second factor.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::answer::Answer;
use super::{Judgement, Level, Reading, refusal};
use crate::jose::json::Value;

pub(super) fn judge(answer: &Answer<'_>) -> Judgement {
    let found = Found::of(answer);
    if !found.any {
        return refusal::judge(answer).unwrap_or_else(|| {
            Judgement::unread("None of the settings is in it: ipAddressAllowlist, enableIdleTokenTimeout, multifactorAuthenticationRequired.")
        });
    }
    let judgement = if found.addresses > 0 {
        Judgement::new(
            Level::Note,
            "allowlist",
            format!(
                "The IP allowlist has {} entries: the outgoing IPv4 address of every integration must be in it.{}",
                found.addresses,
                found.idle_too()
            ),
        )
    } else if let Some(seconds) = found.idle {
        Judgement::new(
            Level::Note,
            "idle",
            format!(
                "The idle timeout is on, {}: service tokens end with it too, and code grants get no refresh token.",
                crate::time::duration(seconds)
            ),
        )
    } else {
        Judgement::new(
            Level::Good,
            "plain",
            "None of the settings read here is on.",
        )
    };
    judgement.with(found.readings)
}

const ALLOWLIST: &str = "IP allowlist entries";

#[derive(Default)]
struct Found {
    any: bool,
    addresses: usize,
    idle: Option<i64>,
    readings: Vec<Reading>,
}

impl Found {
    fn of(answer: &Answer<'_>) -> Self {
        let mut found = Self::default();
        for body in answer.objects() {
            found.read(body);
        }
        found
    }

    fn read(&mut self, body: Value<'_, '_>) {
        let flag = |name| body.get(name).and_then(|value| value.as_bool());
        // The two calls name the same list differently; `domainAllowlist` is about frames.
        for entry in body.entries() {
            let name = entry.name.to_ascii_lowercase();
            let is_list = name.ends_with("allowlist") || name.ends_with("whitelist");
            if is_list && !name.starts_with("domain") {
                self.any = true;
                self.addresses = self.addresses.max(entry.value.items().count());
                let count = self.addresses.to_string();
                self.readings.retain(|reading| reading.name != ALLOWLIST);
                self.readings.push(Reading::new(ALLOWLIST, count));
            }
        }
        if let Some(on) = flag("enableIdleTokenTimeout") {
            self.any = true;
            let seconds = body
                .get("idleTokenTimeoutSeconds")
                .and_then(|value| value.as_i64());
            self.idle = on.then(|| seconds.unwrap_or_default());
            self.readings.push(Reading::new(
                "idle timeout",
                match (on, seconds) {
                    (true, Some(seconds)) => format!("{seconds} s"),
                    (true, None) => String::from("on"),
                    (false, _) => String::from("off"),
                },
            ));
        }
        if let Some(on) = flag("multifactorAuthenticationRequired") {
            self.any = true;
            self.readings.push(Reading::new(
                "second factor required",
                if on { "yes" } else { "no" },
            ));
        }
    }

    fn idle_too(&self) -> &'static str {
        if self.idle.is_some() {
            " The idle timeout is on as well."
        } else {
            ""
        }
    }
}
