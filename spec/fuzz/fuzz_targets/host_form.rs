#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| bitrix_fuzz::host_form::run(input));
