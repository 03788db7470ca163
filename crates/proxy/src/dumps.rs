//! Core dumps: a copy of the memory on disk, with whatever secret is under way in it.

/// Has the system write none of this process. Where it does not let that be said, the service manager can
/// (`LimitCORE=0`).
#[cfg(unix)]
pub(crate) fn turn_off() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Lowering a limit is anybody's right.
    let _ = setrlimit(Resource::Core, none);
}

/// Other systems write none unless an administrator has set them up to.
#[cfg(not(unix))]
pub(crate) fn turn_off() {}
