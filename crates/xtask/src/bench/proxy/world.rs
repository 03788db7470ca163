//! What a run needs around it and leaves nothing of: a folder, certificates, ports, processes.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::Result;
use crate::process::{command, words};
use crate::repository::{cannot, scratch, write};

/// The names the companion calls; the certificate is for these and for the address.
pub(super) const API: &str = "api.mypurecloud.ie";
pub(super) const LOGIN: &str = "login.mypurecloud.ie";

/// A run's folder and the one who clears up after it.
#[derive(Debug)]
pub(super) struct World {
    folder: PathBuf,
    guardian: Child,
    told: Told,
}

/// Reads which process groups have started (`+ N`) and ended (`- N`). When nobody writes any more, at the
/// end of the run and just so when it is interrupted or killed, ends those left and removes the folder.
const GUARDIAN: &str = r#"
trap '' INT TERM HUP
groups=' '
while read -r what group; do
  if [ "$what" = + ]; then
    groups="$groups$group "
  else
    groups="${groups%%" $group "*} ${groups#*" $group "}"
  fi
done
for way in TERM KILL; do
  for group in $groups; do kill -s $way -- "-$group" 2>/dev/null && sleep 0.2; done
done
rm -rf -- "$1"
"#;

/// The way to the guardian.
type Told = Arc<Mutex<Option<ChildStdin>>>;

fn tell(told: &Told, what: char, group: u32) {
    if let Ok(mut told) = told.lock()
        && let Some(guardian) = told.as_mut()
    {
        let _ = writeln!(guardian, "{what} {group}");
    }
}

impl World {
    /// Makes the folder and the certificates in it.
    ///
    /// # Errors
    /// When the folder cannot be made or openssl fails.
    pub(super) fn new(openssl: &Path) -> Result<Self> {
        let folder = scratch()?.join(format!("bench-proxy-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| cannot("create", &folder, &error))?;
        let mut guardian = command("sh", &[]);
        guardian
            .args(["-c", GUARDIAN, "guardian"])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            // Ctrl-C is for this program; the guardian stays until it has cleared up.
            .process_group(0);
        let mut guardian = guardian
            .spawn()
            .map_err(|error| format!("sh could not be started: {error}"))?;
        let told = Arc::new(Mutex::new(guardian.stdin.take()));
        let world = Self {
            folder,
            guardian,
            told,
        };
        world.certificates(openssl)?;
        Ok(world)
    }

    /// A file in the run's folder.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes a file in the run's folder.
    pub(super) fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let file = self.file(name);
        write(&file, text)?;
        Ok(file)
    }

    /// A CA made for this run, and a certificate of it for the upstream.
    fn certificates(&self, openssl: &Path) -> Result<()> {
        let run = |arguments: &str| {
            let mut openssl = command(openssl, &[]);
            openssl
                .current_dir(&self.folder)
                .args(arguments.split(' '))
                .stdout(Stdio::null());
            let output = openssl
                .output()
                .map_err(|error| format!("{} could not be started: {error}", words(&openssl)))?;
            if output.status.success() {
                return Ok(());
            }
            Err(format!(
                "{} failed: {}",
                words(&openssl),
                String::from_utf8_lossy(&output.stderr)
            ))
        };
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        self.write(
            "upstream.ext",
            &format!(
                "subjectAltName=DNS:{API},DNS:{LOGIN},IP:127.0.0.1\nbasicConstraints=CA:FALSE\n"
            ),
        )?;
        run(&format!(
            "req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=bench-root -addext keyUsage=critical,keyCertSign"
        ))?;
        run(&format!(
            "req {key} -keyout upstream.key -out upstream.csr -subj /CN={API}"
        ))?;
        run(
            "x509 -req -in upstream.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out upstream.pem -days 2 -extfile upstream.ext",
        )
    }

    /// Starts a server and waits until it accepts connections at `address`.
    ///
    /// # Errors
    /// When it does not within ten seconds; with what it said.
    pub(super) fn start(
        &self,
        name: &str,
        mut command: Command,
        address: SocketAddr,
    ) -> Result<Running> {
        let log = self.file(&format!("{name}-{}.log", address.port()));
        let file = fs::File::create(&log).map_err(|error| cannot("create", &log, &error))?;
        let copy = file
            .try_clone()
            .map_err(|error| cannot("write", &log, &error))?;
        command.stdout(file).stderr(copy).process_group(0);
        let start = Instant::now();
        let child = command
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}", words(&command)))?;
        tell(&self.told, '+', child.id());
        let mut running = Running {
            child,
            told: Arc::clone(&self.told),
            took: Duration::ZERO,
        };
        while start.elapsed() < Duration::from_secs(10) {
            if TcpStream::connect(address).is_ok() {
                running.took = start.elapsed();
                return Ok(running);
            }
            if let Ok(Some(status)) = running.child.try_wait() {
                let mut text = format!("{name} ended with {status} before it listened");
                let _ = write!(text, ":\n{}", fs::read_to_string(&log).unwrap_or_default());
                return Err(text);
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        Err(format!("{name} does not listen on {address} after 10 s"))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // Nothing more to read: it clears up and ends.
        if let Ok(mut told) = self.told.lock() {
            told.take();
        }
        let _ = self.guardian.wait();
    }
}

/// A server, with the processes it started; all end when it is dropped.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    told: Told,
    /// From its start until it accepted a connection.
    pub(super) took: Duration,
}

impl Running {
    /// The number of its first process.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let end = |way| {
            let mut kill = command("sh", &[]);
            kill.args(["-c", r#"kill -s "$1" -- "$2""#, "kill", way, &group])
                .stderr(Stdio::null());
            let _ = kill.status();
        };
        // Asked first: a server that started others ends them, and waits for them.
        end("TERM");
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(1) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        end("KILL");
        let _ = self.child.kill();
        let _ = self.child.wait();
        tell(&self.told, '-', self.child.id());
    }
}

/// An address on loopback nobody listens on.
pub(super) fn free_address() -> Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|error| format!("there is no free port: {error}"))
}
