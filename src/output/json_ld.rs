//! What the JSON-LD formats share: an array of objects that may stand in a page's `<script>` as they are.

use serde_json::Value;
use std::io::{self, Write};

/// Appends an object behind what stands between it and the one before. No text in it can end a `<script>`.
pub fn write(out: &mut Vec<u8>, object: &Value) -> io::Result<()> {
    out.write_all(b",\n")?;
    // These three stand in strings alone.
    for part in object.to_string().split_inclusive(['<', '>', '&']) {
        let special = part.chars().next_back().filter(|last| matches!(last, '<' | '>' | '&'));
        let plain = part.len() - usize::from(special.is_some());
        out.write_all(&part.as_bytes()[..plain])?;
        if let Some(special) = special {
            write!(out, "\\u{:04x}", u32::from(special))?;
        }
    }
    Ok(())
}

/// A name as the last part of a URN: everything but letters, digits and `-._~` is percent-encoded.
pub fn urn(kind: &str, name: &str) -> String {
    let mut urn = format!("urn:sayso:{kind}:");
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => urn.push(char::from(byte)),
            other => urn += &format!("%{other:02X}"),
        }
    }
    urn
}

/// A web address; nothing else is made a link, lest a page runs what an input wrote.
pub fn web_address(value: &Value) -> Option<&str> {
    value.as_str().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}
