//! Machine errors: the disk, the network port or the command line failed, and the run cannot go on.
//!
//! Mistakes in the *content* are never an [`Error`]; they are [`Diagnostic`](crate::diag::Diagnostic)s, which are
//! collected and reported together. `cli::report` prints both.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure of the machine or of its use: the action, its path, the cause, and a hint.
#[derive(Debug)]
pub struct Error {
    /// The action that failed, in lower case, without a final stop. The path follows it, so it may end in a colon.
    pub message: String,
    /// The file or folder concerned, if there is one.
    pub path: Option<PathBuf>,
    /// The way out, such as the command to type, where one is known.
    pub hint: Option<String>,
    cause: Option<io::Error>,
}

impl Error {
    /// Makes a file system error: `message` names the action that failed on `path`.
    pub fn io(message: impl Into<String>, path: &Path, cause: io::Error) -> Self {
        Error {
            message: message.into(),
            path: Some(path.to_path_buf()),
            hint: None,
            cause: Some(cause),
        }
    }

    /// Makes a refusal to act on `path`; `hint` says what to do instead.
    pub fn refused(message: impl Into<String>, path: &Path, hint: impl Into<String>) -> Self {
        Error {
            message: message.into(),
            path: Some(path.to_path_buf()),
            hint: Some(hint.into()),
            cause: None,
        }
    }

    /// Makes a command line error; `hint` says what to type instead.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Error {
            message: message.into(),
            path: None,
            hint: Some(hint.into()),
            cause: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(path) = &self.path {
            write!(f, " `{}`", path.display())?;
        }
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}
