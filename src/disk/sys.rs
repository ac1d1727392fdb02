//! System calls: file operations that differ between operating systems, each with a fallback that works everywhere.
//!
//! Most of the `cfg` attributes of `disk` are here, so that the rest of it can ignore the system.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Opens a regular file for reading; `None` if it is anything else. Never waits for a pipe, never follows a link.
#[cfg(unix)]
pub(super) fn open_regular(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;

    // One call, because between a look at the type and the opening the file could be replaced by a link or a pipe.
    // `NONBLOCK` keeps the opening of a pipe without a writer from waiting.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(fd) => File::from(fd),
        // A symbolic link (`LOOP`; `MLINK` on BSD), or a socket.
        Err(Errno::LOOP | Errno::MLINK | Errno::NXIO) => return Ok(None),
        Err(cause) => return Err(cause.into()),
    };
    let metadata = file.metadata()?;
    Ok(metadata.is_file().then_some((file, metadata)))
}

/// Opens a regular file for reading; `None` if it is anything else.
#[cfg(not(unix))]
pub fn open_regular(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(None);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    Ok(Some((file, metadata)))
}

/// Reads `file`, which had `len` bytes when it was opened, up to one byte more than `limit`.
///
/// The extra byte tells the caller that the file has grown over the limit.
pub(super) fn read_whole(file: &File, len: u64, limit: u64) -> io::Result<Vec<u8>> {
    let len = usize::try_from(len).unwrap_or(0);
    // With room for one more byte, a read that returns exactly `len` has met the end of the file: one call is enough.
    let mut bytes = Vec::with_capacity(len + 1);
    #[cfg(unix)]
    if len > 0 && rustix::io::read(file, rustix::buffer::spare_capacity(&mut bytes))? == len {
        return Ok(bytes);
    }
    let left = (limit + 1).saturating_sub(bytes.len() as u64);
    file.take(left).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns whether `cause` means that symbolic links lead in a circle.
pub(super) fn is_link_loop(cause: &io::Error) -> bool {
    #[cfg(unix)]
    return rustix::io::Errno::from_io_error(cause) == Some(rustix::io::Errno::LOOP);
    #[cfg(not(unix))]
    return {
        let _ = cause;
        false
    };
}

/// Exchanges two folders in one step, so that both paths exist at every instant.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags};

    Ok(rustix::fs::renameat_with(
        CWD,
        a,
        CWD,
        b,
        RenameFlags::EXCHANGE,
    )?)
}

/// Fails with `Unsupported`: this system cannot exchange folders in one step.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Returns whether [`exchange`] failed because the system does not support it, or because a folder cannot be moved: a
/// mount point, or a folder of another user.
pub(super) fn cannot_exchange(cause: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ResourceBusy, Unsupported};
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        // File systems without the flag return `INVAL`, kernels without the call `NOSYS`.
        let unknown = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
        if Errno::from_io_error(cause).is_some_and(|errno| unknown.contains(&errno)) {
            return true;
        }
    }
    matches!(
        cause.kind(),
        CrossesDevices | PermissionDenied | ResourceBusy | Unsupported
    )
}

/// Waits until everything written to the file system of `folder` is on disk.
///
/// Systems without such a call would need one for each file. There, it waits only for these `files` in the folder.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn sync_file_system(folder: &Path, _files: &[&str]) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Waits until these `files` in `folder` are on disk.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn sync_file_system(folder: &Path, files: &[&str]) -> io::Result<()> {
    for file in files {
        File::open(folder.join(file))?.sync_all()?;
    }
    Ok(())
}

/// Waits until the names in `folder` are on disk, so that a rename survives a power failure, if the file system can.
pub(super) fn sync_folder(folder: &Path) {
    // Some file systems cannot sync a folder. The rename itself has succeeded, so this is no reason to fail.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Fails if files in `folder` cannot be created, replaced and removed, as far as permissions tell.
pub(super) fn check_writable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::Access;
        rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK)?;
    }
    let _ = folder;
    Ok(())
}

/// Returns whether `path` is a mount point, also one of another folder of the same file system (a bind mount).
pub(super) fn is_mount_point(path: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags};

        // The only way to detect a bind mount from the same file system, where device numbers are equal.
        if let Ok(stat) = rustix::fs::statx(
            CWD,
            path,
            AtFlags::SYMLINK_NOFOLLOW,
            StatxFlags::BASIC_STATS,
        ) && stat
            .stx_attributes_mask
            .contains(StatxAttributes::MOUNT_ROOT)
        {
            return stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    let (Some(own), Some(parent)) = (device(path), path.parent().and_then(device)) else {
        return false;
    };
    own != parent
}

/// Returns whether `path` is a folder, and not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Returns whether `a` and `b` are of the same file. Always `true` on systems without inodes, where nothing better is
/// known.
pub(super) fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (a.dev(), a.ino()) == (b.dev(), b.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (a, b);
        true
    }
}

/// Creates a folder with mode 0755, less the user's umask: web servers run as another user.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    folder_builder().create(path)
}

/// Creates a folder and its missing parents.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    folder_builder().recursive(true).create(path)
}

/// Creates the folder at `path` below `root`, and its missing parents below `root`.
pub(super) fn create_folders_in(root: &Path, path: &str) -> io::Result<()> {
    // From the innermost folder, because its parents mostly exist. `root` itself is never created: if it has been
    // removed, that is an error.
    match (create_folder(&root.join(path)), path.rsplit_once('/')) {
        (Err(cause), _) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        (Err(cause), Some((parent, _))) if cause.kind() == io::ErrorKind::NotFound => {
            create_folders_in(root, parent)?;
            create_folders_in(root, path)
        }
        (created, _) => created,
    }
}

/// Creates a file with mode 0644, less the user's umask. Fails if it exists, even as a link.
pub(super) fn create_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options.open(path)
}

/// Creates the symbolic link `link` with the same target as the link `like`.
pub(super) fn copy_link(like: &Path, link: &Path) -> io::Result<()> {
    let target = fs::read_link(like)?;
    #[cfg(unix)]
    return std::os::unix::fs::symlink(target, link);
    #[cfg(windows)]
    return std::os::windows::fs::symlink_file(target, link);
    #[cfg(not(any(unix, windows)))]
    return Err(io::ErrorKind::Unsupported.into());
}

fn folder_builder() -> fs::DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
    builder
}

fn device(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    return fs::symlink_metadata(path)
        .ok()
        .map(|metadata| std::os::unix::fs::MetadataExt::dev(&metadata));
    #[cfg(not(unix))]
    return {
        let _ = path;
        None
    };
}
