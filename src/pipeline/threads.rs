//! How many threads a run has, and how much they give way to others.

/// How much a background thread gives way: half of what `nice` knows.
#[cfg(target_os = "linux")]
const BACKGROUND: i32 = 10;

/// Runs `work` on one thread that gives way to others, as far as the system knows of such.
pub fn in_background<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let give_way = |_| {
        // Elsewhere than on Linux this is of the whole process, not of the thread.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(BACKGROUND);
    };
    match rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .start_handler(give_way)
        .build()
    {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Runs `work` with `n_jobs` threads; with one for each processor if that is not said.
pub fn with_jobs<T: Send>(n_jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let Some(n_jobs) = n_jobs else { return work() };
    match rayon::ThreadPoolBuilder::new().num_threads(n_jobs).build() {
        Ok(pool) => pool.install(work),
        // The machine gives no more threads: it is slower with fewer, and no less right.
        Err(_) => work(),
    }
}
