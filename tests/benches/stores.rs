//! The stores that are measured on: filled once by the program itself and kept below `target`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A store with that many requests, as `refdesk demo` makes it.
pub fn with_requests(count: u32) -> Result<PathBuf, String> {
    kept(&format!("demo-{count}"), |path| demo(count, path))
}

/// A store kept from earlier runs, or made now.
pub fn kept(name: &str, make: impl FnOnce(&Path) -> Result<(), String>) -> Result<PathBuf, String> {
    let folder = folder();
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let store = folder.join(format!("{name}.db"));
    if store.exists() {
        return Ok(store);
    }
    println!(
        "        making the store {name}, kept in {}",
        folder.display()
    );
    // Made under another name, so that one that was cut short is never taken for whole.
    let half = folder.join(format!("{name}-half.db"));
    remove(&half);
    make(&half)?;
    for (from, to) in beside(&half).iter().zip(beside(&store)) {
        if from.exists() {
            std::fs::rename(from, to).map_err(|e| e.to_string())?;
        }
    }
    std::fs::rename(&half, &store).map_err(|e| e.to_string())?;
    // Gigabytes that are still on their way to the disk would be measured with what comes next.
    rustix::fs::sync();
    Ok(store)
}

/// Where stores of today's shape are kept.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("stores-{:016x}", sources()))
}

fn demo(count: u32, path: &Path) -> Result<(), String> {
    let made = Command::new(env!("CARGO_BIN_EXE_refdesk"))
        .args(["demo", "--requests", &count.to_string(), "--store"])
        .arg(path)
        .output()
        .map_err(|e| e.to_string())?;
    if made.status.success() && path.exists() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&made.stderr);
    Err(format!(
        "`refdesk demo` made no store ({}) {}",
        made.status,
        said.trim()
    ))
}

/// Removes a store and what lies beside it.
pub fn remove(store: &Path) {
    let _ = std::fs::remove_file(store);
    for path in beside(store) {
        let _ = std::fs::remove_file(&path);
        let _ = std::fs::remove_dir_all(&path);
    }
}

fn beside(store: &Path) -> [PathBuf; 4] {
    ["-wal", "-shm", "-lock", "-files"].map(|end| {
        let mut name = store.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}

/// A fingerprint of what decides a store's shape and content: a store made by other sources is not
/// taken for one of these.
fn sources() -> u64 {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![];
    let mut folders = vec![src];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if ["migrations", "demo", "segment", "ledger"]
                .iter()
                .any(|part| path.to_string_lossy().contains(part))
            {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in files
        .iter()
        .flat_map(|path| std::fs::read(path).expect("a source"))
    {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
