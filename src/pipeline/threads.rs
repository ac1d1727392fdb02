//! Thread pools: sets the number of threads of a run and the priority of background work.
//!
//! The work itself is parallelized with rayon in the other files of `pipeline`.

/// Nice value of a background thread: about half of the range (0 to 19).
#[cfg(target_os = "linux")]
const BACKGROUND_NICE: i32 = 10;

/// Runs `work` on a single thread, with low priority where the system has priorities for threads.
pub fn in_background<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let lower_priority = |_| {
        // Linux only: elsewhere `nice` slows down the whole process, and with it the preview's answers.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(BACKGROUND_NICE);
    };
    match rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .start_handler(lower_priority)
        .build()
    {
        Ok(pool) => pool.install(work),
        // Without a second thread the work is still wanted, if only at normal priority.
        Err(_) => work(),
    }
}

/// Runs `work` with `n_jobs` threads, by default one for each processor.
pub fn with_jobs<T: Send>(n_jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let Some(n_jobs) = n_jobs else { return work() };
    match rayon::ThreadPoolBuilder::new().num_threads(n_jobs).build() {
        Ok(pool) => pool.install(work),
        // The system grants no more threads. Fewer are slower, but the result is the same.
        Err(_) => work(),
    }
}
