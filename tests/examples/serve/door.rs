//! Who may ask: only a page of this server, in a browser on this machine, that holds the secret of this run.

use std::hash::{BuildHasher, RandomState};

use tiny_http::Request;

/// The names this server answers to, and its secret.
#[derive(Debug)]
pub(crate) struct Door {
    hosts: [String; 2],
    secret: String,
}

impl Door {
    pub(crate) fn new(port: u16) -> Self {
        // Each state is keyed from the system's random source; four of them make a secret nobody guesses.
        let parts: [String; 4] =
            std::array::from_fn(|part| format!("{:016x}", RandomState::new().hash_one(part)));
        Self { hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")], secret: parts.concat() }
    }

    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// Another site in the same browser can reach this port, under its own name or with its own origin.
    pub(crate) fn is_ours(&self, request: &Request) -> Result<(), String> {
        let host = header(request, "Host").unwrap_or_default();
        if !self.hosts.iter().any(|ours| host == *ours) {
            return Err("This server answers to this machine's own name only.".into());
        }
        match header(request, "Origin") {
            Some(origin) if !self.hosts.iter().any(|ours| origin == format!("http://{ours}")) => {
                Err("This server answers to its own page only.".into())
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn holds_secret(&self, request: &Request) -> bool {
        let given = header(request, "Authorization").unwrap_or_default();
        given.strip_prefix("Bearer ").is_some_and(|given| is_same(given.as_bytes(), self.secret.as_bytes()))
    }
}

/// The value of a parameter of the address.
pub(crate) fn parameter(query: &str, name: &str) -> Option<String> {
    let pair = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(found, _)| *found == name)?;
    Some(decode(pair.1))
}

/// Undoes the encoding of an address, `%20` for a blank; what is encoded wrongly stays as it is.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let encoded =
            after.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = encoded.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn header<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

/// Takes the same time wherever the first difference is.
fn is_same(given: &[u8], secret: &[u8]) -> bool {
    given.len() == secret.len() && given.iter().zip(secret).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
