//! Finds a PostgreSQL server, or starts one that is gone when it's no longer used.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A server that can be used.
pub struct Server {
    url: String,
    private: Option<Private>,
}

/// A server of our own, in a temporary folder.
struct Private {
    bin: PathBuf,
    folder: TempDir,
    port: u16,
}

impl Server {
    /// The server that `DATABASE_URL` or `PGHOST` names, or else a private one, if PostgreSQL is installed.
    ///
    /// # Errors
    ///
    /// Says why there is none.
    pub fn find() -> Result<Server, String> {
        if let Ok(url) = env::var("DATABASE_URL") {
            return Ok(Server { url, private: None });
        }
        if let Ok(host) = env::var("PGHOST") {
            let mut url = format!("host={host}");
            for (variable, key) in [
                ("PGPORT", "port"),
                ("PGUSER", "user"),
                ("PGPASSWORD", "password"),
                ("PGDATABASE", "dbname"),
            ] {
                if let Ok(value) = env::var(variable) {
                    url += &format!(" {key}={value}");
                }
            }
            return Ok(Server { url, private: None });
        }
        Server::start()
    }

    /// A private server.
    ///
    /// # Errors
    ///
    /// Says why it can't be started.
    pub fn start() -> Result<Server, String> {
        let bin = bin().ok_or(
            "neither `DATABASE_URL` nor `PGHOST` is set, and PostgreSQL's `initdb` and `pg_ctl` aren't installed",
        )?;
        let folder = tempfile::Builder::new().prefix("lesson20-").tempdir();
        let folder = folder.map_err(|error| format!("cannot make a temporary folder: {error}"))?;
        let mut private = Private { bin, folder, port: 0 };
        private.give_to_postgres()?;
        let data = private.data();
        let data = data.to_string_lossy();
        private.call(
            "initdb",
            &[
                "-D",
                &data,
                "-U",
                "lesson20",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--no-locale",
            ],
        )?;
        // Between finding a free port and using it, another process may take it.
        let mut tries = 5;
        loop {
            let free =
                TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
            private.port =
                free.map_err(|error| format!("cannot find a free port: {error}"))?.port();
            tries -= 1;
            match private.launch() {
                Ok(()) => break,
                Err(why) if tries == 0 => return Err(why),
                Err(_) => {}
            }
        }
        let url = format!("host=127.0.0.1 port={} user=lesson20 dbname=postgres", private.port);
        Ok(Server { url, private: Some(private) })
    }

    /// Where the server is, for [`connect`](crate::client::connect).
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Crashes the server, and starts it again: all that wasn't on disk is gone.
    ///
    /// # Errors
    ///
    /// It isn't a private one, or it doesn't start again.
    pub fn crash(&self) -> Result<(), String> {
        let private = self.private.as_ref().ok_or("only a private server is crashed")?;
        private.stop()?;
        private.launch()
    }
}

impl Private {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn launch(&self) -> Result<(), String> {
        let log = self.folder.path().join("log");
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=30",
            self.port
        );
        let (data, log) = (self.data(), log.to_string_lossy().into_owned());
        self.call(
            "pg_ctl",
            &[
                "start",
                "-D",
                &data.to_string_lossy(),
                "-w",
                "-t",
                "120",
                "-l",
                &log,
                "-o",
                &options,
            ],
        )
    }

    /// Without a word to any client, and without writing anything to disk.
    fn stop(&self) -> Result<(), String> {
        let data = self.data();
        self.call(
            "pg_ctl",
            &["stop", "-D", &data.to_string_lossy(), "-w", "-t", "120", "-m", "immediate"],
        )
    }

    fn call(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let mut command = Command::new(self.bin.join(program));
        // No pipes: the server would inherit them, and they would stay open as long as it runs.
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        as_postgres(&mut command)?;
        let status =
            command.status().map_err(|error| format!("cannot run `{program}`: {error}"))?;
        if status.success() {
            return Ok(());
        }
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        Err(format!("`{program}` failed: {}", log.lines().last().unwrap_or("it said nothing")))
    }

    /// PostgreSQL refuses to run as root. So root gives the folder to the user `postgres`, and becomes that user.
    fn give_to_postgres(&self) -> Result<(), String> {
        #[cfg(unix)]
        if let Some((user, group)) = postgres_user()? {
            std::os::unix::fs::chown(self.folder.path(), Some(user), Some(group))
                .map_err(|error| format!("cannot give the folder to `postgres`: {error}"))?;
        }
        Ok(())
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        _ = self.stop();
    }
}

#[cfg(unix)]
fn as_postgres(command: &mut Command) -> Result<(), String> {
    use std::os::unix::process::CommandExt;

    if let Some((user, group)) = postgres_user()? {
        command.uid(user).gid(group);
    }
    Ok(())
}

#[cfg(not(unix))]
fn as_postgres(_: &mut Command) -> Result<(), String> {
    Ok(())
}

/// The numbers of the user `postgres` and its group, if this process is root's.
#[cfg(unix)]
fn postgres_user() -> Result<Option<(u32, u32)>, String> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let entry = users.lines().find(|line| line.starts_with("postgres:"));
    let numbers = entry.and_then(|entry| {
        let mut fields = entry.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    });
    numbers.map(Some).ok_or_else(|| {
        "PostgreSQL refuses to run as root, and there is no user `postgres` to become".into()
    })
}

/// The folder with PostgreSQL's programs: from the `PATH`, or else where the newest version usually is.
fn bin() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).find(|folder| has_programs(folder));
    on_path.or_else(|| {
        let places = [
            ("/usr/lib/postgresql", "bin"),
            ("/opt/homebrew/opt", "bin"),
            ("/usr/local/opt", "bin"),
            (r"C:\Program Files\PostgreSQL", "bin"),
        ];
        let mut found: Vec<PathBuf> = places
            .iter()
            .filter_map(|(place, bin)| Some((fs::read_dir(place).ok()?, bin)))
            .flat_map(|(folders, bin)| folders.flatten().map(move |folder| folder.path().join(bin)))
            .filter(|folder| has_programs(folder))
            .collect();
        found.sort_by_key(|folder| version(folder));
        found.pop()
    })
}

fn has_programs(folder: &Path) -> bool {
    ["initdb", "pg_ctl"].iter().all(|name| {
        let program = folder.join(name);
        program.is_file() || program.with_extension("exe").is_file()
    })
}

/// `15` of `/usr/lib/postgresql/15/bin`, and of `…/postgresql@15/bin`.
fn version(bin: &Path) -> u32 {
    let name = bin.parent().and_then(Path::file_name).and_then(OsStr::to_str).unwrap_or("");
    name.rsplit('@').next().and_then(|version| version.parse().ok()).unwrap_or(0)
}
