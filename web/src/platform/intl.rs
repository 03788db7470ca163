//! Times in the browser's own zone.

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
/// `2026-11-21 15:02:05 +01:00`. None beyond what a Date can hold.
#[must_use]
pub fn local(seconds: i64) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "a Date holds less than 2^53")]
    let date = js_sys::Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    if date.get_time().is_nan() {
        return None;
    }
    // JavaScript counts minutes to add to local time to get UTC: the other way round.
    let behind = date.get_timezone_offset();
    let sign = if behind > 0.0 { '-' } else { '+' };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most a day's minutes, made positive"
    )]
    let minutes = behind.abs() as u32;
    Some(format!(
        "{}-{:02}-{:02} {:02}:{:02}:{:02} {sign}{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds(),
        minutes / 60,
        minutes % 60,
    ))
}
