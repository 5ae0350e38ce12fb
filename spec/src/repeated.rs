//! Finds what stands in a list twice.

/// The items that have the key of an earlier one.
pub(crate) fn repeated<'i, T: 'i, K: PartialEq>(
    items: impl IntoIterator<Item = &'i T>,
    key: impl Fn(&'i T) -> K,
) -> impl Iterator<Item = &'i T> {
    let mut seen = Vec::new();
    items.into_iter().filter(move |item| {
        let key = key(item);
        let is_repeated = seen.contains(&key);
        seen.push(key);
        is_repeated
    })
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn each_but_the_first_is_found() {
        let words = ["a", "B", "b", "c", "B"];
        assert_eq!(repeated(&words, |word| word.to_lowercase()).collect::<Vec<_>>(), [&"b", &"B"]);
    }
}
