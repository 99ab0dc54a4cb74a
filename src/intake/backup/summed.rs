//! A stream that ends with the SHA-256 of all before it, so that an archive which is not sealed shows
//! damage too, wherever it lies. Other programs take the end for padding and ignore it.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use crate::store::journal::hex;

/// Hex digits of the sum.
const SUM: usize = 64;

pub struct Summing<W> {
    out: W,
    hasher: Sha256,
}

impl<W: Write> Summing<W> {
    pub fn new(out: W) -> Self {
        Self {
            out,
            hasher: Sha256::new(),
        }
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.out
            .write_all(hex(&self.hasher.finalize()).as_bytes())?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Gives everything but the sum; at the end the sum must be right.
pub struct Summed<R> {
    from: R,
    hasher: Sha256,
    held: Vec<u8>,
    ended: bool,
}

impl<R: Read> Summed<R> {
    pub fn new(from: R) -> Self {
        Self {
            from,
            hasher: Sha256::new(),
            held: Vec::new(),
            ended: false,
        }
    }

    fn end(&mut self) -> io::Result<()> {
        if self.ended {
            return Ok(());
        }
        if self.held.len() < SUM {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let sum = hex(&std::mem::take(&mut self.hasher).finalize());
        if sum.as_bytes() != self.held.as_slice() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.ended = true;
        Ok(())
    }
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() || self.ended {
            return Ok(0);
        }
        let mut piece = vec![0; out.len().max(4096)];
        while self.held.len() <= SUM {
            let read = match self.from.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read == 0 {
                self.end()?;
                return Ok(0);
            }
            self.held
                .extend_from_slice(piece.get(..read).unwrap_or_default());
        }
        let ready = (self.held.len() - SUM).min(out.len());
        for (to, byte) in out.iter_mut().zip(self.held.drain(..ready)) {
            *to = byte;
        }
        self.hasher.update(out.get(..ready).unwrap_or_default());
        Ok(ready)
    }
}
