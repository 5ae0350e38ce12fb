//! Compares two ways of doing the same thing by the time that they take.

use std::fmt;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::outcome::Outcome;

/// The value of an option such as `--calls 2000`; other arguments, like cargo's own `--bench`, are passed over.
pub fn option(name: &str) -> Outcome<Option<usize>> {
    let Some(value) = std::env::args().skip_while(|argument| argument != name).nth(1) else {
        return Ok(None);
    };
    let number = value.parse().map_err(|_| format!("{name} takes a number, not `{value}`"))?;
    Ok(Some(number))
}

/// What this process has used up so far, in its own code and in the kernel's.
#[must_use]
pub fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

/// The most memory that this process has had at a time, in KiB.
pub fn peak_memory() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the kernel does not say")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

/// The time on the wall.
#[must_use]
pub fn wall_time() -> Duration {
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    BEGIN.get_or_init(Instant::now).elapsed()
}

/// Runs both sides in alternating blocks, so that whatever slows the machine down slows both, and the order within a
/// pair changes from pair to pair, so that neither side always finds the caches warm.
pub fn alternate<E>(
    pairs: usize,
    ours: impl FnMut() -> Result<(), E>,
    theirs: impl FnMut() -> Result<(), E>,
) -> Result<Comparison, E> {
    alternate_by(processor_time, pairs, ours, theirs)
}

/// The same by another clock.
pub fn alternate_by<E>(
    clock: fn() -> Duration,
    pairs: usize,
    mut ours: impl FnMut() -> Result<(), E>,
    mut theirs: impl FnMut() -> Result<(), E>,
) -> Result<Comparison, E> {
    ours()?;
    theirs()?;
    let mut pairs_done = Vec::with_capacity(pairs);
    for at in 0..pairs {
        pairs_done.push(if at % 2 == 0 {
            let ours = timed(clock, &mut ours)?;
            (ours, timed(clock, &mut theirs)?)
        } else {
            let theirs = timed(clock, &mut theirs)?;
            (timed(clock, &mut ours)?, theirs)
        });
    }
    Ok(Comparison { pairs: pairs_done })
}

fn timed<E>(clock: fn() -> Duration, block: &mut impl FnMut() -> Result<(), E>) -> Result<Duration, E> {
    let begun = clock();
    block()?;
    Ok(clock() - begun)
}

/// What both sides took, block by block: ours first.
pub struct Comparison {
    pairs: Vec<(Duration, Duration)>,
}

impl Comparison {
    /// Our total by theirs.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        let (ours, theirs) = self.totals();
        ours.as_secs_f64() / theirs.as_secs_f64()
    }

    /// Ours and theirs, all blocks together.
    #[must_use]
    pub fn totals(&self) -> (Duration, Duration) {
        self.pairs.iter().fold(Default::default(), |(ours, theirs), pair| (ours + pair.0, theirs + pair.1))
    }
}

/// Totals, their ratio, and how far the ratios of single pairs are apart.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, theirs) = self.totals();
        let ratios = self.pairs.iter().map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64());
        let spread = Spread::of(ratios.collect());
        write!(
            f,
            "ours {:.3} s, by hand {:.3} s, ratio {:.3} (pairs: {spread})",
            ours.as_secs_f64(),
            theirs.as_secs_f64(),
            self.ratio(),
        )
    }
}

/// Least, middle and greatest of some figures.
pub struct Spread {
    figures: Vec<f64>,
}

impl Spread {
    /// Of these figures.
    #[must_use]
    pub fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        Self { figures }
    }

    /// The middle one; NaN where there is none.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.figures.get(self.figures.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |figure: Option<&f64>| figure.copied().unwrap_or(f64::NAN);
        let (least, greatest) = (end(self.figures.first()), end(self.figures.last()));
        write!(f, "min {least:.3}, median {:.3}, max {greatest:.3}", self.median())
    }
}
