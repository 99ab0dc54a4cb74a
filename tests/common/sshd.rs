//! A real sshd on loopback with nothing of the machine's own: its host key, port, configuration and
//! authorized keys lie in a temporary folder and go with it.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::pty::{Program, now};

const SSHD: &str = "/usr/sbin/sshd";
/// A root sshd parts with its rights in this folder and does not start without it.
const ROOTS: &str = "/run/sshd";

pub struct Sshd {
    folder: tempfile::TempDir,
    child: Child,
    port: u16,
    user: String,
}

impl Sshd {
    /// None where there is no OpenSSH, and says so past the harness's capture.
    pub fn start() -> Option<Sshd> {
        let has_client = Command::new("ssh").arg("-V").output().is_ok();
        if !Path::new(SSHD).exists() || !has_client {
            let test = std::thread::current().name().unwrap_or("a test").to_owned();
            let said = format!("SKIPPED {test}: no OpenSSH here (openssh-server)\n");
            let _ = std::io::stderr().write_all(said.as_bytes());
            return None;
        }
        if rustix::process::getuid().is_root() {
            std::fs::create_dir_all(ROOTS).expect("a folder for sshd");
        }
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        make_key(&at("host"));
        std::fs::write(at("authorized_keys"), "").unwrap();
        // Free at this moment; whoever takes it in between fails the test and nothing else.
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .unwrap()
            .port();
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {host}\nPidFile none\n\
             AuthorizedKeysFile {keys}\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nAcceptEnv *\n\
             AllowTcpForwarding yes\nAllowAgentForwarding yes\nPermitTunnel yes\n\
             Subsystem sftp internal-sftp\nLogLevel ERROR\nMaxStartups 100\n",
            host = at("host").display(),
            keys = at("authorized_keys").display(),
        );
        std::fs::write(at("config"), config).unwrap();
        let log = std::fs::File::create(at("log")).unwrap();
        let child = Command::new(SSHD)
            .args(["-D", "-e", "-f"])
            .arg(at("config"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let name = Command::new("id").arg("-un").output().unwrap();
        let sshd = Sshd {
            user: String::from_utf8(name.stdout).unwrap().trim().to_owned(),
            folder,
            child,
            port,
        };
        let end = now() + 10_000_000_000;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = || std::fs::read_to_string(sshd.at("log")).unwrap();
            assert!(now() < end, "sshd does not answer: {}", log());
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Some(sshd)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new key pair of somebody; its public half.
    pub fn key(&self, who: &str) -> PathBuf {
        make_key(&self.at(who));
        self.at(&format!("{who}.pub"))
    }

    /// Lets a key in by a line of `authorized_keys`.
    pub fn let_in(&self, line: &str) {
        let mut keys = std::fs::OpenOptions::new()
            .append(true)
            .open(self.at("authorized_keys"))
            .unwrap();
        writeln!(keys, "{}", line.trim()).unwrap();
    }

    /// The words of an ssh client that comes with somebody's key, up to the host.
    fn words(&self, who: &str, options: &[&str]) -> Vec<String> {
        let mut words: Vec<String> = ["-F", "/dev/null", "-p"].map(str::to_owned).to_vec();
        words.push(self.port.to_string());
        words.extend(["-i".to_owned(), self.at(who).display().to_string()]);
        for option in [
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "BatchMode=yes",
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "ConnectTimeout=10",
        ] {
            words.extend(["-o".to_owned(), option.to_owned()]);
        }
        words.extend(options.iter().map(|word| (*word).to_owned()));
        words.push(format!("{}@127.0.0.1", self.user));
        words
    }

    /// Runs ssh to its end, with this on standard input.
    pub fn ssh(&self, who: &str, options: &[&str], remote: &[&str], stdin: &[u8]) -> Output {
        let mut child = Command::new("timeout")
            .args(["30", "ssh"])
            .args(self.words(who, options))
            .args(remote)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A gate that reads nothing closes early; that is no fault of the test.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        child.wait_with_output().unwrap()
    }

    /// ssh in a terminal.
    pub fn terminal(&self, who: &str, options: &[&str]) -> Program {
        Program::named("ssh", &self.words(who, options)).size(30, 120)
    }

    /// Another client of OpenSSH (sftp, scp) that comes with somebody's key.
    pub fn client(&self, program: &str, who: &str, words: &[&str]) -> Output {
        let mut all = self.words(who, &[]);
        let host = all.pop().unwrap();
        for word in &mut all {
            if word == "-p" {
                *word = "-P".to_owned();
            }
        }
        let words = words.iter().map(|word| word.replace("HOST", &host));
        Command::new("timeout")
            .args(["30", program])
            .args(all)
            .args(words)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn make_key(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "someone@a pc", "-f"])
        .arg(path)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
}
