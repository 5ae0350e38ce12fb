//! A bounded run of the fuzz targets on any compiler: `bounded COUNT [TARGET [SEED]]`.
//!
//! An input that breaks something is printed, so that a test can be made of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::Instant;

use bitrix_fuzz::mutation::{ANSWERS, FORMS, SPECS, bytes};
use bitrix_fuzz::{answer_json, host_form, spec_text, spec_toml};
use fastrand::Rng;

struct Target {
    name: &'static str,
    run: fn(&[u8]),
    input: fn(&mut Rng) -> Vec<u8>,
}

const TARGETS: [Target; 4] = [
    Target { name: "spec_text", run: spec_text::run, input: |random| SPECS.mutate(random) },
    Target { name: "spec_toml", run: spec_toml::run, input: bytes },
    Target { name: "answer_json", run: answer_json::run, input: |random| ANSWERS.mutate(random) },
    Target { name: "host_form", run: host_form::run, input: |random| FORMS.mutate(random) },
];

const USAGE: &str = "usage: bounded COUNT [TARGET [SEED]]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(count) = arguments.first().and_then(|count| count.parse::<u64>().ok()) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let wanted = arguments.get(1);
    let Ok(seed) = arguments.get(2).map_or(Ok(1), |seed| seed.parse()) else {
        eprintln!("SEED is a number\n{USAGE}");
        return ExitCode::from(2);
    };
    let targets = TARGETS.iter().filter(|target| wanted.is_none_or(|wanted| wanted == target.name));
    let mut all_hold = true;
    let mut tried = 0;
    for target in targets {
        tried += 1;
        all_hold &= try_all(target, count, seed);
    }
    if tried == 0 {
        eprintln!("there is no such target");
        return ExitCode::from(2);
    }
    if all_hold { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a target until an input breaks it; says whether none did.
fn try_all(target: &Target, count: u64, seed: u64) -> bool {
    let begin = Instant::now();
    let mut random = Rng::with_seed(seed);
    for at in 0..count {
        let input = (target.input)(&mut random);
        if catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err() {
            let text = spec_toml::text(&input).filter(|_| target.name == "spec_toml");
            let text = text.unwrap_or_else(|| String::from_utf8_lossy(&input).into_owned());
            eprintln!("{}: input {at} of seed {seed} breaks it:\n{text}\n{text:?}", target.name);
            return false;
        }
    }
    println!("{}: {count} inputs of seed {seed} in {:.0} s", target.name, begin.elapsed().as_secs_f64());
    true
}
