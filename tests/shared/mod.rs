//! The material that the project is measured on. It lies beside the project's folder and never in it.

use std::env;
use std::path::PathBuf;

/// A file of the material; `None`, and a printed note, where it is not there. `SAYSO_SHARED` names another folder.
#[allow(clippy::print_stderr, reason = "who reads a test's output wants to know that it did nothing")]
pub fn shared(path: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = env::var_os("SAYSO_SHARED").map_or_else(beside, PathBuf::from).join(path);
    let found = path.exists();
    if !found {
        eprintln!("skipped: {} is not there", path.display());
    }
    found.then_some(path)
}
