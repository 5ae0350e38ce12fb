//! Numbers in texts, and numbers cut to integers and printed, as PHP 8 has them.

/// A text read as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Int(i64),
    Float(f64),
}

/// The number that the whole text is, blanks before and after it aside.
pub(super) fn of_text(text: &str) -> Option<Number> {
    let (number, rest) = leading(text)?;
    rest.trim_start_matches(is_blank).is_empty().then_some(number)
}

/// `(int)` of a text: the number that it begins with, or 0. What does not fit becomes the nearest that does.
pub(super) fn leading_int(text: &str) -> i64 {
    match leading(text) {
        Some((Number::Int(int), _)) => int,
        // `as` cuts the fraction and stops at the ends of the range.
        Some((Number::Float(float), _)) => float as i64,
        None => 0,
    }
}

/// `(int)` of a float: the fraction cut; what does not fit is taken modulo 2^64, and what is no number is 0.
pub(super) fn wrapped(float: f64) -> i64 {
    const RANGE: f64 = 18_446_744_073_709_551_616.0;
    if float.is_finite() { (float % RANGE) as i128 as i64 } else { 0 }
}

/// `(string)` of a float: fourteen significant digits, an exponent where the number is long.
pub(super) fn print(float: f64) -> String {
    const DIGITS: i32 = 14;
    if float.is_nan() {
        return "NAN".to_owned();
    }
    if float.is_infinite() {
        return if float > 0.0 { "INF" } else { "-INF" }.to_owned();
    }
    let scientific = format!("{float:.*e}", DIGITS as usize - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..DIGITS).contains(&exponent) {
        let decimals = usize::try_from(DIGITS - 1 - exponent).unwrap_or(0);
        let fixed = format!("{float:.decimals$}");
        return if fixed.contains('.') {
            fixed.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            fixed
        };
    }
    let mantissa = mantissa.trim_end_matches('0');
    let zero = if mantissa.ends_with('.') { "0" } else { "" };
    format!("{mantissa}{zero}E{exponent:+}")
}

/// The number at the beginning of a text, and what follows it.
fn leading(text: &str) -> Option<(Number, &str)> {
    let text = text.trim_start_matches(is_blank);
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();

    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = digits(sign);
    let mut end = sign + whole;
    let mut is_int = true;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if whole + fraction > 0 {
            end += 1 + fraction;
            is_int = false;
        }
    }
    if end == sign {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let exponent_sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + exponent_sign);
        if exponent > 0 {
            end += 1 + exponent_sign + exponent;
            is_int = false;
        }
    }
    let (number, rest) = text.split_at(end);
    let int = if is_int { number.parse().ok().map(Number::Int) } else { None };
    Some((int.or_else(|| number.parse().ok().map(Number::Float))?, rest))
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}
