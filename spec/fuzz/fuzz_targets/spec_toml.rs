#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| bitrix_fuzz::spec_toml::run(input));
