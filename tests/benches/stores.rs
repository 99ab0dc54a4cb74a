//! The stores that are measured on: filled once by the program itself and kept below `target`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A store with that many requests; made if it is not there yet.
pub fn with_requests(count: u32) -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("demo-{:016x}", sources()));
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let store = folder.join(format!("{count}.db"));
    if store.exists() {
        return Ok(store);
    }
    println!(
        "        making a store of {count} requests, kept in {}",
        folder.display()
    );
    // Made under another name, so that one that was cut short is never taken for whole.
    let half = folder.join(format!("{count}-half.db"));
    remove(&half);
    let made = Command::new(env!("CARGO_BIN_EXE_refdesk"))
        .args(["demo", "--requests", &count.to_string(), "--store"])
        .arg(&half)
        .output()
        .map_err(|e| e.to_string())?;
    if !made.status.success() || !half.exists() {
        let said = String::from_utf8_lossy(&made.stderr);
        return Err(format!(
            "`refdesk demo` made no store ({}) {}",
            made.status,
            said.trim()
        ));
    }
    for (from, to) in beside(&half).iter().zip(beside(&store)) {
        if from.exists() {
            std::fs::rename(from, to).map_err(|e| e.to_string())?;
        }
    }
    std::fs::rename(&half, &store).map_err(|e| e.to_string())?;
    Ok(store)
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
            } else if ["migrations", "demo", "segment"]
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
