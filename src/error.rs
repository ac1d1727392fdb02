//! The second kind of wrong: the machine failed, or was asked for what it cannot do.
//! What is wrong with the *content* is a [`Diagnostic`](crate::diag::Diagnostic), never one of these.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure of the machine or of its use: what was tried, on which path, why it failed, what to do.
#[derive(Debug)]
pub struct Error {
    /// What could not be done, in lower case, without a final stop.
    pub message: String,
    /// The file or folder it happened to, if there is one.
    pub path: Option<PathBuf>,
    /// What to do about it, if we know.
    pub hint: Option<String>,
    cause: Option<io::Error>,
}

impl Error {
    /// An error of the file system: `message` says what was tried on `path`.
    pub fn io(message: impl Into<String>, path: &Path, cause: io::Error) -> Self {
        Error {
            message: message.into(),
            path: Some(path.to_path_buf()),
            hint: None,
            cause: Some(cause),
        }
    }

    /// A refusal to do something to `path`, with what to do instead.
    pub fn refused(message: impl Into<String>, path: &Path, hint: impl Into<String>) -> Self {
        Error {
            message: message.into(),
            path: Some(path.to_path_buf()),
            hint: Some(hint.into()),
            cause: None,
        }
    }

    /// A wrong use of the program, with what to type instead.
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
