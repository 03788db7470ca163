//! Programs that come as Debian packages: found, or fetched with apt-get.
//!
//! wrk, Chromium, Firefox and Apache's program are installed; that takes root. nginx and Caddy are only unpacked, into the
//! tools' folder: installed, each would start a web server at every boot, which nobody asked for. (Apache's service
//! is in another package than its program.)

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use super::cargo_tools::cache;
use crate::Result;
use crate::process::{answer, command, on_path, seconds, show};
use crate::repository::{cannot, remove_folder};

/// Makes sure that nginx is there. Returns the program: of the system, or unpacked for these commands.
///
/// # Errors
/// When it is neither there nor to be had; the text says what to install.
pub(crate) fn nginx() -> Result<PathBuf> {
    if let Some(found) = find("nginx") {
        return Ok(found);
    }
    unpacked(
        "nginx",
        "usr/sbin/nginx",
        "-v",
        "the page and the companion are tested beside it",
    )
}

/// Makes sure that nginx's module for brotli copies is there. It fits Debian's own nginx.
///
/// # Errors
/// As [`nginx`].
pub(crate) fn nginx_brotli() -> Result<PathBuf> {
    let package = "libnginx-mod-http-brotli-static";
    let home = cache().join("debian-nginx-brotli");
    let module = home.join("usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    if !module.is_file() {
        unpack(package, &home).map_err(|error| missing(package, &error))?;
    }
    Ok(module)
}

/// Makes sure that Apache's program is there. Its modules are in `/usr/lib/apache2/modules`.
///
/// # Errors
/// As [`nginx`].
pub(crate) fn apache() -> Result<PathBuf> {
    installed_from("apache2", "apache2-bin", "the page is tested on it")
}

/// Makes sure that Caddy is there.
///
/// # Errors
/// As [`nginx`].
pub(crate) fn caddy() -> Result<PathBuf> {
    if let Some(found) = find("caddy") {
        return Ok(found);
    }
    unpacked(
        "caddy",
        "usr/bin/caddy",
        "version",
        "the page is tested on it",
    )
}

/// A program out of a package that is not installed. `version` is an argument that makes it end at once.
fn unpacked(package: &str, path: &str, version: &str, why: &str) -> Result<PathBuf> {
    let home = cache().join(format!("debian-{package}"));
    let program = home.join(path);
    let runs = || program.is_file() && answer(&program, &[version]).is_some();
    if !runs() {
        println!("\nset-up: {package}, unpacked and not installed: {why} (seconds) …");
        let start = Instant::now();
        unpack(package, &home).map_err(|error| missing(package, &error))?;
        if !runs() {
            return Err(missing(
                package,
                "Debian's package does not run here without being installed",
            ));
        }
        println!(
            "set-up: {package} is there after {}",
            seconds(start.elapsed())
        );
    }
    Ok(program)
}

/// Makes sure that Firefox is there.
///
/// # Errors
/// As [`nginx`].
pub(crate) fn firefox() -> Result<PathBuf> {
    on_path(&["firefox-esr", "firefox"]).map_or_else(
        || installed("firefox-esr", "the page is tested in it, too"),
        Ok,
    )
}

/// Makes sure that wrk is there: what counts the companion's requests a second.
///
/// # Errors
/// As [`nginx`].
pub(crate) fn wrk() -> Result<PathBuf> {
    installed("wrk", "it counts the companion's requests a second")
}

/// Makes sure that openssl's program is there: what makes the upstream's certificate.
///
/// # Errors
/// As [`nginx`].
pub(crate) fn openssl() -> Result<PathBuf> {
    installed("openssl", "it makes certificates for a run")
}

/// A program that is found, or installed from the package of its name.
fn installed(name: &str, why: &str) -> Result<PathBuf> {
    installed_from(name, name, why)
}

fn installed_from(name: &str, package: &str, why: &str) -> Result<PathBuf> {
    if let Some(found) = find(name) {
        return Ok(found);
    }
    println!("set-up: {name}: {why} (seconds) …");
    install(&[package]).map_err(|error| missing(package, &error))?;
    find(name).ok_or_else(|| missing(package, "it was installed but is not on PATH"))
}

/// Installs packages. The text of an error says why that was not possible.
///
/// # Errors
/// Without apt-get, without root, or when apt-get fails.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    if on_path(&["apt-get"]).is_none() {
        return Err("this system has no apt-get".to_owned());
    }
    let is_root = answer("id", &["-u"]).as_deref() == Some("0");
    if !is_root && answer("sudo", &["-n", "true"]).is_none() {
        return Err("that takes root, and sudo without a password is not allowed here".to_owned());
    }
    let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
    install.extend_from_slice(packages);
    // The lists may be missing or old: fetch them when the first try fails.
    apt_get(is_root, &install).or_else(|_| {
        apt_get(is_root, &["update", "-qq"])?;
        apt_get(is_root, &install)
    })
}

fn apt_get(is_root: bool, arguments: &[&str]) -> Result<()> {
    let mut apt_get = if is_root {
        command("apt-get", &[])
    } else {
        let mut sudo = command("sudo", &[]);
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    apt_get
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(arguments);
    // What apt-get unpacks interests nobody; its errors go to standard error.
    apt_get.stdout(Stdio::null());
    show(apt_get)
}

/// Fetches a package and unpacks it into `home`; that takes no root.
fn unpack(package: &str, home: &Path) -> Result<()> {
    if on_path(&["apt-get"]).is_none() || on_path(&["dpkg-deb"]).is_none() {
        return Err("this system has no apt-get and dpkg-deb".to_owned());
    }
    remove_folder(home)?;
    fs::create_dir_all(home).map_err(|error| cannot("create", home, &error))?;
    let download = || {
        let mut apt_get = command("apt-get", &[]);
        // A package is fetched as another user, who may not write here; apt-get says so at length.
        apt_get
            .current_dir(home)
            .args(["download", "-qq", "-o", "APT::Sandbox::User=root", package])
            .stdout(Stdio::null());
        show(apt_get)
    };
    download().or_else(|error| {
        // The lists may be missing or old; fetching them takes root.
        if answer("id", &["-u"]).as_deref() != Some("0") {
            return Err(error);
        }
        apt_get(true, &["update", "-qq"])?;
        download()
    })?;
    let entries = fs::read_dir(home).map_err(|error| cannot("list", home, &error))?;
    let archive = entries
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "deb"))
        .ok_or_else(|| format!("apt-get fetched no package {package}"))?;
    let mut dpkg = command("dpkg-deb", &[]);
    dpkg.arg("--extract").arg(&archive).arg(home);
    show(dpkg)?;
    fs::remove_file(&archive).map_err(|error| cannot("remove", &archive, &error))
}

/// A program on PATH, or where Debian keeps servers, which is not on everybody's PATH.
fn find(program: &str) -> Option<PathBuf> {
    on_path(&[program]).or_else(|| {
        let file = Path::new("/usr/sbin").join(program);
        file.is_file().then_some(file)
    })
}

fn missing(program: &str, why: &str) -> String {
    format!(
        "{program} is missing and could not be fetched: {why}. Install the Debian package {program}, \
         or put {program} on PATH"
    )
}
