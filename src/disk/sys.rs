//! What the operating systems do differently, each with a form that works everywhere.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file for reading if it is a regular one; never waits for a pipe, never follows a link.
#[cfg(unix)]
pub(super) fn open_regular(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;

    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(fd) => File::from(fd),
        // A link in the place of the file (`LOOP`; `MLINK` on BSD), or a socket.
        Err(Errno::LOOP | Errno::MLINK | Errno::NXIO) => return Ok(None),
        Err(cause) => return Err(cause.into()),
    };
    let metadata = file.metadata()?;
    Ok(metadata.is_file().then_some((file, metadata)))
}

/// Opens a file for reading if it is a regular one.
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
pub(super) fn read_whole(file: &File, len: u64, limit: u64) -> io::Result<Vec<u8>> {
    let len = usize::try_from(len).unwrap_or(0);
    // With room for one byte more than there should be, a read of just those bytes has met the end of the file.
    let mut bytes = Vec::with_capacity(len + 1);
    #[cfg(unix)]
    if len > 0 && rustix::io::read(file, rustix::buffer::spare_capacity(&mut bytes))? == len {
        return Ok(bytes);
    }
    let left = (limit + 1).saturating_sub(bytes.len() as u64);
    file.take(left).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns whether following symbolic links ran in a circle.
pub(super) fn is_link_loop(cause: &io::Error) -> bool {
    #[cfg(unix)]
    return rustix::io::Errno::from_io_error(cause) == Some(rustix::io::Errno::LOOP);
    #[cfg(not(unix))]
    return {
        let _ = cause;
        false
    };
}

/// Exchanges two folders in one step, so that either path always leads to one of them.
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

/// Exchanges two folders in one step: here, never.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Returns whether [`exchange`] failed because there is no such thing here, or because a folder is held in its place: a
/// mount point, or a folder that belongs to somebody else.
pub(super) fn cannot_exchange(cause: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ResourceBusy, Unsupported};
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        // File systems that do not know the flag say `INVAL`, kernels that do not know the call `NOSYS`.
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

/// Waits until all that was written to the file system which holds `folder` is on the disk.
///
/// Where there is no such call it would take one for each file: there it waits for these `files` of the folder only.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn sync_file_system(folder: &Path, _files: &[&str]) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Waits until these `files` in `folder` are on the disk.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn sync_file_system(folder: &Path, files: &[&str]) -> io::Result<()> {
    for file in files {
        File::open(folder.join(file))?.sync_all()?;
    }
    Ok(())
}

/// Makes the names in `folder` last, where the file system can.
pub(super) fn sync_folder(folder: &Path) {
    // Some file systems cannot; the names are right by now, so this is no reason to fail.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Fails if files in `folder` may not be made, replaced and removed, as far as that can be known before.
pub(super) fn check_writable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::Access;
        rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK)?;
    }
    let _ = folder;
    Ok(())
}

/// Returns whether `path` is where another file system, or another part of one, is mounted.
pub(super) fn is_mount_point(path: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags};

        // The only way to see that a folder is mounted over one of the same file system.
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

/// Returns whether there is a folder at `path`, and no link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Returns whether two paths lead to one file.
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

/// Makes a folder that everyone may read, as far as the user's umask lets them.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    folder_builder().create(path)
}

/// Makes a folder and those above it that are missing.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    folder_builder().recursive(true).create(path)
}

/// Makes the folder at `path` in the folder `root`, and those above it in `root` that are missing.
pub(super) fn create_folders_in(root: &Path, path: &str) -> io::Result<()> {
    match (create_folder(&root.join(path)), path.rsplit_once('/')) {
        (Err(cause), _) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        (Err(cause), Some((parent, _))) if cause.kind() == io::ErrorKind::NotFound => {
            create_folders_in(root, parent)?;
            create_folders_in(root, path)
        }
        (created, _) => created,
    }
}

/// Makes a file that was not there, which everyone may read as far as the user's umask lets them.
pub(super) fn create_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options.open(path)
}

/// Makes `link` a symbolic link to where the link `like` leads.
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
