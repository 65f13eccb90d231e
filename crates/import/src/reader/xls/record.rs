//! The records of a stream: each says what it is and how long; long ones go on in the next.

/// One record, with the pieces it goes on in.
#[derive(Debug)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) body: &'s [u8],
    /// What is continued; each piece of text there begins anew.
    pub(super) more: Vec<&'s [u8]>,
}

impl Record<'_> {
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        number(self.body, at)
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(*self.body.get(at..)?.first_chunk()?))
    }

    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        Some(f64::from_le_bytes(*self.body.get(at..)?.first_chunk()?))
    }
}

/// A number of two bytes.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The records of a stream, up to where one is longer than the rest of it.
pub(super) struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    pub(super) fn of(stream: &'s [u8]) -> Records<'s> {
        Records { rest: stream }
    }

    fn one(&mut self) -> Option<(u16, &'s [u8])> {
        let kind = number(self.rest, 0)?;
        let length = usize::from(number(self.rest, 2)?);
        let body = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, body))
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (kind, body) = self.one()?;
        let mut more = Vec::new();
        while number(self.rest, 0) == Some(0x003C) {
            let Some((_, body)) = self.one() else { break };
            more.push(body);
        }
        Some(Record { kind, body, more })
    }
}
