//! Times in the browser's own zone.

use claimlens_core::time::utc;
use wasm_bindgen::JsValue;

/// The name of the browser's time zone (`Europe/Berlin`); empty where it does not tell.
#[must_use]
pub fn zone() -> String {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let options = format.resolved_options();
    js_sys::Reflect::get(&options, &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

/// A moment as the browser's zone reads it, with that moment's own offset from UTC:
/// `2026-11-21 15:02:05 +01:00`. None beyond what a Date can hold, and where a year has five digits.
#[must_use]
pub fn local(seconds: i64) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "a Date holds less than 2^53")]
    let date = js_sys::Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    // JavaScript counts minutes to add to local time to get UTC: the other way round.
    let behind = date.get_timezone_offset();
    if behind.is_nan() {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most a day's seconds")]
    let ahead = -(behind * 60.0) as i64;
    // The calendar is the core's: each field asked of a Date would be an import of its own.
    let text = utc(seconds.saturating_add(ahead));
    let text = text.strip_suffix(" UTC")?;
    let sign = if ahead < 0 { '-' } else { '+' };
    let minutes = ahead.unsigned_abs() / 60;
    Some(format!(
        "{text} {sign}{:02}:{:02}",
        minutes / 60,
        minutes % 60
    ))
}
